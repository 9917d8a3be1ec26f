"""`smartcity load` and `smartcity undo`: what they may be told, handed on to where it is done."""

from pathlib import Path
from typing import Annotated

import typer

from smartcity.caller import at_terminal
from smartcity.terminal import stores
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import Command
from smartcity.words import N_


def add(app: typer.Typer) -> None:
    """Add the commands."""
    said = N_("Muat satu berkas; kode keluar 1 bila ada baris yang ditolak.")
    app.command(cls=Command, help=said)(load)
    said = N_("Batalkan satu unggahan; baris yang kemudian diubah lagi dibiarkan.")
    app.command(cls=Command, help=said)(undo)


def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("Berkas CSV, TSV, xlsx, xls, atau ods."))],
    table: Annotated[str, typer.Option("--table", metavar="T", help=N_("Nama tabel."))],
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="S", help=N_("Nama lembar dalam buku kerja."))
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=VALUE", help=N_("Nilai untuk semua baris.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Periksa saja, jangan terbitkan."))] = False,
    accept_valid: Annotated[
        bool, typer.Option("--accept-valid", help=N_("Terbitkan baris yang benar saja."))
    ] = False,
    replace: Annotated[
        str | None,
        typer.Option(
            "--replace",
            metavar="PROGRAM:EDITION",
            help=N_("Hapus baris program dan periode ini yang tidak ada dalam berkas."),
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help=N_("Berkas untuk baris yang ditolak.")),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Nama pengunggah."))] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=N_("Alasan perubahan."))] = "",
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Read, check, compare and publish a file."""
    from smartcity.intake import asked
    from smartcity.terminal import loading

    wanted = loading.Wanted(
        file=file,
        table=table,
        choices=asked.choices(table, constants=set_ or [], replace=replace, sheet=sheet, dashes="--"),
        caller=at_terminal(by),
        note=note,
        dry_run=dry_run,
        accept_valid=accept_valid,
        rejects=rejects,
        as_json=as_json,
    )
    code = loading.load(wanted, stores.filled(data))
    if code:
        raise typer.Exit(code)


def undo(
    batch: Annotated[int, typer.Argument(metavar="BATCH", help=N_("Nomor unggahan."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Alasan."))] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Nama pengunggah."))] = "",
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Publish the data as if a batch had not been."""
    from smartcity.terminal import undoing

    undoing.undo(stores.filled(data), batch, caller=at_terminal(by), reason=reason, as_json=as_json)
