"""The file that comes with a request: raw or in a form, never more of it in memory than may be uploaded."""

from collections.abc import AsyncGenerator
from pathlib import PurePosixPath

from anyio import fail_after
from fastapi import Request
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from smartcity.api.errors import ApiError, too_large
from smartcity.settings import settings
from smartcity.words import _

FORM = "multipart/form-data"
FIELD = "file"
MEGABYTE = 1_000_000
ENVELOPE = 10_000
"""Bytes that a form may have around its file."""

RECEIVE_SECONDS = 300
"""How long a file may be on its way: 20 MB over a line of half a megabit a second."""

LONGEST_NAME = 200


async def received(request: Request, named: str | None) -> tuple[str, bytes]:
    """Return name and content of the file in a request; `named` is the name that its address gives it."""
    content = await _content(request)
    name = named or ""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
        inside, content = await _in_form(request, content)
        name = named or inside
    if len(content) > settings().upload_mb * MEGABYTE:
        raise too_large(settings().upload_mb)
    return _clean(name), content


async def _content(request: Request) -> bytes:
    """Return what a request brings; what says no length is cut off where it becomes too large."""
    most = settings().upload_mb * MEGABYTE + ENVELOPE
    content = bytearray()
    try:
        with fail_after(RECEIVE_SECONDS):
            async for piece in request.stream():
                content += piece
                if len(content) > most:
                    raise too_large(settings().upload_mb)
    except TimeoutError:
        raise _incomplete(408) from None
    except ClientDisconnect:
        raise _incomplete(400) from None
    return bytes(content)


def _incomplete(status: int) -> ApiError:
    text = _("Berkas tidak sampai seluruhnya.")
    return ApiError(status, "incomplete", text, where="body", what_to_do=_("Kirim lagi."))


async def _in_form(request: Request, content: bytes) -> tuple[str, bytes]:
    """Return name and content of the one file of a form."""

    async def whole() -> AsyncGenerator[bytes]:
        yield content

    try:
        form = await MultiPartParser(request.headers, whole(), max_files=1, max_fields=0).parse()
    except (MultiPartException, KeyError, UnicodeError):
        raise _without_file() from None
    try:
        found = form.get(FIELD)
        if found is None or isinstance(found, str):
            raise _without_file()
        return found.filename or "", await found.read()
    finally:
        await form.close()


def _without_file() -> ApiError:
    text = _("Formulir ini tidak memuat tepat satu berkas dengan nama isian {field}.").format(field=FIELD)
    return ApiError(
        422, "invalid", text, where=f"body.{FIELD}", what_to_do=_("Kirim satu berkas di isian itu.")
    )


def _clean(name: str) -> str:
    """Return the name alone, without folders and without signs that nobody sees."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME]
