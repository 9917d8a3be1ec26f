"""Undoing an upload by a program: a personal token, the rule of the page, a trial unless it is to be published."""

import json
from functools import partial
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi import Path as PathPart
from pydantic import Field
from starlette.responses import Response

from smartcity import access, audit, changes, limits, queries, undo, visitor
from smartcity.api import forms, models, parameters
from smartcity.api.desk import Desk, stand_of
from smartcity.api.errors import ApiError, NoToken, not_found
from smartcity.api.parameters import LAST_OFFSET, TEXT, Common
from smartcity.api.routes import JSON_ONLY, operation_name
from smartcity.api.uploads import LONGEST_NOTE, TAG, alone, bearer
from smartcity.audit import Audit
from smartcity.caller import Caller
from smartcity.snapshot import Snapshot
from smartcity.store import Store
from smartcity.words import N_, _

MOST_NAMED = 100
"""Rows that stay as they are and that an answer names; it counts all of them."""

Batch = Annotated[int, PathPart(ge=0, le=LAST_OFFSET, description=N_("Nomor unggahan."))]


class Wanted(Common):
    """Whether an upload is really to be undone, and why."""

    publish: bool = Field(False, description=N_("Batalkan; tanpa ini hanya dikatakan apa yang akan kembali."))
    note: str = Field("", max_length=LONGEST_NOTE, pattern=TEXT, description=N_("Alasan pembatalan."))


def router(desk: Desk) -> APIRouter:
    """Return the address that undoes an upload."""
    made, path = APIRouter(tags=[TAG]), "/batches/{batch}/undo"
    made.add_api_route(
        path,
        _undo(desk),
        methods=["POST"],
        operation_id=operation_name(path),
        summary=_("Periksa atau batalkan satu unggahan"),
        description=_(
            "Baris yang disentuh unggahan itu kembali seperti sebelumnya; yang kemudian diubah lagi tetap. Hanya "
            "dengan token pribadi; kuki peramban tidak berlaku di sini."
        ),
        response_class=Response,
        openapi_extra=parameters.described(Wanted),
        responses=models.content(models.of_undo(MOST_NAMED), JSON_ONLY),
        dependencies=[Depends(bearer())],
    )
    return made


def _undo(desk: Desk) -> Any:
    async def undo_batch(request: Request, batch: Batch) -> Response:
        caller = await run_sync(visitor.program, request)
        if not caller.token:
            raise NoToken
        wanted = parameters.read(request, Wanted)
        return await run_sync(partial(_answer, desk.store(), caller, batch, wanted))

    return undo_batch


def _answer(store: Store, caller: Caller, batch: int, wanted: Wanted) -> Response:
    try:
        access.require(caller, access.WRITE)
    except access.NotAllowed:
        Audit(store.folder).write(caller, audit.UNDO, outcome=audit.REFUSED, undone=batch)
        raise
    _must_be_undoable(store, batch)
    with store.read() as snapshot:
        told = _told(snapshot, batch)
    if wanted.publish:
        with alone(store, caller):
            told |= _done(store, caller, batch, wanted.note, told)
    return Response(
        forms.dumps(told), headers={"Cache-Control": "no-store"}, media_type=forms.JSON.media_type
    )


def _must_be_undoable(store: Store, batch: int) -> None:
    """Refuse a batch that there is not, or that no person made."""
    known = store.history()
    kinds = dict(zip(known["batch"], known["kind"], strict=True))
    if batch not in kinds:
        text = _("Tidak ada unggahan bernomor {batch}.").format(batch=batch)
        raise not_found(text, "path.batch", _("Lihat nomornya di /api/v1/batches."))
    if kinds[batch] in undo.LASTING:
        advice = _("Pilih unggahan yang lain.")
        raise ApiError(422, "invalid", undo.why_lasting(batch), where="path.batch", what_to_do=advice)


def _told(snapshot: Snapshot, batch: int) -> dict[str, Any]:
    """Return what undoing a batch would do."""
    kept = queries.run(snapshot, "batch_kept", batch=batch, limit=MOST_NAMED)
    touched = queries.run(snapshot, "batch_changes", batch=batch, limit=1, offset=0)
    rows, left = (int(found["total"].iloc[0]) if len(found) else 0 for found in (touched, kept))
    stand = stand_of(snapshot)
    return {
        "outcome": "dry_run",
        "batch": batch,
        "version": None,
        "rows": rows - left,
        "left": _named(zip(kept["table_name"], kept["row_key"], strict=True)),
        "left_count": left,
        **{name: each for name, each in stand.head().items() if name in ("demo", "notice")},
    }


def _done(store: Store, caller: Caller, batch: int, note: str, told: dict[str, Any]) -> dict[str, Any]:
    """Undo a batch and return what became of it."""
    before = store.current()
    reason = note or _("Membatalkan unggahan {batch}").format(batch=batch)
    try:
        version, left = changes.undo(store, batch, caller=caller, reason=reason)
    except limits.Outside as error:
        raise access.NotAllowed(caller, access.WRITE, reason=str(error)) from None
    if version == before:
        return {"outcome": "unchanged", "rows": 0}
    return {
        "outcome": "published",
        "version": version,
        "rows": told["rows"] + told["left_count"] - len(left),
        "left": _named(left[:MOST_NAMED]),
        "left_count": len(left),
    }


def _named(rows: Any) -> list[dict[str, Any]]:
    return [{"table": table, "row_key": json.loads(key)} for table, key in rows]
