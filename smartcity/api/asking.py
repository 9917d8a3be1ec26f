"""Who asks, in which language, and what may be sent: read from the request in this one place."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.types import Scope

from smartcity import access, visitor
from smartcity.caller import Caller, from_network
from smartcity.contract import PACKAGE
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
    who = visitor.program(request)
    tags = request.headers.get("if-none-match", "").split(",")
    return Asking(
        caller=who,
        internal=access.may(who, access.INTERNAL),
        language=language(request.scope),
        known=frozenset(tag.strip().removeprefix("W/") for tag in tags if tag.strip()),
        takes_gzip="gzip" in request.headers.get("accept-encoding", ""),
    )


def origin(scope: Scope) -> str:
    """Return the address that a request is counted for: the browser's, also behind a trusted proxy."""
    request = HTTPConnection(scope)
    return from_network("", visitor.host(request), request.headers).address or ""


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
