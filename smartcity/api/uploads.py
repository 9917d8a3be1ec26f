"""Uploads by programs: a personal token, the same intake as page and terminal, a trial unless it is to be published.

Only a token may write here. A browser sends cookies also where another site makes it ask, so cookies count for nothing.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPBearer
from filelock import FileLock, Timeout
from pydantic import Field
from starlette.responses import Response

from smartcity import access, audit, demo, limits, visitor
from smartcity.api import forms, models, parameters
from smartcity.api.desk import Desk
from smartcity.api.errors import AGAIN, ApiError, NoToken
from smartcity.api.parameters import TEXT, Common
from smartcity.api.receiving import FIELD, FORM, LONGEST_NAME, MEGABYTE, received
from smartcity.api.routes import JSON_ONLY, operation_name
from smartcity.audit import Audit
from smartcity.caller import Caller
from smartcity.intake import asked as wishes
from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.intake.decoding import ENCODINGS
from smartcity.settings import settings
from smartcity.store import CheckFailed, Store, TooSlow
from smartcity.store_errors import plain_errors
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.intake.problems import Problem
    from smartcity.intake.publishing import Published
    from smartcity.intake.report import Report

TAG = "uploads"
# Files that are examined at once: the pages share the processors, and each takes memory.
MOST_AT_ONCE = 2
EXAMINE_SECONDS = 120
"""After so long nothing is published any more: who asked has given up."""

MOST_SHOWN = 100
"""Changed cells, new rows and removed rows that an answer names; it counts all of them."""

LONGEST_NOTE = 500
_Short = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=TEXT)]


class Wanted(Common):
    """What is to become of a file: as `smartcity load` is asked."""

    table: Literal[tuple(wishes.uploadable())] = Field(description=N_("Tabel yang diisi."))  # type: ignore[valid-type]
    publish: bool = Field(False, description=N_("Terbitkan; tanpa ini berkas hanya diperiksa."))
    accept_valid: bool = Field(False, description=N_("Terbitkan baris yang benar saja."))
    note: str = Field("", max_length=LONGEST_NOTE, pattern=TEXT, description=N_("Alasan perubahan."))
    constants: list[_Short] = Field(
        [], alias="set", max_length=50, description=N_("kolom=nilai untuk semua baris; dapat diulang.")
    )
    replace: _Short | None = Field(
        None, description=N_("PROGRAM:PERIODE yang barisnya dihapus bila tidak ada dalam berkas.")
    )
    sheet: _Short | None = Field(None, description=N_("Nama lembar dalam buku kerja."))
    encoding: Literal[ENCODINGS] | None = Field(  # type: ignore[valid-type]
        None, description=N_("Pengodean berkas teks; dikenali sendiri bila kosong.")
    )
    delimiter: Literal[",", ";", "|", "tab"] | None = Field(
        None, description=N_("Pemisah kolom; dikenali sendiri bila kosong.")
    )
    file_name: _Short | None = Field(None, description=N_("Nama berkas, bila isinya dikirim tanpa formulir."))


@dataclass(frozen=True)
class Upload:
    """One file with who sends it and what is to become of it."""

    caller: Caller
    wanted: Wanted
    choices: Choices
    name: str
    content: bytes
    begun: float


def router(desk: Desk) -> APIRouter:
    """Return the address of uploads."""
    made = APIRouter(tags=[TAG])
    binary: models.Schema = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {FIELD: binary}, "required": [FIELD]}
    kinds = {FORM: form, "text/csv": binary, "application/octet-stream": binary}
    body = {"required": True, "content": {kind: {"schema": schema} for kind, schema in kinds.items()}}
    made.add_api_route(
        "/uploads",
        _upload(desk),
        methods=["POST"],
        operation_id=operation_name("/uploads"),
        summary=_("Periksa atau terbitkan satu berkas"),
        description=_(
            "Berkas CSV, TSV, xlsx, xls, atau ods, diperiksa seperti di halaman Unggah data. Hanya dengan token "
            "pribadi; kuki peramban tidak berlaku di sini."
        ),
        response_class=Response,
        openapi_extra={**parameters.described(Wanted), "requestBody": body},
        responses=models.content(models.of_upload(), JSON_ONLY),
        dependencies=[
            Depends(HTTPBearer(auto_error=False, description=_("Token pribadi dari halaman Akun.")))
        ],
    )
    return made


def _upload(desk: Desk) -> Any:
    limiters: list[CapacityLimiter] = []  # made where the loop runs

    async def upload(request: Request) -> Response:
        begun = time.monotonic()
        caller = await run_sync(visitor.program, request)
        if not caller.token:
            raise NoToken
        wanted = parameters.read(request, Wanted)
        choices = await run_sync(_allowed, desk.store(), caller, wanted)
        limiters[:] = limiters or [CapacityLimiter(MOST_AT_ONCE)]
        with _alone(desk.store(), caller):
            name, content = await received(request, wanted.file_name)
            work = partial(_answer, desk.store(), Upload(caller, wanted, choices, name, content, begun))
            return await run_sync(work, limiter=limiters[0])

    return upload


def _allowed(store: Store, caller: Caller, wanted: Wanted) -> Choices:
    """Return what is decided about the file; refuse before it is read, on record, who may not write."""
    try:
        access.require(caller, access.WRITE, table=wanted.table)
    except access.NotAllowed:
        Audit(store.folder).write(caller, audit.UPLOAD, outcome=audit.REFUSED, table=wanted.table)
        raise
    try:
        return wishes.choices(
            wanted.table,
            constants=wanted.constants,
            replace=wanted.replace,
            sheet=wanted.sheet,
            encoding=wanted.encoding,
            delimiter="\t" if wanted.delimiter == "tab" else wanted.delimiter,
        )
    except wishes.Unusable as error:
        raise ApiError(
            422, "invalid", str(error), where=f"query.{error.where}", what_to_do=_("Perbaiki isian itu.")
        ) from None


@contextmanager
def _alone(store: Store, caller: Caller) -> Iterator[None]:
    """Hold the one place that an account has for uploads, in all worker processes; refuse a second one."""
    folder = store.folder / "uploading"
    lock = FileLock(folder / f"{caller.name}.lock", timeout=0, thread_local=False)
    try:
        with plain_errors(store.folder):
            folder.mkdir(exist_ok=True)
            lock.acquire()
    except Timeout:
        raise ApiError(
            429,
            "upload_running",
            _("Unggahan lain dari akun ini masih berjalan."),
            what_to_do=_("Coba lagi setelah yang itu selesai."),
            headers={"Retry-After": str(AGAIN)},
        ) from None
    try:
        yield
    finally:
        lock.release()


def _answer(store: Store, upload: Upload) -> Response:
    """Examine a file, publish it where that is asked, and answer with the report."""
    from smartcity.intake.examining import examine
    from smartcity.intake.problems import Unreadable
    from smartcity.intake.report_json import unreadable_json

    most = replace(PAGE_LIMITS, bytes=settings().upload_mb * MEGABYTE)
    table, account = upload.wanted.table, access.account(upload.caller)
    try:
        report = examine(
            store, upload.content, upload.name, table, upload.choices, limits=most, account=account
        )
    except Unreadable as error:
        said = unreadable_json(table, upload.name, error.problem)
        raise ApiError(
            422, "unreadable", error.problem.message, where="body", what_to_do=error.problem.fix, report=said
        ) from None
    try:
        return _finished(store, upload, report)
    finally:
        report.close()


def _finished(store: Store, upload: Upload, report: "Report") -> Response:
    from smartcity.intake.publishing import Conflict

    told, wanted = _told(store, report), upload.wanted
    if not wanted.publish:
        return _said(told, "dry_run", report)
    if not (report.is_clean or (wanted.accept_valid and not report.choices.replace)):
        text = _("{count} baris ditolak; tidak ada yang diterbitkan.")
        raise _rejected(422, "rejected", text.format(count=report.counts.rejected), _report(told, report))
    if time.monotonic() - upload.begun > EXAMINE_SECONDS:
        raise TooSlow
    try:
        done = _published(store, upload, report)
    except Conflict as error:
        raise _rejected(409, "conflict", str(error), _report(told, report, more=error.problems)) from None
    return _said(told, "published" if done.version else "unchanged", report, done)


def _published(store: Store, upload: Upload, report: "Report") -> "Published":
    from smartcity.intake.publishing import publish

    wanted = upload.wanted
    try:
        return publish(
            report,
            store,
            upload.content,
            caller=upload.caller,
            note=wanted.note,
            accept_valid=wanted.accept_valid,
        )
    except limits.Outside as error:
        raise access.NotAllowed(upload.caller, access.WRITE, wanted.table, str(error)) from None
    except CheckFailed as error:
        raise _rejected(422, "rejected", str(error), _report(_told(store, report), report)) from None


def _rejected(status: int, code: str, message: str, report: dict[str, Any]) -> ApiError:
    advice = _("Perbaiki barisnya menurut laporan, lalu kirim lagi.")
    return ApiError(status, code, message, where="body", what_to_do=advice, report=report)


def _told(store: Store, report: "Report") -> dict[str, Any]:
    """Return what the version that a file was compared with says of what would change, and the rejected rows."""
    from smartcity.intake.notes import said

    with store.read() as snapshot:
        mark = {"notice": " · ".join(demo.label())} if snapshot.is_demo else {}
        is_demo = snapshot.is_demo
    changed = report.differences(limit=MOST_SHOWN) if report.connection else []
    return {
        "demo": is_demo,
        **mark,
        "notes": [said(note) for note in report.notes()],
        "facts": dict(report.facts),
        "changes": [vars(each) for each in changed],
        "new_rows": report.added_rows(limit=MOST_SHOWN) if report.connection else [],
        "removed_rows": report.removed()[:MOST_SHOWN] if report.connection else [],
        "rejected_rows": _rejected_csv(report),
    }


def _rejected_csv(report: "Report") -> str:
    from smartcity.intake.rejects import rejected_csv

    if not report.counts.rejected:
        return ""
    whole = rejected_csv(report.sheet.headers, report.rejected(), delimiter=",", encoding="utf-8")
    return whole.decode("utf-8-sig")


def _report(
    told: dict[str, Any],
    report: "Report",
    done: "Published | None" = None,
    more: "tuple[Problem, ...]" = (),
) -> dict[str, Any]:
    """Return a report as `smartcity load --json` gives it, with what would change."""
    from smartcity.intake.report_json import to_json

    counts, version = (done.counts, done.version) if done else (report.counts, None)
    return {**to_json(report, version, counts, done.conflicts if done else more), **told}


def _said(told: dict[str, Any], outcome: str, report: "Report", done: "Published | None" = None) -> Response:
    content = forms.dumps({"outcome": outcome, **_report(told, report, done)})
    headers = {"Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=forms.JSON.media_type)
