"""`smartcity brief`: what it may be told, handed on to where it is done."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from smartcity.terminal import output, stores
from smartcity.terminal.options import Data, Language
from smartcity.terminal.usage import NOT_AS_ASKED, Command
from smartcity.words import N_, _


def add(app: typer.Typer) -> None:
    """Add the command."""
    said = N_("Buat paparan wilayah sebagai salindia, dokumen, atau lembar kerja.")
    app.command(cls=Command, help=said)(brief)


def brief(
    out: Annotated[
        Path,
        typer.Option("--out", metavar="PATH", help=N_("Berkas hasil; folder untuk --all-provinces.")),
    ],
    form: Annotated[
        Literal["pptx", "pdf", "xlsx"],
        typer.Option("--format", metavar="pptx|pdf|xlsx", help=N_("Bentuk.")),
    ],
    region: Annotated[
        str | None,
        typer.Option("--region", metavar="CODE", help=N_("Profil satu wilayah; 00 seluruh Indonesia.")),
    ] = None,
    province: Annotated[
        str | None,
        typer.Option("--province", metavar="CODE", help=N_("Satu provinsi dan profil semua wilayahnya.")),
    ] = None,
    all_provinces: Annotated[
        bool, typer.Option("--all-provinces", help=N_("Satu berkas untuk setiap provinsi."))
    ] = False,
    slides: Annotated[
        bool, typer.Option("--slides", help=N_("PDF sebagai salindia 16:9, bukan laporan A4."))
    ] = False,
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help=N_("Tempat pada sampul."))] = "",
    date: Annotated[str, typer.Option("--date", metavar="TEXT", help=N_("Tanggal pada sampul."))] = "",
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar="FILE", help=N_("Logo pada sampul (PNG atau JPEG)."))
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help=N_("Alamat dasbor untuk tautan dalam berkas."))
    ] = None,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Write briefings; the exit code is 1 where one could not be written."""
    from smartcity.terminal import briefs

    root = briefs.root(url)
    picture = briefs.read_logo(logo) if logo else b""
    asked = briefs.Asked(region, province, all_provinces, form, slides, out, root, place, date, picture)
    found = briefs.brief(stores.filled(data), asked)
    for task, reason in found.items():
        if reason:
            text = _("Paparan {name} gagal: {reason}")
            output.note(text.format(name=output.cell(task.name), reason=reason))
    written = sum(not reason for reason in found.values())
    output.show(
        _("{count} dari {total} paparan ditulis ke {out}.").format(count=written, total=len(found), out=out)
    )
    if written < len(found):
        raise typer.Exit(NOT_AS_ASKED)
