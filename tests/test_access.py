"""Who may do what: everybody reads, who sits at the server writes, and all do where the setting says so."""

from collections.abc import Iterator

import pytest

from smartcity.access import READ, WRITE, Caller, NotAllowed, may, require
from smartcity.settings import settings

OUTSIDE = Caller("ani", "192.168.1.20")
TERMINAL = Caller("ani", "203.0.113.5", forwarded=True, terminal=True)


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    monkeypatch.setenv("SMARTCITY_UPLOADS", request.param)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("address", "forwarded", "writes"),
    [
        (None, False, True),
        ("127.0.0.1", False, True),
        ("127.8.9.1", False, True),
        ("::1", False, True),
        ("::ffff:127.0.0.1", False, True),
        (None, True, False),
        ("127.0.0.1", True, False),
        ("192.168.1.20", False, False),
        ("::ffff:192.168.1.20", False, False),
        ("2001:db8::1", False, False),
        ("0.0.0.0", False, False),
        ("", False, False),
        ("localhost", False, False),
        ("127.0.0.1, 203.0.113.5", False, False),
    ],
)
@pytest.mark.parametrize("uploads", ["local"], indirect=True)
def test_a_browser_writes_from_the_server_only(
    uploads: None, address: str | None, forwarded: bool, writes: bool
) -> None:
    caller = Caller("ani", address, forwarded)

    assert (may(caller, READ), may(caller, WRITE)) == (True, writes)


@pytest.mark.parametrize("uploads", ["local"], indirect=True)
def test_a_terminal_writes(uploads: None) -> None:
    assert may(TERMINAL, WRITE)


@pytest.mark.parametrize("uploads", ["all"], indirect=True)
def test_everybody_writes_where_the_setting_says_so(uploads: None) -> None:
    assert (may(OUTSIDE, READ), may(OUTSIDE, WRITE)) == (True, True)
    require(OUTSIDE, WRITE, table="assessment")


@pytest.mark.parametrize("uploads", ["all"], indirect=True)
def test_what_has_no_rule_is_refused(uploads: None) -> None:
    assert not may(TERMINAL, "administer")


@pytest.mark.parametrize("uploads", ["local"], indirect=True)
@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("", "Data hanya dapat diunggah"),
        ("assessment", "Tabel Penilaian hanya dapat diubah"),
        ("nowhere", "Data hanya dapat diunggah"),
    ],
)
def test_a_refusal_says_where_and_which_setting(uploads: None, table: str, what: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        require(OUTSIDE, WRITE, table=table)

    assert str(refused.value) == (
        f"{what} di komputer peladen. Pengelola dapat membukanya untuk semua dengan SMARTCITY_UPLOADS=all."
    )
    assert (refused.value.caller, refused.value.action, refused.value.table) == (OUTSIDE, WRITE, table)


@pytest.mark.parametrize("uploads", ["local"], indirect=True)
def test_what_is_allowed_passes(uploads: None) -> None:
    require(OUTSIDE, READ)
    require(Caller("ani", None), WRITE, table="assessment")
