"""`smartcity backup`, `restore-backup` and `doctor`: what keeps an installation safe, handed on to where it is done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from smartcity.serve import HOST, PORT
from smartcity.settings import settings
from smartcity.terminal import output, stores
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import NOT_AS_ASKED, Command, UseError, in_words
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.backup import Manifest
    from smartcity.doctor import Diagnosis


def add(app: typer.Typer) -> None:
    """Add the commands."""
    said = N_("Buat cadangan folder data, juga selagi dasbor berjalan.")
    app.command(cls=Command, help=said)(backup)
    said = N_("Kembalikan folder data dari sebuah cadangan.")
    app.command("restore-backup", cls=Command, help=said)(restore_backup)
    said = N_("Periksa pemasangan ini; kode keluar 1 bila ada yang salah.")
    app.command(cls=Command, help=said)(doctor)


def backup(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help=N_("Folder cadangan (bila tidak disebut: SMARTCITY_BACKUPS).")),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar="N", min=1, help=N_("Simpan N cadangan terbaru folder data ini, hapus sisanya.")
        ),
    ] = None,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help=N_("Sertakan versi-versi lama yang masih disimpan."))
    ] = False,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Make a backup, verify it, and remove older ones."""
    from smartcity import backup, demo
    from smartcity.formats import number

    named = folder or (Path(settings().backups) if settings().backups else None)
    if named is None:
        raise UseError(_("Sebutkan folder cadangan, atau isi SMARTCITY_BACKUPS."))
    made = backup.make(stores.store_of(data), named, keep=keep, all_versions=all_versions)
    if made.manifest.demo:
        output.note(" · ".join(demo.label()))
    if as_json:
        found = {"path": str(made.path), "size": made.size, "removed": [str(path) for path in made.removed]}
        output.show_json({**found, **_record(made.manifest)})
        return
    text = _("Cadangan versi {version} ditulis ke {path} ({size} KB) dan cocok dengan isinya.")
    size = number(made.size / 1000)
    output.show(text.format(version=made.manifest.version, path=made.path, size=size))
    for path in made.removed:
        output.show(_("Cadangan lama dihapus: {path}").format(path=path))


def restore_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("Berkas cadangan."))],
    put_aside: Annotated[
        bool, typer.Option("--put-aside", help=N_("Sisihkan dahulu folder data yang sudah berisi."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Periksa cadangannya saja."))] = False,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Make a data folder of a backup, or only verify the backup."""
    from smartcity import backup, demo

    if dry_run:
        with file.open("rb") as opened:
            manifest, folder, former = backup.checked(file, opened), None, None
    else:
        done = backup.restore(file, data or settings().data, put_aside=put_aside)
        manifest, folder, former = done.manifest, done.folder, done.former
    if manifest.demo:
        output.note(" · ".join(demo.label()))
    if as_json:
        paths = {"folder": folder and str(folder), "put_aside": former and str(former)}
        output.show_json({**paths, **_record(manifest)})
    else:
        _say_restored(file, manifest, folder, former)


def _say_restored(file: Path, manifest: "Manifest", folder: Path | None, former: Path | None) -> None:
    from smartcity.formats import moment

    made_at = moment(manifest.made_at)
    if folder is None:
        text = _("{path} utuh: versi {version}, dibuat {made_at} dari {folder}.")
        output.show(text.format(path=file, version=manifest.version, made_at=made_at, folder=manifest.folder))
        return
    if former:
        output.show(_("Isi sebelumnya disisihkan ke {path}.").format(path=former))
    text = _("Data versi {version} dari cadangan {made_at} ada di {folder}.")
    output.show(text.format(version=manifest.version, made_at=made_at, folder=folder))


def _record(manifest: "Manifest") -> dict[str, Any]:
    """Return what a backup holds as JSON knows it."""
    return {
        "version": manifest.version,
        "made_at": manifest.made_at,
        "of": manifest.folder,
        "bytes": manifest.bytes,
        "files": len(manifest.members),
        "demo": manifest.demo,
    }


def doctor(
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=N_("Alamat yang dilayani."))] = HOST,
    port: Annotated[int, typer.Option("--port", metavar="PORT", help=N_("Nomor port."))] = PORT,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Tell what is wrong with an installation and what to do."""
    from smartcity import doctor

    try:
        options = settings()
    except ValidationError as error:
        found = [doctor.Diagnosis("settings", "wrong", in_words(error)[0])]
    else:
        found = doctor.examine(data or options.data, options, host, port)
    if as_json:
        output.show_json([asdict(each) for each in found])
    else:
        _say_found(found)
    if any(each.level == "wrong" for each in found):
        raise typer.Exit(NOT_AS_ASKED)


def _say_found(found: "Sequence[Diagnosis]") -> None:
    marks = {"ok": _("BAIK"), "warning": _("PERINGATAN"), "wrong": _("SALAH")}
    width = max(map(len, marks.values()))
    for each in found:
        output.show(output.cell(f"{marks[each.level]:{width}}  {each.what}"))
        if each.fix:
            output.show(output.cell(f"{'':{width}}  {each.fix}"))
    counts = Counter(each.level for each in found)
    text = _("{checked} hal diperiksa: {wrong} salah, {warnings} peringatan.")
    output.show(text.format(checked=len(found), wrong=counts["wrong"], warnings=counts["warning"]))
