"""Who may do what, in one place; asked again at the moment of writing.

Without accounts whoever sits at the server may change data, or everybody where SMARTCITY_UPLOADS=all. From the first
account on pages ask for a sign-in, wherever somebody sits: only so has each change a name. The terminal stays open,
for who uses it owns the files; it says which of the system's users it was.
"""

from smartcity.accounts import ADMINISTRATOR, ANALYST, READER, Account, AccountsUnreadable
from smartcity.caller import Caller
from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.sessions import Standing, standing
from smartcity.settings import settings
from smartcity.words import _, language

__all__ = [
    "ADMINISTER",
    "INTERNAL",
    "READ",
    "RESTORE",
    "WRITE",
    "Caller",
    "NotAllowed",
    "account",
    "may",
    "require",
]

READ = "read"
INTERNAL = "internal"
"""See the columns that the data package marks as internal."""
WRITE = "write"
"""Upload, edit, remove and undo, and take an uploaded file out again."""
RESTORE = "restore"
"""Put a whole older version in place of what is there."""
ADMINISTER = "administer"
"""Accounts and audit."""

ALIASES = "region_alias"
"""Confirmed names of regions hold for everybody, so accounts with limits confirm none."""

_ROLES = {
    READ: (READER, ANALYST, ADMINISTRATOR),
    INTERNAL: (READER, ANALYST, ADMINISTRATOR),
    WRITE: (ANALYST, ADMINISTRATOR),
    RESTORE: (ADMINISTRATOR,),
    ADMINISTER: (ADMINISTRATOR,),
}
"""Who may do what among accounts; what is not listed nobody may."""

_BY_TOKEN = (READ, INTERNAL, WRITE)
"""What a program may do for its person; the rest asks for somebody at a page."""


class NotAllowed(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """Somebody wants what is not open to them."""

    def __init__(self, caller: Caller, action: str, table: str = "", reason: str = "") -> None:
        self.caller, self.action, self.table = caller, action, table
        super().__init__(reason or refusal(caller, action, table))


def may(caller: Caller, action: str, *, table: str = "") -> bool:
    """Return whether somebody may do something, to a table where one is named; what has no rule is not allowed."""
    return not refusal(caller, action, table)


def require(caller: Caller, action: str, *, table: str = "") -> None:
    """Raise NotAllowed unless somebody may do something, to a table where one is named."""
    reason = refusal(caller, action, table)
    if reason:
        raise NotAllowed(caller, action, table, reason)


def account(caller: Caller) -> Account | None:
    """Return the account that somebody is signed in with now; None for nobody, or where that cannot be read."""
    if caller.terminal:
        return None
    try:
        return standing(settings().data, caller.session).account
    except AccountsUnreadable:
        return None


def has_accounts() -> bool:
    """Return whether pages ask who somebody is; where that cannot be read they do."""
    try:
        return standing(settings().data, "").has_accounts
    except AccountsUnreadable:
        return True


def refusal(caller: Caller, action: str, table: str = "") -> str:
    """Return why somebody may not do something, '' where they may."""
    if action not in _ROLES:
        return _("Ini tidak terbuka bagi siapa pun.")
    if caller.terminal:
        return ""
    try:
        known = standing(settings().data, caller.session)
    except AccountsUnreadable as error:
        return "" if action == READ and settings().readers == "all" else str(error)
    if not known.has_accounts:
        return _without_accounts(caller, action, table)
    if action == READ and settings().readers == "all":
        return ""
    if caller.token and action not in _BY_TOKEN:
        return _("Token pribadi hanya untuk membaca dan mengubah data.")
    return _with_accounts(caller, action, table, known)


def _without_accounts(caller: Caller, action: str, table: str) -> str:
    if action == READ:
        return "" if settings().readers == "all" else no_account()
    if action == ADMINISTER:
        return no_account()
    return "" if settings().uploads == "all" or caller.is_local else _only_here(table)


def no_account() -> str:
    """Return how the first account is made."""
    return _(
        "Belum ada akun. Pengelola membuat yang pertama di terminal peladen dengan `smartcity account add`."
    )


def _with_accounts(caller: Caller, action: str, table: str, known: Standing) -> str:
    found = known.account
    if found is None or (caller.name and found.name != caller.name):
        return _("Masuk dahulu dengan akun Anda untuk melakukan ini.")
    if found.role not in _ROLES[action]:
        return _("Peran akun {name} tidak mencakup ini; mintalah kepada administrator.").format(
            name=found.name
        )
    if action == WRITE and table:
        return _outside(found, table)
    return ""


def _outside(found: Account, table: str) -> str:
    if table == ALIASES and found.is_limited:
        return _(
            "Akun {name} dibatasi, sehingga tidak dapat mengonfirmasi nama wilayah bagi semua orang."
        ).format(name=found.name)
    if found.tables and table not in found.tables:
        tables = load_contract().tables
        text = _("Akun {name} hanya boleh mengubah tabel {tables}.")
        titles = ", ".join(tables[each].title(language()) for each in found.tables)
        return text.format(name=found.name, tables=titles)
    return ""


def _only_here(table: str) -> str:
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
