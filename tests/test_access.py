"""Who may do what: every kind of person against every action, before there are accounts and after."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from smartcity import access, sessions
from smartcity.access import ADMINISTER, INTERNAL, READ, RESTORE, WRITE, Caller, NotAllowed, may, require
from smartcity.accounts import Accounts
from smartcity.caller import from_network
from smartcity.settings import settings
from smartcity.state_file import FILE, StateFile
from smartcity.tokens import Tokens
from smartcity.visitor import COOKIE
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, signed_in, token
from tests.api.kit import Client, asked, moved

ACTIONS = (READ, INTERNAL, WRITE, RESTORE, ADMINISTER)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the data folder of the settings, without any account."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def configure(monkeypatch: pytest.MonkeyPatch, **given: str) -> None:
    """Set settings."""
    for name, value in given.items():
        monkeypatch.setenv(f"SMARTCITY_{name.upper()}", value)
    settings.cache_clear()


def account(role: str, **limits: tuple[str, ...]) -> Callable[[Path], Caller]:
    """Return how somebody with a role signs in."""

    def sign_in(folder: Path) -> Caller:
        make(folder, "ani", role, **limits)
        return signed_in(folder)

    return sign_in


def by_token(role: str, **limits: tuple[str, ...]) -> Callable[[Path], Caller]:
    """Return how a program asks for somebody with a role."""

    def ask(folder: Path) -> Caller:
        make(folder, "ani", role, **limits)
        return sessions.by_token(folder, token(folder), Caller("", FAR))

    return ask


def disabled(folder: Path) -> Caller:
    """Sign in and be disabled after that."""
    person = account("administrator")(folder)
    Accounts(folder).disable("ani", by=TERMINAL)
    return person


def forged(folder: Path) -> Caller:
    """Name a session that there is not, by a name that there is."""
    make(folder, "ani", "administrator")
    return Caller("ani", FAR, session="0" * 64)


def borrowed(folder: Path) -> Caller:
    """Use one's own session under another name."""
    make(folder, "budi", "administrator")
    return Caller("budi", FAR, session=account("administrator")(folder).session)


def just_somebody(caller: Caller) -> Callable[[Path], Caller]:
    """Return how somebody asks who is not signed in, once there are accounts."""

    def ask(folder: Path) -> Caller:
        make(folder, "budi", "administrator")
        return caller

    return ask


AT_SERVER, OUTSIDE, PROXIED = Caller("ani", None), Caller("ani", FAR), Caller("ani", None, forwarded=True)

# Who, how they come, settings -> what they may of: read, internal, write, restore, administer.
TABLE: list[tuple[str, Callable[[Path], Caller], dict[str, str], str]] = [
    ("no accounts: terminal", lambda _: TERMINAL, {}, "riwsa"),
    ("no accounts: at the server", lambda _: AT_SERVER, {}, "riws-"),
    ("no accounts: from afar", lambda _: OUTSIDE, {}, "r----"),
    ("no accounts: behind a proxy", lambda _: PROXIED, {}, "r----"),
    ("no accounts: from afar, open to all", lambda _: OUTSIDE, {"uploads": "all"}, "riws-"),
    ("no accounts: readers are accounts", lambda _: AT_SERVER, {"readers": "accounts"}, "-iws-"),
    ("terminal", just_somebody(TERMINAL), {}, "riwsa"),
    ("terminal, readers are accounts", just_somebody(TERMINAL), {"readers": "accounts"}, "riwsa"),
    ("not signed in, at the server", just_somebody(AT_SERVER), {}, "r----"),
    ("not signed in, from afar", just_somebody(OUTSIDE), {}, "r----"),
    ("not signed in, once open to all", just_somebody(OUTSIDE), {"uploads": "all"}, "r----"),
    ("not signed in, readers are accounts", just_somebody(AT_SERVER), {"readers": "accounts"}, "-----"),
    ("reader", account("reader"), {}, "ri---"),
    ("reader, readers are accounts", account("reader"), {"readers": "accounts"}, "ri---"),
    ("analyst", account("analyst"), {"readers": "accounts"}, "riw--"),
    ("analyst with limits", account("analyst", provinces=("16",), tables=("pilot",)), {}, "riw--"),
    ("administrator", account("administrator"), {"readers": "accounts"}, "riwsa"),
    ("token of a reader", by_token("reader"), {"readers": "accounts"}, "ri---"),
    ("token of an analyst", by_token("analyst"), {"readers": "accounts"}, "riw--"),
    ("token of an administrator", by_token("administrator"), {"readers": "accounts"}, "riw--"),
    ("disabled account", disabled, {}, "r----"),
    ("disabled account, readers are accounts", disabled, {"readers": "accounts"}, "-----"),
    ("forged session", forged, {}, "r----"),
    ("another's name", borrowed, {}, "r----"),
]


