"""Accounts for tests: made in a moment, signed in, asked for as a browser asks."""

from pathlib import Path

from smartcity import sessions
from smartcity.accounts import Account, Accounts
from smartcity.caller import Caller
from smartcity.tokens import Tokens

PASSWORD = "Sandi-panjang-123"
TERMINAL = Caller("pengelola", None, terminal=True, user="pengelola")
FAR = "203.0.113.5"


def make(folder: Path, name: str = "ani", role: str = "analyst", **limits: tuple[str, ...]) -> Account:
    """Make an account."""
    return Accounts(folder).add(name, role, PASSWORD, by=TERMINAL, **limits)


def signed_in(folder: Path, name: str = "ani", address: str = FAR) -> Caller:
    """Sign in from somewhere and return who asks from then on."""
    token = sessions.sign_in(folder, name, PASSWORD, Caller("", address))
    return Caller(name, address, session=sessions.digest_of(token))


def token(folder: Path, name: str = "ani", called: str = "laptop kantor", days: int = 90) -> str:
    """Make a personal token of an account."""
    return Tokens(folder).add(name, called, days, by=TERMINAL)
