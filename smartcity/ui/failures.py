"""What a person sees when something failed: one sentence and a number, by which the log tells the rest."""

import streamlit as st
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from smartcity import words
from smartcity.errors import SmartcityError, new_number, without_paths
from smartcity.store import UnreadableVersion
from smartcity.ui import address
from smartcity.ui.text import plain
from smartcity.words import _

log = structlog.get_logger("smartcity.ui")


def show(error: Exception, page: str) -> None:
    """Draw in place of a page what is wrong, and what to do where that is known."""
    number = new_number()
    if isinstance(error, SmartcityError):
        log.error("page_refused", page=page, number=number, error=str(error))
        _explain(error, number)
    else:
        log.error("page_failed", page=page, number=number, exc_info=error)
        text = _(
            "Terjadi kesalahan pada halaman ini. Muat ulang halaman; bila terulang, sebutkan nomor {number}."
        )
        st.error(text.format(number=number), icon=":material/error:")


def _explain(error: SmartcityError, number: str) -> None:
    unreadable = isinstance(error, UnreadableVersion)
    title = _("Basis data tidak dapat dibaca") if unreadable else _("Halaman ini belum dapat ditampilkan")
    st.title(title, anchor=False)
    st.error(plain(without_paths(str(error))), icon=":material/error:")
    if isinstance(error, UnreadableVersion) and error.readable:
        st.markdown(_("Pengelola dapat memulihkannya dari terminal peladen:"))
        st.code(f"smartcity restore {error.readable}", language="shell")
    st.caption(_("Bila menghubungi pengelola, sebutkan nomor {number}.").format(number=number))


def of_file(error: Exception, file: str) -> str:
    """Log why a file could not be made, and return it in words."""
    number = new_number()
    if isinstance(error, SmartcityError):
        log.error("file_refused", file=file, number=number, error=str(error))
        return plain(without_paths(str(error)))
    log.error("file_failed", file=file, number=number, exc_info=error)
    text = _("Berkas ini tidak dapat dibuat. Coba lagi; bila terulang, sebutkan nomor {number}.")
    return text.format(number=number)


def answer_script(error: Exception) -> bool:
    """Answer an error outside a page's own run, in a callback, a dialog or a fragment; Streamlit shows nothing more."""
    words.use_language(address.language())
    show(error, st.context.url or "")
    return True


def answer_request(request: Request, error: Exception) -> PlainTextResponse:
    """Answer an error outside the pages: a sentence and the number."""
    number = new_number()
    log.error("request_failed", path=request.url.path, number=number, exc_info=error)
    text = _("Terjadi kesalahan pada peladen; bila terulang, sebutkan nomor {number}.")
    return PlainTextResponse(text.format(number=number), status_code=500)