@pytest.mark.parametrize(("who", "come", "given", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_who_may_do_what(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    who: str,
    come: Callable[[Path], Caller],
    given: dict[str, str],
    expected: str,
) -> None:
    configure(monkeypatch, **given)
    caller = come(folder)

    assert (
        "".join(sign if may(caller, action) else "-" for sign, action in zip("riwsa", ACTIONS, strict=True))
        == expected
    )
    for action in ACTIONS:
        if not may(caller, action):
            with pytest.raises(NotAllowed, match=r"\w+ \w+ .*\.$") as refused:
                require(caller, action)
            assert (refused.value.caller, refused.value.action) == (caller, action)


Sent = dict[str, str]


def bearer(role: str, **limits: tuple[str, ...]) -> Callable[[Path], Sent]:
    """Return what a program sends with a request for somebody with a role."""

    def make_token(folder: Path) -> Sent:
        make(folder, "ani", role, **limits)
        return {"Authorization": f"Bearer {token(folder)}"}

    return make_token


def ended(end: Callable[[Path], object]) -> Callable[[Path], Sent]:
    """Return what a program sends whose token has ended."""

    def make_token(folder: Path) -> Sent:
        sent = bearer("administrator")(folder)
        end(folder)
        return sent

    return make_token


def expire(folder: Path) -> None:
    """Let all tokens have ended a second ago."""
    with StateFile(folder).writing() as connection:
        connection.execute("update token set expires_at = ?", (time.time() - 1,))


def by_cookie(folder: Path) -> Sent:
    """Return what the browser of an administrator sends, wherever a request begins."""
    make(folder, "ani", "administrator")
    return {"Cookie": f"{COOKIE}={sessions.sign_in(folder, 'ani', PASSWORD, Caller('', FAR))}"}


def nothing(folder: Path) -> Sent:
    """Send no word of who asks, once there are accounts."""
    make(folder, "budi", "administrator")
    return {}


# Who, what they send, settings -> the API's status of: read, read an internal column, upload as a trial, publish,
# undo somebody's upload.
IN_API: list[tuple[str, Callable[[Path], Sent], Sent, tuple[int, int, int, int, int]]] = [
    ("no accounts", lambda _: {}, {}, (200, 403, 401, 401, 401)),
    ("visitor", nothing, {}, (200, 403, 401, 401, 401)),
    ("visitor, readers are accounts", nothing, {"readers": "accounts"}, (403, 403, 401, 401, 401)),
    ("administrator by cookie", by_cookie, {"readers": "accounts"}, (200, 200, 401, 401, 401)),
    ("reader", bearer("reader"), {"readers": "accounts"}, (200, 200, 403, 403, 403)),
    ("analyst", bearer("analyst"), {"readers": "accounts"}, (200, 200, 200, 200, 200)),
    (
        "analyst of it",
        bearer("analyst", provinces=("16",), tables=("agency",)),
        {},
        (200, 200, 200, 200, 200),
    ),
    ("analyst of another province", bearer("analyst", provinces=("32",)), {}, (200, 200, 200, 422, 403)),
    ("analyst of another table", bearer("analyst", tables=("pilot",)), {}, (200, 200, 403, 403, 403)),
    ("administrator", bearer("administrator"), {"readers": "accounts"}, (200, 200, 200, 200, 200)),
    ("disabled", ended(lambda at: Accounts(at).disable("ani", by=TERMINAL)), {}, (401, 401, 401, 401, 401)),
    ("expired token", ended(expire), {}, (401, 401, 401, 401, 401)),
    (
        "revoked token",
        ended(lambda at: Tokens(at).revoke("ani", "laptop kantor", by=TERMINAL)),
        {},
        (401, 401, 401, 401, 401),
    ),
    (
        "no token at all",
        lambda at: nothing(at) | {"Authorization": "Bearer x"},
        {},
        (401, 401, 401, 401, 401),
    ),
]


@pytest.fixture(scope="module")
def built(data_folder: Path) -> Iterator[Client]:
    """Return a client of the API from afar."""
    with asked(data_folder, client=(FAR, 40000)) as client:
        yield client


@pytest.mark.parametrize(("who", "come", "given", "expected"), IN_API, ids=[row[0] for row in IN_API])
def test_who_may_do_what_in_the_api(
    built: Client,
    own_data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    who: str,
    come: Callable[[Path], Sent],
    given: dict[str, str],
    expected: tuple[int, int, int, int, int],
) -> None:
    with moved(built, own_data_folder) as client:
        configure(monkeypatch, **given)
        sent, row = come(own_data_folder), "region_code,agency,name\n16.01,uji,Dinas Uji\n"
        agency = pd.DataFrame(
            {"region_code": ["16.02"], "agency": ["uji"], "name": ["Dinas Uji"]}, dtype="str"
        )
        client.store.publish(
            lambda draft: draft.upsert("agency", agency), kind="upload", made_by="pengelola", reason=""
        )

        def upload(query: str) -> int:
            return client.post(f"/uploads?table=agency{query}", content=row, headers=sent).status_code

        found = (
            client.get("/tables/agency?limit=1", headers=sent).status_code,
            client.get("/tables/pilot?columns=budget_idr&limit=1", headers=sent).status_code,
            upload(""),
            upload("&publish=true"),
            client.post("/batches/2/undo?publish=true", headers=sent).status_code,
        )

        assert found == expected
        assert client.store.current() == 2 + expected[3:].count(200)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (None, True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.20", False),
        ("::ffff:192.168.1.20", False),
        ("2001:db8::1", False),
        ("0.0.0.0", False),
        ("", False),
        ("localhost", False),
        ("127.0.0.1, 203.0.113.5", False),
    ],
)
def test_who_sits_at_the_server(folder: Path, address: str | None, local: bool) -> None:
    assert may(Caller("ani", address), WRITE) == local
    assert not may(Caller("ani", address, forwarded=True), WRITE)


@pytest.mark.parametrize(
    ("proxies", "host", "header", "address"),
    [
        ("", None, "198.51.100.7", None),
        ("127.0.0.1", None, "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1, 10.0.0.1", "127.0.0.1", "198.51.100.7, 10.0.0.1", "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.7, 10.0.0.1", "10.0.0.1"),
        ("127.0.0.1", "10.0.0.9", "198.51.100.7", "10.0.0.9"),
        ("127.0.0.1", "127.0.0.1", "<script>", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("falsch", "127.0.0.1", "198.51.100.7", "127.0.0.1"),
    ],
)
def test_whose_word_about_an_address_counts(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    proxies: str,
    host: str | None,
    header: str,
    address: str | None,
) -> None:
    configure(monkeypatch, proxies=proxies)

    asking = from_network("ani", host, {"X-Forwarded-For": header})

    assert (asking.address, asking.forwarded, asking.is_local) == (address, True, False)


@pytest.mark.parametrize(
    ("limits", "table", "said"),
    [
        ({}, "pilot", ""),
        ({}, "region_alias", ""),
        ({"tables": ("pilot", "award")}, "award", ""),
        ({"tables": ("pilot", "award")}, "event", "Akun ani hanya boleh mengubah tabel"),
        ({"tables": ("pilot",)}, "region_alias", "Akun ani dibatasi"),
        ({"provinces": ("16",)}, "pilot", ""),
        ({"provinces": ("16",)}, "region_alias", "Akun ani dibatasi"),
    ],
)
def test_limits_to_tables(folder: Path, limits: dict[str, tuple[str, ...]], table: str, said: str) -> None:
    person = account("analyst", **limits)(folder)

    assert access.refusal(person, WRITE, table).startswith(said)
    assert may(person, WRITE, table=table) == (said == "")


def test_what_has_no_rule_is_refused(folder: Path) -> None:
    assert not may(TERMINAL, "rule")
    assert not may(account("administrator")(folder), "rule")


@pytest.mark.parametrize("readers", ["all", "accounts"])
def test_accounts_that_cannot_be_read_let_nobody_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch, readers: str
) -> None:
    configure(monkeypatch, readers=readers, uploads="all")
    person = account("administrator")(folder)
    (folder / FILE).write_bytes(b"x" * 5000)

    allowed = [action for action in ACTIONS if may(person, action) or may(AT_SERVER, action)]

    assert allowed == ([READ] if readers == "all" else [])
    assert (access.account(person), access.has_accounts()) == (None, True)
    assert may(TERMINAL, WRITE)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("", "Data hanya dapat diunggah"),
        ("assessment", "Tabel Penilaian hanya dapat diubah"),
        ("nowhere", "Data hanya dapat diunggah"),
    ],
)
def test_a_refusal_says_where_and_which_setting(folder: Path, table: str, what: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        require(OUTSIDE, WRITE, table=table)

    assert str(refused.value) == (
        f"{what} di komputer peladen. Pengelola dapat membukanya untuk semua dengan SMARTCITY_UPLOADS=all."
    )
    assert (refused.value.caller, refused.value.action, refused.value.table) == (OUTSIDE, WRITE, table)
