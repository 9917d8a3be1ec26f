"""Who asks for something and from where; the rules about it are in `access.py`."""

import getpass
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from smartcity.settings import settings

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers by which a proxy says that it asks for somebody else."""

AT_TERMINAL, AT_SERVER, BEHIND_PROXY = "terminal", "local", "proxy"
"""Where somebody asks from who has no address."""


@dataclass(frozen=True)
class Caller:
    """Who asks for something.

    `name` is the account's name where somebody signed in, else the one they give. `address` is where a browser asks
    from, None where that is this computer; `forwarded` says that a proxy asks for somebody, whose address is known
    only where that proxy is trusted; `terminal` that a command asks, run by the system's `user`. `session` is the
    digest of the session that somebody signed in with ('' for none): what it allows is looked up whenever it is asked.
    `token` is the name of the personal token by which a program asks for its person; then `session` is that token's.
    """

    name: str
    address: str | None
    forwarded: bool = False
    terminal: bool = False
    user: str = ""
    session: str = ""
    token: str = ""

    @property
    def is_local(self) -> bool:
        """Return whether somebody sits at the server: at its terminal, or at a browser that no proxy stands before."""
        return self.terminal or (not self.forwarded and is_loopback(self.address))

    @property
    def place(self) -> str:
        """Return where somebody asks from, as the audit writes it down."""
        if self.terminal:
            return AT_TERMINAL
        if self.forwarded and is_loopback(self.address):
            return BEHIND_PROXY
        return AT_SERVER if self.is_local else str(self.address)


def at_terminal(name: str = "") -> Caller:
    """Return who uses this terminal: by the name given, else by that of the system's user."""
    user = _system_user()
    return Caller(name or user, None, terminal=True, user=user)


def from_network(name: str, host: str | None, headers: Mapping[str, str], session: str = "") -> Caller:
    """Return who asks over the network; `headers` are those of the request, `host` is who sent it.

    The address that a forwarding header names is believed from the proxies of SMARTCITY_PROXIES only. Who calls this
    computer by another name is not at it: a foreign site can let a name of its own lead a browser here.
    """
    given = {name.lower(): value for name, value in headers.items()}
    is_forwarded = any(header in given for header in FORWARDED)
    address = _forwarded_for(host, given.get("x-forwarded-for", "")) if is_forwarded else host
    is_elsewhere = is_forwarded or not _is_here(given.get("host", "localhost"))
    return Caller(name, address, forwarded=is_elsewhere, session=session)


def is_loopback(address: str | None) -> bool:
    """Return whether an address is this computer's own; None is."""
    if address is None:
        return True
    found = _parsed(address)
    return found is not None and found.is_loopback


def _is_here(name: str) -> bool:
    """Return whether a Host header names this computer itself."""
    bare = re.sub(r":\d*$", "", name).strip("[]").lower()
    return bare == "localhost" or _parsed(bare) is not None


def _forwarded_for(host: str | None, header: str) -> str | None:
    """Return the last address of the header that no trusted proxy wrote about another trusted one."""
    trusted = {_parsed(name) for name in settings().proxies.split(",")} - {None}
    found = host
    hops = [hop.strip() for hop in header.split(",")] if header else []
    while hops and _parsed(found or "127.0.0.1") in trusted and _parsed(hops[-1]) is not None:
        found = hops.pop()
    return found


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        return str(os.getuid())
