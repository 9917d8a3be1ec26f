"""Backups of a data folder: made while the server runs, verified, thinned out, restored elsewhere.

A backup is one ZIP file, because one file is copied, compared, counted and thrown away as one, and every machine
opens it. It holds all that a machine that is lost would take along:

current                   the pointer to the version in the backup
versions/000012.duckdb    the current version, with all batches and changes in it; a published version is never
                          written again, so a copy of it is consistent whatever is published meanwhile
originals/<sha256>        every uploaded file; taken after the version, so that all that its batches name are there
state.sqlite              accounts, remembered mappings, audit: as a whole, by SQLite's online backup
boundaries*.geojson       the office's own areas
manifest.json             when, of what folder, by which release, and size and SHA-256 of each of the others

Older versions come along only where asked for, to move a folder with its history of versions: yesterday's backup is
yesterday's version, and every backup would else hold all that the ones before it hold. The lock, drafts and parts
of files are no data.

Accounts, sessions and tokens come back as they were: who was shut out since the backup is let in again.
"""

from smartcity.backup.making import Made, make
from smartcity.backup.manifest import BackupError, Damaged, Manifest, Member
from smartcity.backup.reading import checked, of_folder
from smartcity.backup.restoring import Restored, restore

__all__ = [
    "BackupError",
    "Damaged",
    "Made",
    "Manifest",
    "Member",
    "Restored",
    "checked",
    "make",
    "of_folder",
    "restore",
]
