"""The same verbs for a terminal: `smartcity serve`, `query`, `region`, `history`, `restore`, `check`, `export` ...

Exit codes: 0 done, 1 the data is not as asked, 2 wrong use or unreadable. With --json standard output holds one
JSON value; all else goes to standard error. What takes long to import is imported where it is used.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal

import typer

from smartcity import words
from smartcity.caller import at_terminal
from smartcity.serve import HOST, PORT
from smartcity.terminal import (
    accounts,
    boundaries,
    briefing,
    keeping,
    output,
    snapshot,
    stores,
    uploads,
    usage,
)
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import NOT_AS_ASKED, Command, Commands, UseError
from smartcity.words import N_, _

app = typer.Typer(
    cls=Commands,
    help=N_("Dasbor pemantauan program kota cerdas dan pemerintahan digital."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(boundaries.commands, name="boundaries")

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help=N_("Berkas hasil."))]


@app.command("serve", cls=Command, help=N_("Jalankan dasbor dan sebutkan alamatnya."))
def _serve(
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=N_("Alamat yang dilayani."))] = HOST,
    port: Annotated[int, typer.Option("--port", metavar="PORT", help=N_("Nomor port."))] = PORT,
    demo: Annotated[bool, typer.Option("--demo", help=N_("Pakai data contoh."))] = False,
    data: Data = None,
    language: Language = None,
) -> None:
    from smartcity import serve

    serve.check_address(host, port)
    with serve.as_server():
        from smartcity.store import Busy, UnreadableVersion

        store = stores.store_of(stores.with_demo(data) if demo else data)
        serve.check_secret(host, store.folder)
        try:
            stores.ensure(store)
        except (Busy, UnreadableVersion) as error:
            output.note(str(error))  # the pages say it, too
        store.close()
        serve.hand_over(host, port, store.folder, language)


@app.command(cls=Command, help=N_("Ajukan satu pertanyaan kepada data."))
def query(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("Nama kueri."))] = None,
    program: Annotated[str | None, typer.Option("--program", metavar="P", help=N_("Program."))] = None,
    edition: Annotated[str | None, typer.Option("--edition", metavar="E", help=N_("Periode."))] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="CODE", help=N_("Kode wilayah."))] = None,
    stage: Annotated[str | None, typer.Option("--stage", metavar="S", help=N_("Tahap."))] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="B", help=N_("Cara membagi wilayah."))] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help=N_("Parameter lain."))
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=N_("Tampilkan semua kueri."))] = False,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Ask any question of `smartcity/queries/`."""
    from smartcity.terminal import questions, views

    if list_:
        catalogue = questions.catalogue()
        output.show_json(catalogue) if as_json else views.show_questions(catalogue)
        return
    if name is None:
        raise UseError(_("Sebutkan nama kueri; daftarnya ada pada `smartcity query --list`."))
    options = {"program": program, "edition": edition, "region": region, "stage": stage, "by": by}
    parameters = questions.parameters(name, options, param or [])
    with stores.filled(data).read() as snapshot:
        columns, rows = questions.ask(snapshot, name, parameters)
        about = {"version": snapshot.version} | ({"demo": True} if snapshot.is_demo else {})
    if as_json:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        output.show_json({**about, "rows": records})
    elif rows:
        output.show_table(columns, rows)
    else:
        output.note(_("Tidak ada baris."))


