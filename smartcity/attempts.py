"""Wrong passwords and wrong tokens: counted for an account and an address, they slow down and lock.

A subject is what is counted for: its kind, a colon, and whose. Counters lie in the file beside the versions: all
worker processes see them.
"""

import math
import sqlite3
import time
from collections.abc import Sequence

from smartcity import audit
from smartcity.caller import Caller
from smartcity.errors import SmartcityError
from smartcity.words import _

FREE = {"account": 4, "address": 20, "token": 20}
"""Wrong passwords that do not make anybody wait yet; an office may share one address. Wrong tokens are counted for
an address, too, but apart: a program with an old one must not shut people out."""

FADES_SECONDS = {"account": 15 * 60, "address": 60, "token": 60}
"""After so long one wrong password is forgotten: people mistype, and many of them behind one address."""

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 5, 15 * 60
FORGOTTEN_SECONDS = 24 * 60 * 60


class Locked(SmartcityError):  # noqa: N818
    """After wrong passwords nobody is let in for a while, whoever it is."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds))
        minutes = -(-self.seconds // 60)
        text = _("Terlalu banyak percobaan. Coba lagi dalam {minutes} menit.")
        super().__init__(text.format(minutes=minutes))


def until(connection: sqlite3.Connection, subject: str, now: float) -> float:
    """Return until when nobody is let in."""
    row = connection.execute("select until_at from failure where subject = ?", (subject,)).fetchone()
    return float(row[0]) if row else now


def count(connection: sqlite3.Connection, subject: str, now: float) -> None:
    """Count one wrong attempt."""
    connection.execute("delete from failure where last_at < ?", (now - FORGOTTEN_SECONDS,))
    row = connection.execute("select count, last_at from failure where subject = ?", (subject,)).fetchone()
    kind = subject.partition(":")[0]
    number = 1 + (max(0.0, row[0] - (now - row[1]) / FADES_SECONDS[kind]) if row else 0.0)
    connection.execute(
        "insert or replace into failure values (?, ?, ?, ?, 0)",
        (subject, number, now, now + wait_seconds(kind, number)),
    )


def wait_seconds(kind: str, count: float) -> float:
    """Return how long nobody is let in after so many wrong passwords: twice as long each time, up to a quarter hour."""
    over = math.ceil(count - FREE[kind])
    return min(FIRST_WAIT_SECONDS * 2.0 ** min(over - 1, 20), LONGEST_WAIT_SECONDS) if over > 0 else 0.0


def tell_locked(connection: sqlite3.Connection, caller: Caller, subjects: Sequence[str], action: str) -> None:
    """Write down once for each wait that somebody met it: a flood of attempts must not flood the audit."""
    untold = [
        subject
        for subject in subjects
        if connection.execute(
            "select 1 from failure where subject = ? and until_at > ? and is_told = 0", (subject, time.time())
        ).fetchone()
    ]
    if untold:
        audit.write(connection, caller, action, outcome=audit.LOCKED)
    for subject in untold:
        connection.execute("update failure set is_told = 1 where subject = ?", (subject,))
