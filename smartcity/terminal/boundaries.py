"""`smartcity boundaries load`, `show` and `remove`: the office's own areas of kabupaten and kota on the maps."""

from pathlib import Path
from typing import Annotated

import typer

from smartcity.terminal import output, stores
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import NOT_AS_ASKED, Command, Commands
from smartcity.words import N_, _

commands = typer.Typer(
    cls=Commands,
    help=N_("Batas kabupaten/kota milik kantor sendiri untuk peta."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@commands.command(
    cls=Command, help=N_("Muat batas wilayah dari GeoJSON; kode keluar 1 bila ada yang tersisa.")
)
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("Berkas GeoJSON."))],
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Check, match and simplify a file and put its areas into the data folder."""
    from smartcity import boundaries
    from smartcity.terminal import boundary_report as shown

    store = stores.filled(data)
    output.note(_("Memeriksa dan menyederhanakan {path} …").format(path=file))
    report = boundaries.load(file, store)
    output.show_json(shown.report_record(report)) if as_json else shown.show_report(report)
    if report.leftovers:
        raise typer.Exit(NOT_AS_ASKED)


@commands.command(cls=Command, help=N_("Tampilkan batas wilayah yang sedang dipakai."))
def show(as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """Tell which areas the maps use."""
    from smartcity import boundaries
    from smartcity.terminal import boundary_report as shown

    store = stores.filled(data)
    found = boundaries.checked(store.folder)
    state = shown.state_record(found, boundaries.regencies(store))
    if as_json:
        output.show_json(state)
    elif found:
        shown.show_state(state)
    else:
        output.note(_("Belum ada batas wilayah di {folder}.").format(folder=store.folder))


@commands.command(
    cls=Command, help=N_("Berhenti memakai batas wilayah yang dimuat; berkasnya tetap disimpan.")
)
def remove(as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """Take the areas out of use."""
    from smartcity import boundaries

    folder = stores.store_of(data).folder
    removed = boundaries.remove(folder)
    if as_json:
        output.show_json({"removed": removed})
    elif removed:
        text = _("Batas wilayah tidak dipakai lagi; berkasnya disimpan sebagai {path}.")
        output.show(text.format(path=folder / boundaries.FORMER))
    else:
        output.note(_("Belum ada batas wilayah di {folder}.").format(folder=folder))
    if not removed:
        raise typer.Exit(NOT_AS_ASKED)
