"""Files that browsers send to Streamlit's own address, before a page has seen them: who may, and how much is held.

Streamlit asks nobody who they are and keeps what was sent in memory until the tab is closed.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Scope
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from smartcity import access, visitor
from smartcity.settings import settings
from smartcity.words import _

ADDRESS = "/_stcore/upload_file/"
PICTURE_MB = 10
"""What may be sent by who only reads: a logo for Paparan. It is more than a logo may have, so that the page says so."""
OF_ONE, OF_ALL = 5, 50
"""How many files of the largest size are held for one tab and for all of them."""
_MEGABYTE = 1 << 20  # as Streamlit counts


async def refusal(scope: Scope) -> ASGIApp | None:
    """Return the answer to a file that is not taken, None where it is, and for all other requests."""
    if scope["type"] != "http" or scope["method"] != "PUT" or ADDRESS not in scope["path"]:
        return None
    return await run_in_threadpool(_refused, scope)


def _refused(scope: Scope) -> PlainTextResponse | None:
    asking = visitor.asking(HTTPConnection(scope))
    if refused := access.refusal(asking, access.READ):
        return PlainTextResponse(refused, 403)
    most = settings().upload_mb if access.may(asking, access.WRITE) else min(PICTURE_MB, settings().upload_mb)
    length = Headers(scope=scope).get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return PlainTextResponse(_("Ukuran berkas harus disebutkan."), 411)
    if int(length) > most * _MEGABYTE:
        return PlainTextResponse(_("Berkas terlalu besar; batasnya {most} MB.").format(most=most), 413)
    if _is_full(scope["path"].partition(ADDRESS)[2].partition("/")[0], int(length)):
        return PlainTextResponse(_("Terlalu banyak berkas sedang dikirim; coba lagi sebentar lagi."), 503)
    return None


def _is_full(session: str, more: int) -> bool:
    """Return whether a tab, or all of them, would hold too much."""
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    held = {
        each: sum(len(file.data) for file in list(files.values()))
        for each, files in list(manager.file_storage.items())
    }
    largest = settings().upload_mb * _MEGABYTE
    return held.get(session, 0) + more > OF_ONE * largest or sum(held.values()) + more > OF_ALL * largest
