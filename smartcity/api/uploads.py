"""Uploads by programs: a personal token, the same intake as page and terminal, a trial unless it is to be published.

Only a token may write here. A browser sends cookies also where another site makes it ask, so cookies count for nothing.

What is answered is in `upload_answers.py`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, Literal

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPBearer
from filelock import FileLock, Timeout
from pydantic import Field
from starlette.responses import Response

from smartcity import access, audit, visitor
from smartcity.api import models, parameters
from smartcity.api.desk import Desk
from smartcity.api.errors import AGAIN, ApiError, NoToken
from smartcity.api.parameters import TEXT, Formed
from smartcity.api.receiving import FIELD, FORM, LONGEST_NAME, received
from smartcity.api.routes import JSON_OR_CSV, operation_name
from smartcity.api.upload_answers import MOST_TOLD, Upload, answer
from smartcity.audit import Audit
from smartcity.caller import Caller
from smartcity.intake import asked as wishes
from smartcity.intake.choices import Choices
from smartcity.intake.decoding import ENCODINGS
from smartcity.store import Store
from smartcity.store_errors import plain_errors
from smartcity.words import N_, _

TAG = "uploads"
# Files that are examined at once: the pages share the processors, and each takes memory.
MOST_AT_ONCE = 2

LONGEST_NOTE = 500
_Short = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=TEXT)]


class Wanted(Formed):
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
    format: Literal["json", "csv"] = Field(
        "json",
        description=N_(
            "Bentuk jawaban: json, atau csv untuk semua baris yang ditolak; csv tidak menerbitkan."
        ),
    )
    file_name: _Short | None = Field(None, description=N_("Nama berkas, bila isinya dikirim tanpa formulir."))


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
        responses=models.content(models.of_upload(MOST_TOLD), JSON_OR_CSV),
        dependencies=[Depends(bearer())],
    )
    return made


def bearer() -> HTTPBearer:
    """Return how the description names the token; whether it holds is asked elsewhere."""
    return HTTPBearer(auto_error=False, description=_("Token pribadi dari halaman Akun."))


def _upload(desk: Desk) -> Any:
    limiters: list[CapacityLimiter] = []  # made where the loop runs

    async def upload(request: Request) -> Response:
        caller = await run_sync(visitor.program, request)
        if not caller.token:
            raise NoToken
        wanted = parameters.read(request, Wanted)
        choices = await run_sync(_allowed, desk.store(), caller, wanted)
        limiters[:] = limiters or [CapacityLimiter(MOST_AT_ONCE)]
        with alone(desk.store(), caller):
            name, content = await received(request, wanted.file_name)
            upload = Upload(
                caller=caller,
                table=wanted.table,
                choices=choices,
                name=name,
                content=content,
                publish=wanted.publish,
                accept_valid=wanted.accept_valid,
                note=wanted.note,
                as_csv=wanted.format == "csv",
                begun=time.monotonic(),
            )
            work = partial(answer, desk.store(), upload)
            return await run_sync(work, limiter=limiters[0])

    return upload


def _allowed(store: Store, caller: Caller, wanted: Wanted) -> Choices:
    """Return what is decided about the file; refuse before it is read, on record, who may not write."""
    try:
        access.require(caller, access.WRITE, table=wanted.table)
    except access.NotAllowed:
        Audit(store.folder).write(caller, audit.UPLOAD, outcome=audit.REFUSED, table=wanted.table)
        raise
    if wanted.publish and wanted.format == "csv":
        text = _("Bentuk csv hanya untuk memeriksa; yang menerbitkan menjawab json.")
        raise _unusable(text, "query.format")
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
        raise _unusable(str(error), f"query.{error.where}") from None


def _unusable(text: str, where: str) -> ApiError:
    return ApiError(422, "invalid", text, where=where, what_to_do=_("Perbaiki isian itu."))


@contextmanager
def alone(store: Store, caller: Caller) -> Iterator[None]:
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
