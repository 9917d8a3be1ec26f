"""The audit: who did what, when and from where; written before a change is made, and never changed or removed.

It lies in the file beside the versions, so no restore of data takes it back. A change that cannot be written down is
not made: what the law asks to be on record must not happen off it.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from smartcity.caller import AT_SERVER, AT_TERMINAL, BEHIND_PROXY, Caller
from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.state_file import ACCOUNTS_SINCE, StateFile
from smartcity.words import N_, _, language

SIGN_IN, SIGN_OUT = "sign_in", "sign_out"
UPLOAD, EDIT, REMOVE, NAMES = "upload", "edit", "remove", "names"
UNDO, RESTORE, ORIGINAL = "undo", "restore", "original"
ACCOUNT_ADD, ACCOUNT_CHANGE, ACCOUNT_RESET = "account_add", "account_change", "account_reset"
ACCOUNT_DISABLE, ACCOUNT_ENABLE, ACCOUNT_PASSWORD = "account_disable", "account_enable", "account_password"
TOKEN, TOKEN_ADD, TOKEN_REVOKE = "token", "token_add", "token_revoke"

ACTIONS = {
    SIGN_IN: N_("Masuk"),
    SIGN_OUT: N_("Keluar"),
    UPLOAD: N_("Unggahan"),
    EDIT: N_("Ubah satu baris"),
    REMOVE: N_("Hapus baris"),
    NAMES: N_("Nama wilayah yang dikonfirmasi"),
    UNDO: N_("Pembatalan"),
    RESTORE: N_("Pemulihan versi"),
    ORIGINAL: N_("Unduh berkas asli"),
    ACCOUNT_ADD: N_("Akun dibuat"),
    ACCOUNT_CHANGE: N_("Akun diubah"),
    ACCOUNT_RESET: N_("Kata sandi disetel ulang"),
    ACCOUNT_PASSWORD: N_("Kata sandi diganti sendiri"),
    ACCOUNT_DISABLE: N_("Akun dinonaktifkan"),
    ACCOUNT_ENABLE: N_("Akun diaktifkan"),
    TOKEN: N_("Pemakaian token"),
    TOKEN_ADD: N_("Token dibuat"),
    TOKEN_REVOKE: N_("Token dicabut"),
}
"""What is written down, in words."""

DONE, REFUSED, LOCKED, FAILED = "done", "refused", "locked", "failed"
OUTCOMES = {
    DONE: N_("berhasil"),
    REFUSED: N_("ditolak"),
    LOCKED: N_("terkunci"),
    FAILED: N_("gagal"),
}
"""How it ended, in words; `failed` follows the line of a change that was begun and not published."""

DETAILS = {
    "as": N_("atas nama"),
    "error": N_("kesalahan"),
    "expires": N_("berlaku sampai"),
    "file": N_("berkas"),
    "key": N_("kunci"),
    "names": N_("nama"),
    "note": N_("catatan"),
    "provinces": N_("provinsi"),
    "reason": N_("alasan"),
    "restored": N_("versi yang dipulihkan"),
    "role": N_("peran"),
    "sha256": "SHA-256",
    "signed_in": N_("tanpa masuk"),
    "table": N_("tabel"),
    "tables": N_("tabel"),
    "token": N_("token"),
    "undone": N_("unggahan yang dibatalkan"),
    "was": N_("sebelumnya"),
}
"""What is said beside a line, in words."""

MISSING = "—"
JAKARTA = ZoneInfo("Asia/Jakarta")

MOST = 500
"""Lines that a page or a terminal shows where no other number is asked for."""

_WRITE = (
    "insert into audit (at, who, address, action, subject, outcome, detail)"
    " values (:at, :who, :address, :action, :subject, :outcome, :detail)"
)


class AuditError(SmartcityError):
    """The audit was asked for something that it cannot tell."""


class Unwritable(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """The audit cannot be written, so what was to be written down is not done."""

    def __init__(self) -> None:
        super().__init__(
            _("Catatan audit tidak dapat ditulis, sehingga tidak ada yang diubah; hubungi pengelola peladen.")
        )


class Unreadable(SmartcityError):  # noqa: N818
    """The audit cannot be read."""

    def __init__(self) -> None:
        super().__init__(_("Catatan audit tidak dapat dibaca; hubungi pengelola peladen."))


@dataclass(frozen=True)
class Line:
    """One thing that happened: `at` is UTC, `detail` says more by name."""

    number: int
    at: datetime
    who: str
    address: str
    action: str
    subject: str
    outcome: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """Which lines are wanted: '' for all; `since` and `until` are days in Jakarta (ISO), both included."""

    who: str = ""
    action: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    most: int = field(default=MOST)


def write(
    connection: sqlite3.Connection,
    caller: Caller,
    action: str,
    subject: str = "",
    outcome: str = DONE,
    **detail: Any,
) -> None:
    """Write a line inside the transaction of what it tells about."""
    said = {name: value for name, value in detail.items() if value not in (None, "", ())}
    if caller.terminal and caller.name != caller.user:
        said["as"] = caller.name
    elif not caller.terminal and not caller.session and caller.name and action not in (SIGN_IN, TOKEN):
        said["signed_in"] = False
    if caller.token:
        said["token"] = caller.token
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": caller.user if caller.terminal else caller.name,
        "address": caller.place,
        "action": action,
        "subject": subject,
        "outcome": outcome,
        "detail": json.dumps(said, ensure_ascii=False),
    }
    connection.execute(_WRITE, {name: _storable(value) for name, value in line.items()})


def _storable(text: str) -> str:
    """Return a text without halves of signs, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Audit:
    """The audit of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = StateFile(folder)

    def write(
        self, caller: Caller, action: str, subject: str = "", outcome: str = DONE, **detail: Any
    ) -> None:
        """Write a line; raise Unwritable where that cannot be done."""
        try:
            with self._file.writing() as connection:
                write(connection, caller, action, subject, outcome, **detail)
        except sqlite3.Error as error:
            raise Unwritable from error

    def write_failure(self, caller: Caller, action: str, subject: str, error: Exception) -> None:
        """Write that what was written down as begun was not done; where that cannot be written it is not."""
        with suppress(Unwritable):
            self.write(caller, action, subject, FAILED, error=type(error).__name__)

    def lines(self, asked: Asked) -> list[Line]:
        """Return lines, the newest first."""
        sql = (
            "select number, at, who, address, action, subject, outcome, detail from audit"
            " where (:who = '' or who = :who) and (:action = '' or action = :action)"
            " and (:outcome = '' or outcome = :outcome) and (:since = '' or at >= :since)"
            " and (:until = '' or at < :until) order by number desc limit :most"
        )
        days = {"since": _midnight(asked.since, 0), "until": _midnight(asked.until, 1)}
        return [_line(row) for row in self._rows(sql, {**asdict(asked), **days})]

    def last(self) -> int:
        """Return the number of the newest line, 0 for none; what was read up to it stays as it is."""
        rows = self._rows("select max(number) from audit", {})
        return int(rows[0][0] or 0) if rows else 0

    def people(self) -> list[str]:
        """Return everybody who is named, in order."""
        return [
            str(who) for (who,) in self._rows("select distinct who from audit where who <> '' order by 1", {})
        ]

    def _rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        try:
            with self._file.reading(ACCOUNTS_SINCE) as connection:
                return connection.execute(sql, dict(values)).fetchall() if connection else []
        except sqlite3.Error as error:
            raise Unreadable from error


def _midnight(day: str, more: int) -> str:
    """Return when a day begins in Jakarta, or one so many days later, as times are kept; '' for none."""
    if not day:
        return ""
    begins = datetime.combine(date.fromisoformat(day) + timedelta(days=more), time(), JAKARTA)
    return begins.astimezone(UTC).isoformat(timespec="milliseconds")


def day(text: str) -> str:
    """Return a day as lines are asked for, '' for none; raises AuditError for what is no day."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise AuditError(_("{text} bukan tanggal; tulis seperti 2026-01-31.").format(text=text)) from None


