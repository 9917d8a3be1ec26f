"""Who may do what, in one place; asked again at the moment of writing."""

import ipaddress
from dataclasses import dataclass

from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.settings import settings
from smartcity.words import _, language

READ = "read"
WRITE = "write"


@dataclass(frozen=True)
class Caller:
    """Who asks for something.

    `address` is where a browser asks from, None where that is this computer; `forwarded` says that a proxy asks for
    somebody whose address is not known; `terminal` that a command asks.
    """

    name: str
    address: str | None
    forwarded: bool = False
    terminal: bool = False


class NotAllowed(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """Somebody wants what is not open to them."""

    def __init__(self, caller: Caller, action: str, table: str = "") -> None:
        self.caller, self.action, self.table = caller, action, table
        super().__init__(_refusal(table))


def may(caller: Caller, action: str) -> bool:
    """Return whether somebody may do something; what has no rule is not allowed."""
    return action == READ or (action == WRITE and (settings().uploads == "all" or is_local(caller)))


def require(caller: Caller, action: str, *, table: str = "") -> None:
    """Raise NotAllowed unless somebody may do something, to a table where one is named."""
    if not may(caller, action):
        raise NotAllowed(caller, action, table)


def is_local(caller: Caller) -> bool:
    """Return whether somebody sits at the server: at its terminal, or at a browser that no proxy stands before."""
    return caller.terminal or (not caller.forwarded and _is_loopback(caller.address))


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _refusal(table: str) -> str:
    known = load_contract().tables.get(table)
    if known:
        text = _(
            "Tabel {table} hanya dapat diubah di komputer peladen. "
            "Pengelola dapat membukanya untuk semua dengan SMARTCITY_UPLOADS=all."
        )
        return text.format(table=known.title(language()))
    return _(
        "Data hanya dapat diunggah di komputer peladen. "
        "Pengelola dapat membukanya untuk semua dengan SMARTCITY_UPLOADS=all."
    )
