"""Signing in and out (/masuk, /keluar): plain pages of our own, since a page of Streamlit sets no safe cookie.

The cookie is HttpOnly and SameSite=Strict; the connection that a page of ours opens carries it, a request that another
site causes does not. A form is taken only with the token that its page put beside it, and from this site.
"""

import hmac
import html
import secrets
from functools import cache
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from smartcity import access, sessions, visitor, words
from smartcity.accounts import MOST_PASSWORD, AccountsUnreadable
from smartcity.attempts import Locked
from smartcity.caller import Caller, from_network
from smartcity.look import DARK, LIGHT, Look
from smartcity.sessions import Refused
from smartcity.settings import settings
from smartcity.words import _

SIGN_IN, SIGN_OUT = "masuk", "keluar"
FORM_COOKIE = "smartcity_form"
NEVER_STORED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
MOST_NAME, MOST_RETURN = 60, 2_000
MOST_BODY = 16_000
_PAGE = Path(__file__).with_name("sign_in.html")


async def show(request: Request) -> Response:
    """Show the form."""
    return await run_in_threadpool(_form, request, request.query_params, "", 200)


async def take(request: Request) -> Response:
    """Take what the form sent: sign in and go back to the page that led here, or say why not."""
    given = await _given(request)
    if given is None:
        return await run_in_threadpool(_stranger, request)
    return await run_in_threadpool(_signed_in, request, given)


async def leave(request: Request) -> Response:
    """End the session; only a form of this site may ask for it."""
    given = await _given(request, is_signed=True)
    if given is None:
        return await run_in_threadpool(_stranger, request)
    return await run_in_threadpool(_signed_out, request, given)


ROUTES = [
    Route(f"/{SIGN_IN}", show, methods=["GET"]),
    Route(f"/{SIGN_IN}", take, methods=["POST"]),
    Route(f"/{SIGN_OUT}", leave, methods=["POST"]),
]


def form_of(session: str) -> str:
    """Return what a form on a page must send beside a session to end it, made of the session's digest."""
    return hmac.new(session.encode(), b"sign out", "sha256").hexdigest()


def back(text: str) -> str:
    """Return where to go on: one of our pages with its view, relative, whatever was asked for."""
    from smartcity.ui import menu

    path, _sign, query = text[:MOST_RETURN].partition("?")
    known = {entry.path for entry in menu.ENTRIES}
    page = path.removeprefix(".").strip("/")
    page = page if page in known else ""
    view = urlencode(parse_qsl(query))
    return f"./{page}?{view}" if view else f"./{page}"


def _signed_in(request: Request, given: dict[str, str]) -> Response:
    caller = from_network("", visitor.host(request), request.headers)
    with words.in_language(_language(given)):
        try:
            name, password = given.get("name", ""), given.get("password", "")
            token = sessions.sign_in(settings().data, name, password, caller)
            _end_earlier(request, caller)
        except (Refused, Locked, AccountsUnreadable) as error:
            status = {Refused: 401, Locked: 429}.get(type(error), 503)
            return _form(request, given, str(error), status)
    answer = RedirectResponse(back(given.get("ke", "")), 303, NEVER_STORED)
    _set(answer, request, visitor.COOKIE, token)
    answer.delete_cookie(FORM_COOKIE)
    return answer


def _end_earlier(request: Request, caller: Caller) -> None:
    """End the session that this browser had before."""
    earlier = sessions.digest_of(request.cookies.get(visitor.COOKIE, ""))
    if earlier:
        sessions.sign_out(settings().data, earlier, caller)


def _signed_out(request: Request, given: dict[str, str]) -> Response:
    with words.in_language(_language(given)):
        try:
            _end_earlier(request, visitor.asking(request))
        except AccountsUnreadable as error:
            return _form(request, given, str(error), 503)
    answer = RedirectResponse(back(given.get("ke", "")), 303, NEVER_STORED)
    answer.delete_cookie(visitor.COOKIE)
    return answer


async def _given(request: Request, *, is_signed: bool = False) -> dict[str, str] | None:
    """Return what a form of ours sent; None for one from elsewhere."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            return None
    given = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if is_signed:
        expected = form_of(sessions.digest_of(request.cookies.get(visitor.COOKIE, "")))
    else:
        expected = request.cookies.get(FORM_COOKIE, "")
    is_ours = bool(expected) and hmac.compare_digest(given.get("form", "").encode(), expected.encode())
    return given if is_ours else None


def _stranger(request: Request) -> Response:
    with words.in_language(_language(request.query_params)):
        text = _("Formulir ini sudah tidak berlaku; buka lagi halamannya, lalu coba sekali lagi.")
        return _form(request, request.query_params, text, 403)


def _form(request: Request, given: object, said: str, status: int) -> Response:
    values = dict(given)  # type: ignore[call-overload]
    token = request.cookies.get(FORM_COOKIE, "") or secrets.token_urlsafe(24)
    with words.in_language(_language(values)):
        answer = HTMLResponse(_page(values, token, said), status, NEVER_STORED)
    _set(answer, request, FORM_COOKIE, token)
    return answer


def _page(given: dict[str, str], token: str, said: str) -> str:
    language = words.language()
    other = next(name for name in words.LANGUAGES if name != language)
    target = back(given.get("ke", ""))
    reason = said or ("" if access.has_accounts() else access.no_account())
    filled = {
        "lang": language,
        "title": _("Masuk"),
        "about": _("Pemantauan program kota cerdas dan pemerintahan digital"),
        "action": SIGN_IN,
        "form": token,
        "back": target,
        "submit": _("Masuk"),
        "back_link": target,
        "back_words": _("Kembali tanpa masuk"),
        "other_link": f"{SIGN_IN}?{urlencode({'ke': target, 'lang': other})}",
        "other_lang": other,
        "other_words": words.LANGUAGES[other],
    }
    safe = {name: html.escape(text) for name, text in filled.items()}
    alert = f'<p role="alert">{html.escape(reason)}</p>' if reason else ""
    made = {"said": alert, "fields": _fields(given), "light": _colours(LIGHT), "dark": _colours(DARK)}
    return _template().substitute(safe, **made)


def _fields(given: dict[str, str]) -> str:
    name, password = html.escape(_("Nama akun")), html.escape(_("Kata sandi"))
    value = html.escape(given.get("name", "")[:MOST_NAME])
    return (
        f'<label for="name">{name}</label>'
        f'<input id="name" name="name" value="{value}" maxlength="{MOST_NAME}" autocomplete="username"'
        ' autocapitalize="none" spellcheck="false" required autofocus>'
        f'<label for="password">{password}</label>'
        f'<input id="password" name="password" type="password" maxlength="{MOST_PASSWORD}"'
        ' autocomplete="current-password" required>'
    )


@cache
def _template() -> Template:
    return Template(_PAGE.read_text("utf-8"))


def _colours(look: Look) -> str:
    shown = {
        "background": look.background,
        "surface": look.surface,
        "text": look.text,
        "muted": look.muted,
        "border": look.border,
        "field": look.muted,
        "link": look.link,
        "accent": look.accent,
        "on-accent": look.background,
        "attention": look.attention,
    }
    return " ".join(f"--{name}: {colour};" for name, colour in shown.items())


def _language(given: object) -> str:
    asked = given.get("lang", "") if hasattr(given, "get") else ""
    return words.known_language(str(asked) or settings().language)


def _set(answer: Response, request: Request, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot use; it ends with the browser."""
    schemes = (request.url.scheme, request.headers.get("x-forwarded-proto", "").split(",")[-1].strip())
    answer.set_cookie(name, value, httponly=True, samesite="strict", secure="https" in schemes)
