"""The same verbs for a terminal: `smartcity serve`, `query`, `region`, `history`, `restore`, `check`, `export`.

Exit codes: 0 done, 1 the data is not as asked, 2 wrong use or unreadable. With --json standard output holds one
JSON value; all else goes to standard error. What takes long to import is imported where it is used.
"""

import getpass
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartcity import words
from smartcity.serve import HOST, PORT
from smartcity.settings import settings
from smartcity.terminal import output, usage
from smartcity.terminal.usage import NOT_AS_ASKED, Command, Commands, UseError
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.regions import Matcher
    from smartcity.store import Store

app = typer.Typer(
    cls=Commands,
    help=N_("Dasbor pemantauan program kota cerdas dan pemerintahan digital."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help=N_("Folder data (bila tidak disebut: SMARTCITY_DATA).")),
]
Language = Annotated[
    Literal["id", "en"] | None, typer.Option("--lang", metavar="id|en", help=N_("Bahasa pesan."))
]
Json = Annotated[bool, typer.Option("--json", help=N_("Tulis satu nilai JSON."))]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help=N_("Berkas hasil."))]


@app.command("serve", cls=Command, help=N_("Jalankan dasbor dan sebutkan alamatnya."))
def _serve(
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=N_("Alamat yang dilayani."))] = HOST,
    port: Annotated[int, typer.Option("--port", metavar="PORT", help=N_("Nomor port."))] = PORT,
    data: Data = None,
    language: Language = None,
) -> None:
    from smartcity import serve
    from smartcity.store import Busy, UnreadableVersion

    serve.check_address(host, port)
    store = _store(data)
    try:
        _ensure(store)
    except (Busy, UnreadableVersion) as error:
        output.note(str(error))  # the pages say it, too
    store.close()
    output.show(
        _("Buka {address} beberapa detik lagi (Ctrl+C untuk berhenti)").format(
            address=serve.address(host, port)
        )
    )
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
    with _filled(data).read() as snapshot:
        columns, rows = questions.ask(snapshot, name, parameters)
        version = snapshot.version
    if as_json:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        output.show_json({"version": version, "rows": records})
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
    matches = _matcher(data).match_many(pairs)
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

    store = _filled(data)
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
    why = reason or _("Memulihkan versi {version}").format(version=version)
    published = _store(data).restore(version, made_by=_user(), reason=why)
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

    with _filled(data).read() as snapshot:
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

    with _filled(data).read() as snapshot:
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

    version = _filled(data).export(usable_target(file))
    output.show(_("Versi {version} ditulis ke {out}.").format(version=version, out=file))


def _store(data: Path | None) -> "Store":
    from smartcity.store import Store

    options = settings()
    return Store(
        data or options.data,
        memory_limit=options.memory_limit,
        threads=options.threads,
        keep_versions=options.keep_versions,
    )


def _ensure(store: "Store") -> None:
    output.note(_("Menyiapkan data di {folder} …").format(folder=store.folder))
    store.ensure()


def _filled(data: Path | None) -> "Store":
    """Return the store, with its first version built if there is none yet."""
    from smartcity.store import NoVersion

    store = _store(data)
    try:
        store.current()
    except NoVersion:
        _ensure(store)
    return store


def _matcher(data: Path | None) -> "Matcher":
    """Return the matcher of the current version's regions and aliases, or of those that come with the program."""
    from smartcity.regions import Matcher, bundled_matcher
    from smartcity.store import NoVersion

    try:
        with _store(data).read() as snapshot:
            return Matcher(
                snapshot.frame("select * from region"), snapshot.frame("select * from region_alias")
            )
    except NoVersion:
        return bundled_matcher()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        return str(os.getuid())


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
