"""What is examined and what an examination says."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from smartcity.settings import Settings
from smartcity.store import Store
from smartcity.words import _

Level = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True)
class Diagnosis:
    """One sentence about one part of an installation and, where it is not well, what to do about it.

    A warning is about what works and may not for long; wrong is what does not work, or will lose data.
    """

    name: str
    level: Level
    what: str
    fix: str = ""


@dataclass(frozen=True)
class Installation:
    """The data folder, the settings and the address that are examined."""

    folder: Path
    options: Settings
    host: str
    port: int

    @cached_property
    def store(self) -> Store:
        """Return the store of the data folder."""
        return Store(self.folder, memory_limit=self.options.memory_limit, threads=self.options.threads)


Check = Callable[[Installation], Diagnosis | None]
"""Looks at one part; None where there is nothing to look at."""


def diagnosed(check: Check, installation: Installation) -> Diagnosis | None:
    """Return what a check says; one that fails itself says so, for a broken installation breaks what looks at it."""
    try:
        return check(installation)
    except Exception as error:
        logging.getLogger(__name__).debug("check failed", exc_info=True)
        text = _("Bagian ini tidak dapat diperiksa: {detail}")
        detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return Diagnosis(check.__name__, "wrong", text.format(detail=detail), _("Perbaiki yang lain dahulu."))
