"""Who asks, in which language, and what may be sent: read from the request in this one place."""

import hashlib
import ipaddress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from smartcity import access
from smartcity.access import Caller
from smartcity.contract import PACKAGE
from smartcity.serve import FORWARDED
from smartcity.settings import settings
from smartcity.words import LANGUAGES, known_language

# What an answer depends on besides the data; the answer to the same request changes with any of it.
_MADE_BY = (Path(__file__).resolve().parent, Path(__file__).resolve().parent.parent / "queries")


@dataclass(frozen=True)
class Asking:
    """What of a request decides how it is answered."""

    caller: Caller
    internal: bool
    language: str
    known: frozenset[str]
    takes_gzip: bool


def asking(request: HTTPConnection) -> Asking:
    """Return what of a request decides how it is answered."""
    who = caller(request)
    tags = request.headers.get("if-none-match", "").split(",")
    return Asking(
        caller=who,
        internal=access.may(who, access.WRITE),
        language=language(request.scope),
        known=frozenset(tag.strip().removeprefix("W/") for tag in tags if tag.strip()),
        takes_gzip="gzip" in request.headers.get("accept-encoding", ""),
    )


def caller(request: HTTPConnection) -> Caller:
    """Return who asks."""
    is_forwarded = any(name in request.headers for name in FORWARDED)
    return Caller("", request.client.host if request.client else None, forwarded=is_forwarded)


def origin(scope: Scope) -> str:
    """Return the address that a request is counted for: the browser's, also behind a proxy on this computer.

    What a proxy was told itself stands before the address that it adds; only that one is believed.
    """
    client = scope.get("client")
    host = str(client[0]) if client else ""
    told = Headers(scope=scope).get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
    try:
        return told if told and ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return host


def language(scope: Scope) -> str:
    """Return the language that is asked for: by `lang`, else by Accept-Language, else the server's own."""
    connection = HTTPConnection(scope)
    chosen = connection.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    for name in _by_preference(connection.headers.get("accept-language", "")):
        if name in LANGUAGES:
            return name
    return known_language(settings().language)


def _by_preference(accepted: str) -> list[str]:
    """Return the languages of an Accept-Language header, the best first, without their countries."""
    weighted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        name, _mark, weight = part.strip().lower().partition(";q=")
        try:
            weighted.append((float(weight or 1), name.split("-")[0]))
        except ValueError:
            continue
    return [name for weight, name in sorted(weighted, key=lambda each: -each[0]) if weight > 0]


@cache
def program_stamp() -> str:
    """Return a stamp of the code that answers: another release must not be taken for unchanged."""
    digest = hashlib.sha256(PACKAGE.read_bytes())
    for folder in _MADE_BY:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.sql")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
