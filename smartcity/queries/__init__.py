"""Questions to the database: one question per .sql file, run by name with named parameters.

The first line of a file says what it answers; `$name` is a parameter. Values are always bound, never written
into the text.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from smartcity.errors import SmartcityError
from smartcity.formats import WIB
from smartcity.words import _

_FOLDER = Path(__file__).resolve().parent
_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")

NAMES: tuple[str, ...] = tuple(sorted(path.stem for path in _FOLDER.glob("*.sql")))
"""The questions that can be asked."""


USUAL: dict[str, Callable[[], Any]] = {
    "region": lambda: "00",
    "today": lambda: datetime.now(WIB).date().isoformat(),
    "limit": lambda: 10,
}
"""What a question is asked with where nothing is said."""


class QueryError(SmartcityError):
    """A question that does not exist, or one asked without exactly its parameters."""


class Answering(Protocol):
    """What a question is put to: one version of the database."""

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a statement."""


@cache
def sql(name: str) -> str:
    """Return the text of a question."""
    if name not in NAMES:
        raise QueryError(_("Tidak ada kueri bernama {name}.").format(name=name))
    return (_FOLDER / f"{name}.sql").read_text("utf-8")


@cache
def parameters(name: str) -> tuple[str, ...]:
    """Return the names of a question's parameters in the order in which its text uses them."""
    return tuple(dict.fromkeys(_PARAMETER.findall(_COMMENT.sub("", sql(name)))))


@cache
def sentence(name: str) -> str:
    """Return the comment that a question begins with: what it answers."""
    comment = takewhile(lambda line: line.startswith("--"), sql(name).splitlines())
    return " ".join(line.removeprefix("--").strip() for line in comment)


def run(snapshot: Answering, name: str, /, **params: Any) -> pd.DataFrame:
    """Return the answer to a question; it must be given exactly its parameters."""
    wanted = set(parameters(name))
    if wrong := sorted(wanted ^ set(params)):
        message = _("Kueri {name} memerlukan parameter: {wanted}. Kurang atau tidak dikenal: {wrong}.")
        raise QueryError(
            message.format(name=name, wanted=", ".join(parameters(name)) or "—", wrong=", ".join(wrong))
        )
    return snapshot.frame(sql(name), params or None)
