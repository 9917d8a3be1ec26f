"""What a backup says of itself, and the names that its members may have: no other is ever written to a disk."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, NonNegativeInt, StringConstraints

from smartcity import boundaries, originals, state_file
from smartcity.errors import SmartcityError
from smartcity.words import _

MANIFEST = "manifest.json"
POINTER = "current"
VERSIONS = "versions"
FORMAT = 1
"""The form of backups that this code writes and reads."""

_FILES = (POINTER, state_file.FILE, boundaries.FILE, boundaries.FORMER)
_NAMES = "|".join(
    [*map(re.escape, _FILES), rf"{VERSIONS}/\d{{6,15}}\.duckdb", rf"{originals.FOLDER}/[0-9a-f]{{64}}"]
)


class BackupError(SmartcityError):
    """A backup cannot be made or restored."""


class Damaged(BackupError):  # noqa: N818 (said by the person as a state, not as an error)
    """A file is no backup, or not all of it is as it was written."""

    def __init__(self, path: Path, detail: str) -> None:
        text = _("{path} bukan cadangan yang utuh: {detail}; pakai cadangan lain.")
        super().__init__(text.format(path=path, detail=detail))


class Member(BaseModel):
    """One file of a data folder, by its place in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=f"^(?:{_NAMES})$")]
    size: NonNegativeInt
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """What a backup is: `version` is its current one, `release` the bundled data that this has seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["smartcity-backup"] = "smartcity-backup"
    format: int = FORMAT
    made_at: AwareDatetime
    folder: str
    program: str
    release: str
    version: Annotated[int, Field(gt=0)]
    demo: bool
    members: tuple[Member, ...]

    @property
    def bytes(self) -> int:
        """Return how large the restored folder is."""
        return sum(member.size for member in self.members)

    def file_name(self, mark: str) -> str:
        """Return how the file of this backup is called, with a mark that tells two of one second apart."""
        return f"smartcity-{self.made_at:%Y%m%dT%H%M%SZ}-v{self.version}-{mark}.zip"


class _Heading(BaseModel):
    """What a backup of any form says."""

    kind: Literal["smartcity-backup"]
    format: int


FILE_NAME = re.compile(r"smartcity-\d{8}T\d{6}Z-v\d+-[0-9a-f]{6}\.zip")
"""How `Manifest.file_name` writes it."""


def version_name(number: int) -> str:
    """Return the name of a version's member."""
    return f"{VERSIONS}/{number:06d}.duckdb"


def parsed(path: Path, content: bytes) -> Manifest:
    """Return a manifest; raise Damaged where it is none, BackupError where a later release wrote it."""
    try:
        if _Heading.model_validate_json(content).format > FORMAT:
            text = _("{path} dibuat oleh rilis program yang lebih baru; pulihkan dengan rilis itu.")
            raise BackupError(text.format(path=path))
        found = Manifest.model_validate_json(content)
    except ValueError as error:
        raise Damaged(path, _("daftar isinya tidak dapat dibaca")) from error
    names = {member.name for member in found.members}
    if len(names) < len(found.members) or not names >= {POINTER, version_name(found.version)}:
        raise Damaged(path, _("daftar isinya tidak dapat dibaca"))
    return found