def headings() -> tuple[str, ...]:
    """Return the words above the columns of `in_words`."""
    return (_("Waktu"), _("Siapa"), _("Dari"), _("Tindakan"), _("Perihal"), _("Hasil"), _("Rincian"))


def in_words(line: Line) -> tuple[str, ...]:
    """Return a line as people read it, its time that of Jakarta."""
    places = {
        AT_TERMINAL: _("terminal peladen"),
        AT_SERVER: _("komputer peladen"),
        BEHIND_PROXY: _("lewat proksi"),
    }
    return (
        f"{line.at.astimezone(JAKARTA):%Y-%m-%d %H:%M:%S} WIB",
        line.who or MISSING,
        places.get(line.address, line.address),
        _(ACTIONS[line.action]) if line.action in ACTIONS else line.action,
        line.subject or MISSING,
        _(OUTCOMES[line.outcome]) if line.outcome in OUTCOMES else line.outcome,
        "; ".join(_said(name, value) for name, value in line.detail.items()),
    )


def _said(name: str, value: Any) -> str:
    if value is False:
        return _(DETAILS[name])
    text = ", ".join(_shown(name, each) for each in (value if isinstance(value, list) else [value]))
    return f"{_(DETAILS[name]) if name in DETAILS else name}: {text}"


def _shown(name: str, value: Any) -> str:
    """Return a value in words where it is a role or a table."""
    from smartcity.accounts import ROLES  # writes lines itself

    if name in ("role", "was") and value in ROLES:
        return _(ROLES[value])
    known = load_contract().tables if name in ("table", "tables") else {}
    return known[value].title(language()) if value in known else str(value)


def record(line: Line) -> dict[str, Any]:
    """Return a line for programs; its time is UTC."""
    return {**asdict(line), "at": line.at.isoformat()}


def _line(row: tuple[Any, ...]) -> Line:
    number, at, *texts, detail = row
    who, address, action, subject, outcome = texts
    return Line(
        number, datetime.fromisoformat(at), who, address, action, subject, outcome, json.loads(detail)
    )
