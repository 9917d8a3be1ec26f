"""Uploaded files as they came, kept in the data folder by their SHA-256 and never changed."""

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from smartcity.store_errors import plain_errors
from smartcity.versions import sync

FOLDER = "originals"

# A file that is still being written is younger than this; an older one was left by a killed process.
_LEFT_AFTER_SECONDS = 60 * 60
_SHA256 = re.compile(r"[0-9a-f]{64}")


def keep(folder: Path, content: bytes) -> str:
    """Keep a file in a data folder, there whole or not at all, and return its SHA-256; one that is kept stays."""
    sha256 = hashlib.sha256(content).hexdigest()
    if original(folder, sha256) is None:
        with plain_errors(folder):
            _write(folder / FOLDER, sha256, content)
    return sha256


def original(folder: Path, sha256: str) -> bytes | None:
    """Return a kept file by its SHA-256; None where there is none, or where it is no longer what it was."""
    if not is_name(sha256):
        return None
    try:
        content = (folder / FOLDER / sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def is_name(text: str) -> bool:
    """Return whether a kept file may be called so."""
    return bool(_SHA256.fullmatch(text))


def _write(folder: Path, name: str, content: bytes) -> None:
    """Write a file beside its place first: under its name it is on disk whole."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync(folder.parent)
    _clear(folder)
    partial = folder / f".{uuid4().hex}.partial"
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o444)
        partial.replace(folder / name)
    finally:
        partial.unlink(missing_ok=True)
    sync(folder)


def _clear(folder: Path) -> None:
    """Delete what killed processes left."""
    for path in folder.glob(".*.partial"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_AFTER_SECONDS:
                path.unlink()
