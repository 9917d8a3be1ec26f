"""One file on its way through the page: what was uploaded, decided, found and published, kept while the visit lasts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from smartcity import access, words
from smartcity.accounts import Account
from smartcity.contract import load_contract
from smartcity.errors import SmartcityError, without_paths
from smartcity.intake import deadline
from smartcity.intake.choices import PAGE_LIMITS, Choices, Limits, Target
from smartcity.intake.examining import examine
from smartcity.intake.mapping import Column, fingerprint
from smartcity.intake.problems import Problem, Unreadable
from smartcity.intake.publishing import Published
from smartcity.intake.report import Asked, Report
from smartcity.settings import settings
from smartcity.state import State
from smartcity.ui import address, data, writer
from smartcity.words import _

_WORK, _TABLE, _LINKED = "upload_work", "upload_table", "upload_linked"
FIRST_TABLE = "participation"
TO_CONFIRM = ("similar", "wide")
"""Why a column may have its meaning without anybody having said so."""

_numbers = count(1)
Made = TypeVar("Made")


@dataclass
class Undone:
    """What became of taking a publication back: the version, and the rows that stay (table, key)."""

    version: int
    left: list[tuple[str, str]]


@dataclass
class Work:
    """One file and all that a person decided about it."""

    name: str
    content: bytes
    table: str
    choices: Choices = field(default_factory=Choices)
    confirmed: bool = False
    """Whether the person said that the columns mean what they seem to mean."""
    answered: dict[tuple[str, str], Asked] = field(default_factory=dict)
    """Names of regions that were settled, as they were asked."""
    kept: set[tuple[str, str]] = field(default_factory=set)
    """Those of them that are to be remembered."""
    questions: dict[int, str] = field(default_factory=dict)
    """What was asked about the signs of columns, by place."""
    report: Report | None = None
    refused: Problem | None = None
    said: str = ""
    """What went wrong with the last thing that was tried."""
    conflicts: tuple[Problem, ...] = ()
    published: Published | None = None
    scope: dict[str, str] = field(default_factory=dict)
    """What was published is about: program, edition, region; '' where it is about several."""
    undone: Undone | None = None
    remembered: dict[str, Target] = field(default_factory=dict)
    number: int = field(default_factory=lambda: next(_numbers))
    """Keeps the widgets of one file apart from those of the next."""
    round: int = 0
    """How often the file was examined: what was typed into a table belongs to one round."""
    writing: Lock = field(default_factory=Lock, repr=False)
    """A second click runs beside the first: it waits, and finds the file published."""
    _examined: tuple[Any, ...] = ()
    _account: Account | None = None
    """Who it is examined for: their limits reject rows."""
    _headers: str = ""
    _made: dict[Any, Any] = field(default_factory=dict)

    def decide(self, **changes: Any) -> None:
        """Change what was decided; the file is examined anew by it."""
        self.choices = replace(self.choices, **changes)
        self.said, self.conflicts = "", ()

    def read_anew(self, **changes: Any) -> None:
        """Change how the file is cut into columns; what was said about columns and cells no longer fits."""
        kept = {"constants": self.choices.constants, "regions": self.choices.regions}
        reading = {
            name: getattr(self.choices, name) for name in ("sheet", "encoding", "delimiter", "header_lines")
        }
        self.choices = Choices(**{**kept, **reading, **changes})
        self.confirmed, self.questions, self.said = False, {}, ""

    def move(self, table: str) -> None:
        """Put the file into another table."""
        self.table = table
        self.choices = replace(self.choices, constants={}, replace=None)
        self.read_anew()

    def start_anew(self) -> None:
        """Take the same file up again, with all that was decided, as if it had not been published."""
        self.published = self.undone = None
        self.said, self.conflicts = "", ()
        self.forget_report()

    def to_confirm(self) -> list[Column]:
        """Return the columns whose meaning a person must confirm."""
        if self.confirmed or self.report is None:
            return []
        return [column for column in self.report.plan.columns if column.how in TO_CONFIRM]

    def forget_report(self) -> None:
        """Let go of what was found."""
        if self.report is not None:
            self.report.close()
        self.report, self.refused, self._examined = None, None, ()
        self._made.clear()

    def once(self, what: Any, make: Callable[[], Made]) -> Made:
        """Return what is made of the report, made once for each examination and language."""
        key = (words.language(), what)
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]
        return found

    def examine(self) -> None:
        """Examine the file if anything it depends on has changed since the last time."""
        account = access.account(writer.caller())
        wanted = (self.table, self.choices, words.language(), account)
        if self.published or self._examined == wanted:
            return
        with st.spinner(_("Berkas dibaca, dicocokkan, dan diperiksa …")):
            self._examine(wanted, account)

    def _examine(self, wanted: tuple[Any, ...], account: Account | None) -> None:
        self.forget_report()
        self._examined, self._account = wanted, account
        self.round += 1
        try:
            with deadline.within(limits().seconds):
                self.report = self._remembering()
        except Unreadable as error:
            self.refused = error.problem
        except SmartcityError as error:
            self.said = without_paths(str(error))
        except Exception:
            # A file that we fail on must not stand in the way of the next visit.
            drop()
            raise

    def _remembering(self) -> Report:
        """Examine with what was confirmed for the same headers before; they are known once the file was read."""
        report = self._read()
        headers = fingerprint(report.sheet.headers)
        if headers == self._headers:
            return report
        self._headers = headers
        before, self.remembered = self.remembered, State(data.store().folder).remembered(self.table, headers)
        if before == self.remembered:
            return report
        report.close()
        return self._read()

    def _read(self) -> Report:
        return examine(
            data.store(),
            self.content,
            self.name,
            self.table,
            self.choices,
            limits=limits(),
            confident=True,
            remembered=self.remembered,
            account=self._account,
        )


def limits() -> Limits:
    """Return the most that a page takes."""
    return replace(PAGE_LIMITS, bytes=settings().upload_mb * 1_000_000)


def current() -> Work | None:
    """Return the file that this person is working on."""
    work: Work | None = st.session_state.get(_WORK)
    return work


def begin(name: str, content: bytes) -> None:
    """Start with a file."""
    drop()
    st.session_state[_WORK] = Work(name, content, table())


def drop() -> None:
    """Let go of the file."""
    work = st.session_state.pop(_WORK, None)
    if work is not None:
        work.forget_report()


def table() -> str:
    """Return the table that is to be filled: the one chosen last, by a person or by the link that led here."""
    linked = address.asked("table")
    if linked != st.session_state.get(_LINKED, ""):
        st.session_state[_LINKED] = linked
        if linked in load_contract().tables and load_contract().tables[linked].uploadable:
            st.session_state[_TABLE] = linked
    return str(st.session_state.get(_TABLE, FIRST_TABLE))


def choose_table(name: str) -> None:
    """Choose the table that is to be filled, also for the file at hand."""
    st.session_state[_TABLE] = name
    work = current()
    if work is not None and not work.published:
        work.move(name)
