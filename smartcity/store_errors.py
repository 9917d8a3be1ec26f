"""What the store says when it cannot do what was asked, each in one sentence, and how the causes are told apart."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from smartcity.errors import SmartcityError
from smartcity.words import _

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_DAMAGED = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)
_PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM)


class StoreError(SmartcityError):
    """The store cannot do what was asked."""


class NoVersion(StoreError):  # noqa: N818 (said by the person as a state, not as an error)
    """There is no such version, or none at all yet."""


class UnreadableVersion(StoreError):  # noqa: N818
    """The current version, or the pointer to it (version 0), is damaged; `readable` is the newest whole one."""

    def __init__(self, version: int, path: Path, readable: int | None) -> None:
        self.version, self.path, self.readable = version, path, readable
        what = _("Versi {version} tidak dapat dibaca") if version else _("Penunjuk versi tidak dapat dibaca")
        if readable:
            remedy = _("pulihkan dengan perintah `smartcity restore {readable}`")
        else:
            remedy = _("tidak ada versi utuh yang tersisa, kembalikan {path} dari cadangan")
        super().__init__(f"{what}; {remedy}.".format(version=version, readable=readable, path=path))


class NewerVersion(StoreError):  # noqa: N818
    """A version was written by a later DuckDB than ours; it is whole, only not for this program."""

    def __init__(self, version: int) -> None:
        text = _("Versi {version} ditulis oleh rilis program yang lebih baru; pasang rilis itu lagi.")
        super().__init__(text.format(version=version))


class ReadOnlyFolder(StoreError):  # noqa: N818
    """The data folder cannot be written: reading works, publishing does not."""


class DiskFull(StoreError):  # noqa: N818
    """There is no room for the new version; nothing has changed."""


class Busy(StoreError):  # noqa: N818
    """Another writer, or another reader's old versions, did not finish in time."""


class TooSlow(StoreError):  # noqa: N818
    """A question was not answered in the time that it was given."""

    def __init__(self) -> None:
        super().__init__(
            _("Jawaban atas permintaan ini memerlukan waktu terlalu lama; persempit permintaannya.")
        )


class CheckFailed(StoreError):  # noqa: N818
    """The changed data breaks a rule; `problems` lists where (check, severity, table_name, row_key, detail)."""

    def __init__(self, problems: pd.DataFrame) -> None:
        self.problems = problems.reset_index(drop=True)
        first = self.problems.iloc[0]
        text = _("Perubahan ditolak karena {count} masalah, yang pertama di tabel {table}, {key}: {detail}")
        where = {"table": first.table_name, "key": first.row_key, "detail": first.detail}
        super().__init__(text.format(count=len(problems), **where))


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Say a full disk and a read-only folder in plain words, whoever noticed it: Python or DuckDB."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        plain = in_plain_words(error, folder)
        if plain:
            raise plain from error
        raise


def in_plain_words(error: Exception, folder: Path) -> StoreError | None:
    """Return what a full disk or a read-only folder is called; None for any other error."""
    if _among(error, _FULL):
        text = _("Ruang penyimpanan di {folder} penuh; tidak ada data yang berubah.")
        return DiskFull(text.format(folder=folder))
    if _among(error, _CLOSED) and str(folder) in str(error):
        text = _("Folder {folder} hanya dapat dibaca; data dapat dilihat tetapi tidak dapat diubah.")
        return ReadOnlyFolder(text.format(folder=folder))
    return None


def may_be_damage(error: duckdb.Error) -> bool:
    """Return whether DuckDB may have met a file that is not what it wrote: cut short, a checksum that differs.

    From 2.0 on a wrong checksum is an error without a kind of its own. It takes a look at the file to be sure.
    """
    return isinstance(error, _DAMAGED) or type(error) is duckdb.Error


def is_newer(error: duckdb.Error) -> bool:
    """Return whether a file was written in a form that only a later DuckDB reads."""
    return "created with a newer version of DuckDB" in str(error)


def is_passing(error: Exception) -> bool:
    """Return whether a file could not be read for a cause outside it: no memory, no right, another's lock."""
    if isinstance(error, duckdb.OutOfMemoryException) or "Could not set lock" in str(error):
        return True
    return _among(error, _PASSING)


def _among(error: Exception, codes: tuple[int, ...]) -> bool:
    if isinstance(error, OSError):
        return error.errno in codes
    return any(os.strerror(code) in str(error) for code in codes)