@app.command(cls=Command, help=N_("Cari kode wilayah dari nama sebagaimana ditulis orang."))
def region(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("Nama wilayah."))] = None,
    province: Annotated[
        str | None, typer.Option("--province", metavar="P", help=N_("Provinsi di samping nama."))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help=N_("CSV dengan kolom name dan province."))
    ] = None,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Find region codes of names."""
    from smartcity.terminal import views
    from smartcity.terminal.names import read_names
    from smartcity.terminal.results import match_record

    if (name is None) == (file is None) or (file and province is not None):
        raise UseError(
            _("Sebutkan satu nama wilayah (boleh dengan --province), atau sebuah berkas dengan --file.")
        )
    pairs = read_names(file) if file else [(name or "", province or "")]
    matches = stores.matcher(data).match_many(pairs)
    found = [match_record(match) for match in matches]
    if as_json:
        output.show_json(found if file else found[0])
    else:
        views.show_regions(pairs, found)
    if any(match.status != "matched" for match in matches):
        raise typer.Exit(NOT_AS_ASKED)


@app.command(cls=Command, help=N_("Tampilkan semua perubahan data, yang terbaru dahulu."))
def history(as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """List all batches."""
    from smartcity.terminal import views

    store = stores.filled(data)
    batches = store.history()
    if as_json:
        output.show_json({"version": store.current(), "rows": batches.to_dict("records")})
    else:
        views.show_history(batches)


@app.command(cls=Command, help=N_("Kembalikan data seperti pada satu versi."))
def restore(
    version: Annotated[int, typer.Argument(metavar="VERSION", help=N_("Nomor versi."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Alasan."))] = "",
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Publish the data of an older version."""
    from smartcity import changes

    why = reason or _("Memulihkan versi {version}").format(version=version)
    published = changes.restore(stores.store_of(data), version, caller=at_terminal(), reason=why)
    if as_json:
        output.show_json({"version": published, "restored": version})
    else:
        text = _("Data versi {version} dipulihkan sebagai versi {published}.")
        output.show(text.format(version=version, published=published))


@app.command(cls=Command, help=N_("Periksa keutuhan data; kode keluar 1 bila ada kesalahan."))
def check(as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """Run every integrity check."""
    from smartcity.terminal import views
    from smartcity.terminal.results import check_report

    with stores.filled(data).read() as snapshot:
        found = check_report(snapshot, words.language())
    output.show_json(found) if as_json else views.show_report(found)
    if found["errors"]:
        raise typer.Exit(NOT_AS_ASKED)


@app.command(cls=Command, help=N_("Tulis satu tabel ke berkas."))
def export(
    table: Annotated[str, typer.Argument(metavar="TABLE", help=N_("Nama tabel."))],
    out: Out,
    form: Annotated[
        Literal["csv", "xlsx", "parquet"],
        typer.Option("--format", metavar="csv|xlsx|parquet", help=N_("Bentuk.")),
    ],
    data: Data = None,
    _language: Language = None,
) -> None:
    """Write one table of the current version to a file."""
    from smartcity.terminal.results import export_table

    with stores.filled(data).read() as snapshot:
        rows = export_table(snapshot, table, form, out)
    output.show(_("{count} baris tabel {table} ditulis ke {out}.").format(count=rows, table=table, out=out))


@app.command("export-db", cls=Command, help=N_("Tulis seluruh data ke satu berkas DuckDB."))
def export_db(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("Berkas hasil."))],
    data: Data = None,
    _language: Language = None,
) -> None:
    """Write the current version as one ordinary DuckDB file."""
    from smartcity.terminal.results import usable_target

    version = stores.filled(data).export(usable_target(file))
    output.show(_("Versi {version} ditulis ke {out}.").format(version=version, out=file))


@app.command("demo", cls=Command, help=N_("Buat data contoh di folder tersendiri."))
def _demo(
    assessments: Annotated[
        int | None,
        typer.Option("--assessments", metavar="N", min=1, help=N_("Banyaknya penilaian (biasanya 200.000).")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=N_("Folder hasil (bila tidak disebut: data/demo).")),
    ] = None,
    _language: Language = None,
) -> None:
    from smartcity import formats

    folder, version, count = stores.build_demo(out, assessments)
    text = _("Data contoh dengan {count} penilaian ada di {folder} sebagai versi {version}.")
    output.show(text.format(count=formats.number(count), folder=folder, version=version))


briefing.add(app)
keeping.add(app)
snapshot.add(app)
uploads.add(app)
accounts.add_to(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error is one sentence on standard error."""
    try:
        command = typer.main.get_command(app)
        given = list(arguments) or ["--help"]
        return int(command.main(given, prog_name="smartcity", standalone_mode=False) or 0)
    except Exception as error:
        if os.environ.get("SMARTCITY_DEBUG"):
            traceback.print_exc()
        sentence, code = usage.in_words(error)
        output.note(sentence)
        return code


def main() -> None:
    """Run the command that was written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words.use_language(usage.asked_language(sys.argv[1:]))
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
