"""Files at Streamlit's own addresses: who may send, remove and fetch them, and how much is held at once.

Streamlit asks nobody who they are, and keeps what was sent in memory until the tab is closed.
"""

from threading import Lock

from anyio import fail_after
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from smartcity import access, visitor
from smartcity.serve import base
from smartcity.settings import settings
from smartcity.words import _

ADDRESS = "/_stcore/upload_file/"
MADE = "/media/"
"""Where pictures and downloads lie that a page made, each under a name that its content gives."""
PICTURE_MB = 10
"""What may be sent by who only reads: a logo for Paparan. It is more than a logo may have, so that the page says so."""
OF_ONE, OF_ALL = 5, 50
"""How many files of the largest size are held for one tab and for all of them."""
RECEIVE_SECONDS = 300
"""How long a file may be on its way, as at the API: who announces one and sends nothing holds no place for ever."""
_MEGABYTE = 1 << 20  # as Streamlit counts


_under_way: dict[int, tuple[str, int]] = {}
"""The tab and the size of each file that is being received."""
_counting = Lock()


async def guarded(scope: Scope, app: ASGIApp) -> ASGIApp:
    """Return what answers a request: a refusal, or the app; a file that is sent is counted."""
    path = scope["path"].removeprefix(base())
    if scope["type"] != "http" or not (path.startswith(MADE) or ADDRESS in path):
        return app
    refused = await run_in_threadpool(_refused, scope)
    return refused or (_counted(app) if scope["method"] == "PUT" else app)


def _refused(scope: Scope) -> PlainTextResponse | None:
    asking = visitor.asking(HTTPConnection(scope))
    if refused := access.refusal(asking, access.READ):
        return PlainTextResponse(refused, 403)
    if scope["method"] != "PUT":
        return None
    most = settings().upload_mb if access.may(asking, access.WRITE) else min(PICTURE_MB, settings().upload_mb)
    length = Headers(scope=scope).get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return PlainTextResponse(_("Ukuran berkas harus disebutkan."), 411)
    if int(length) > most * _MEGABYTE:
        return PlainTextResponse(_("Berkas terlalu besar; batasnya {most} MB.").format(most=most), 413)
    if not _takes_place(scope, int(length)):
        return PlainTextResponse(_("Terlalu banyak berkas sedang dikirim; coba lagi sebentar lagi."), 503)
    return None


def _takes_place(scope: Scope, size: int) -> bool:
    """Count a file as under way; return False where a tab, or all of them, would then hold too much."""
    session = scope["path"].partition(ADDRESS)[2].partition("/")[0]
    largest = settings().upload_mb * _MEGABYTE
    with _counting:
        held = [*_held(), *_under_way.values()]
        ours = sum(each for tab, each in held if tab == session)
        if ours + size > OF_ONE * largest or sum(each for _tab, each in held) + size > OF_ALL * largest:
            return False
        _under_way[id(scope)] = session, size
        return True


def _held() -> list[tuple[str, int]]:
    """Return the tab and the size of each file in memory."""
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return [
        (tab, len(file.data))
        for tab, files in list(manager.file_storage.items())
        for file in list(files.values())
    ]


def _counted(app: ASGIApp) -> ASGIApp:
    """Return the app that ends the count of a file when it is received, given up or too long on its way."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with fail_after(RECEIVE_SECONDS):
                await app(scope, receive, send)
        except TimeoutError:
            refused = PlainTextResponse(_("Berkas tidak sampai seluruhnya."), 408)
            await refused(scope, receive, send)
        finally:
            with _counting:
                _under_way.pop(id(scope), None)

    return answer
