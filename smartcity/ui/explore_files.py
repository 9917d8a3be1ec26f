"""Files of what Jelajah data shows, made only when they are asked for, bit by bit, and sent from the disk.

They have an address of their own: a button of Streamlit would keep the whole file in memory.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from smartcity import access, visitor, words
from smartcity.words import _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from smartcity.snapshot import Snapshot
    from smartcity.ui.address import View

PATH = "jelajah"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
# Rows that are read and written at once.
BIT = 20_000


async def answer(request: Request) -> Response:
    """Send the rows and columns that the address asks for as a file; 400 where it asks for what is not there."""
    kind = str(request.path_params["kind"])
    if kind not in KINDS:
        return PlainTextResponse(_("Tidak ada apa-apa di alamat ini."), status_code=404)
    refused, internal = await run_in_threadpool(_rights, request)
    if refused:
        return PlainTextResponse(refused, status_code=403)
    made = await run_in_threadpool(_file, kind, dict(request.query_params), internal)
    if isinstance(made, str):
        return PlainTextResponse(made, status_code=400)
    path, name = made
    headers = {"Cache-Control": "no-store"}
    clear = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, filename=name, media_type=KINDS[kind], headers=headers, background=clear)


ROUTES = [Route(f"/{PATH}.{{kind}}", answer, methods=["GET"])]


def _rights(request: Request) -> tuple[str, bool]:
    """Return why somebody may not read ('' where they may), and whether they may see what is internal."""
    asking = visitor.asking(request)
    return access.refusal(asking, access.READ), access.may(asking, access.INTERNAL)


def _file(kind: str, given: Mapping[str, str], internal: bool) -> tuple[Path, str] | str:
    """Return the file that was made and its name, or why there is none."""
    # Streamlit's caches want its runtime, which starts with the server.
    from smartcity.queries import QueryError
    from smartcity.ui import address, data, explore

    view, wrong = explore.checked(address.given(given), internal=internal)
    with words.in_language(view.language), data.store().read() as snapshot:
        if wrong:
            return " ".join(wrong)
        with tempfile.NamedTemporaryFile(prefix="smartcity-", suffix=f".{kind}", delete=False) as file:
            path = Path(file.name)
        try:
            _write(snapshot, view, kind, path)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, QueryError):
                return str(error)
            raise
        prefix = "smartcity-data-contoh-" if snapshot.is_demo else "smartcity-"
        return path, f"{prefix}{view.table}.{kind}"


def _write(snapshot: "Snapshot", view: "View", kind: str, path: Path) -> None:
    """Write the rows that a view asks for. Raises QueryError where that cannot be done."""
    from smartcity.export import large
    from smartcity.queries import QueryError, explore
    from smartcity.ui.explore import columns, selection

    asked = selection(view, columns(view))
    if kind == "xlsx" and explore.total(explore.parts(snapshot, asked)) > large.MOST_SHEET_ROWS:
        raise QueryError(sheet_full())
    wanted = explore.whole(asked)

    def write(cursor: "DuckDBPyConnection") -> None:
        bits = cursor.execute(wanted.sql, wanted.params or None).to_arrow_reader(BIT)
        if kind == "csv":
            large.csv(bits, path, asked.columns)
        elif kind == "xlsx":
            said = caption(snapshot, view)
            large.xlsx(bits, path, asked.columns, sheet=said[0], caption=said)
        else:
            large.parquet(bits, path)

    snapshot.ask(write)


def caption(snapshot: "Snapshot", view: "View") -> tuple[str, ...]:
    """Return the lines of a workbook that say what it holds: table, filters, data and their age."""
    from smartcity import demo, formats, queries
    from smartcity.ui import explore

    newest = max(queries.run(snapshot, "data_age")["newest"].dropna(), default=None)
    stamp = _("Data per {date} · versi data {version}, diterbitkan {moment}").format(
        date=formats.date(newest), version=snapshot.version, moment=formats.moment(snapshot.made_at)
    )
    table = explore.table_of(view).title(words.language())
    mark = demo.label() if snapshot.is_demo else ()
    return tuple(line for line in (table, explore.as_written(view), stamp, *mark) if line)


def sheet_full() -> str:
    """Return why a workbook cannot hold the rows."""
    return _("Satu lembar XLSX memuat paling banyak 1.048.576 baris; pilih CSV atau Parquet.")
