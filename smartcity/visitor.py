"""Who sends a request over the network: by the session that its cookie names or by a token, read in this one place."""

from starlette.requests import HTTPConnection

from smartcity import access, sessions
from smartcity.caller import Caller, from_network
from smartcity.settings import settings

COOKIE = "smartcity_session"
"""Holds the random token of a session; scripts cannot read it and other sites cannot use it."""


def asking(request: HTTPConnection) -> Caller:
    """Return who sends a request, by the name of the account that they are signed in with."""
    session = sessions.digest_of(request.cookies.get(COOKIE, ""))
    return named(from_network("", host(request), request.headers, session))


def program(request: HTTPConnection) -> Caller:
    """Return who sends a request to the API: the person whose token it brings, else who a browser asks for.

    Raises sessions.TokenRefused, attempts.Locked. Pages never ask here, so that no token opens them.
    """
    scheme, _space, token = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer":  # a proxy may ask for names and passwords of its own
        return asking(request)
    return sessions.by_token(settings().data, token.strip(), from_network("", host(request), request.headers))


def host(request: HTTPConnection) -> str | None:
    """Return the address that a request came from: a browser's, or a proxy's."""
    return request.client.host if request.client else None


def named(caller: Caller) -> Caller:
    """Return a caller by the name of the account that they are signed in with; without one they have no session."""
    found = access.account(caller) if caller.session else None
    return Caller(
        found.name if found else caller.name,
        caller.address,
        forwarded=caller.forwarded,
        session=caller.session if found else "",
    )
