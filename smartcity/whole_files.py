"""Files that are there whole or not at all, even if this process is killed while it writes them."""

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from smartcity.versions import sync

_NOT_OFFERED = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database in place of what the target was."""
    with nameless(target.parent) as (copy, named):
        with source.open("rb") as original:
            shutil.copyfileobj(original, copy, 1 << 20)
        give_name(copy, named)
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
        named.replace(target)
    sync(target.parent)


@contextmanager
def nameless(folder: Path, mode: int = 0o644) -> Iterator[tuple[IO[bytes], Path]]:
    """Open a file that vanishes with its process until it is named; where that is not offered, a hidden one.

    It can be read and written; it comes with the hidden name under which it may be put beside its place.
    """
    named = folder / f".smartcity-{os.getpid()}-{threading.get_ident()}.partial"
    try:
        opened: IO[bytes] = os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, mode), "w+b")
    except (AttributeError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _NOT_OFFERED:
            raise
        opened = os.fdopen(os.open(named, os.O_CREAT | os.O_TRUNC | os.O_RDWR, mode), "w+b")
    try:
        with opened:
            yield opened, named
    finally:
        named.unlink(missing_ok=True)


def give_name(opened: IO[bytes], named: Path) -> None:
    """Put what was written to a nameless file on disk and give it its hidden name."""
    opened.flush()
    os.fsync(opened.fileno())
    if not named.exists():
        # A folder descriptor makes Python follow the link (linkat); with an absolute path it is not used.
        os.link(f"/proc/self/fd/{opened.fileno()}", named, src_dir_fd=opened.fileno())
