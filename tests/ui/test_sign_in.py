"""/masuk and /keluar as a browser asks them: cookies, foreign forms, ways back, locks, and words that tell nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from smartcity import sessions, visitor
from smartcity.accounts import Accounts
from smartcity.settings import settings
from smartcity.state_file import FILE
from smartcity.ui import explore_files, sign_in
from tests.account_kit import PASSWORD, TERMINAL, make

ADDRESS = "http://dasbor.contoh.go.id"


@pytest.fixture
def folder(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a data folder with one account."""
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()
    make(own_data_folder)
    yield own_data_folder
    settings.cache_clear()


@pytest.fixture
def browser(folder: Path) -> TestClient:
    """Return a browser far away."""
    return open_browser()


def open_browser(address: str = ADDRESS) -> TestClient:
    """Return a browser without cookies."""
    app = Starlette(routes=[*sign_in.ROUTES, *explore_files.ROUTES])
    return TestClient(app, base_url=address, follow_redirects=False, client=("203.0.113.5", 5000))


def token_of(browser: TestClient, query: str = "") -> str:
    """Open the form and return what it must send back."""
    found = re.search(r'name="form" value="([^"]+)"', browser.get(f"/masuk{query}").text)
    assert found
    return found[1]


def enter(
    browser: TestClient,
    name: str = "ani",
    password: str = PASSWORD,
    headers: dict[str, str] | None = None,
    **more: str,
) -> tuple[int, str, str]:
    """Fill the form in; return status, where it leads, and what was said."""
    given = {"form": token_of(browser), "name": name, "password": password, **more}
    answer = browser.post("/masuk", data=given, headers=headers)
    said = re.search(r'role="alert">([^<]*)<', answer.text)
    return answer.status_code, answer.headers.get("location", ""), said[1] if said else ""


def who(folder: Path, browser: TestClient) -> str | None:
    """Return the account whose session the browser holds."""
    digest = sessions.digest_of(browser.cookies.get(visitor.COOKIE) or "")
    found = sessions.standing(folder, digest).account
    return found.name if found else None


def leave(browser: TestClient) -> int:
    """Sign out as the button in the menu does."""
    digest = sessions.digest_of(browser.cookies.get(visitor.COOKIE) or "")
    answer = browser.post("/keluar", data={"form": sign_in.form_of(digest), "ke": "riwayat"})
    return int(answer.status_code)


def test_signing_in_and_out(folder: Path, browser: TestClient) -> None:
    assert enter(browser, ke="peta?wilayah=16&lang=en") == (303, "./peta?wilayah=16&lang=en", "")
    assert who(folder, browser) == "ani"
    kept = dict(browser.cookies)

    assert leave(browser) == 303

    assert who(folder, browser) is None
    browser.cookies.update(kept)
    assert who(folder, browser) is None


def test_the_cookie_is_for_the_server_alone(browser: TestClient) -> None:
    given = {"form": token_of(browser), "name": "ani", "password": PASSWORD}
    set_here = browser.post("/masuk", data=given).headers["set-cookie"].split(",")[0]
    assert re.fullmatch(r"smartcity_session=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", set_here)

    given["form"] = token_of(browser)
    behind = browser.post("/masuk", data=given, headers={"X-Forwarded-Proto": "https"})
    assert "; Secure" in behind.headers["set-cookie"].split(",")[0]


def test_another_sign_in_ends_the_earlier_session(folder: Path, browser: TestClient) -> None:
    make(folder, "budi")
    enter(browser)
    first = browser.cookies[visitor.COOKIE]
    enter(browser, "budi")

    assert who(folder, browser) == "budi"
    assert sessions.standing(folder, sessions.digest_of(first)).account is None


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "' or 1=1", "ÿ"])
def test_forged_cookies_are_nobodys(folder: Path, cookie: str) -> None:
    browser = open_browser()
    raw = f"smartcity_session={cookie}".encode("latin-1")

    answer = browser.get("/jelajah.csv?tabel=pilot&kolom=note", headers=[(b"cookie", raw)])

    assert answer.status_code == 400


def test_who_signed_in_gets_internal_columns_until_the_account_is_disabled(
    folder: Path, browser: TestClient
) -> None:
    file = "/jelajah.csv?tabel=pilot&kolom=note"
    assert browser.get(file).status_code == 400
    enter(browser)
    assert browser.get(file).status_code == 200

    Accounts(folder).disable("ani", by=TERMINAL)

    assert browser.get(file).status_code == 400


def test_files_are_for_accounts_where_readers_are(
    folder: Path, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCITY_READERS", "accounts")
    settings.cache_clear()
    assert browser.get("/jelajah.csv?tabel=award").status_code == 403
    enter(browser)

    assert browser.get("/jelajah.csv?tabel=award").status_code == 200


def test_a_form_from_elsewhere_signs_nobody_in(folder: Path, browser: TestClient) -> None:
    good = {"name": "ani", "password": PASSWORD}
    ours = {**good, "form": token_of(browser)}
    refused = [
        browser.post("/masuk", data=good),
        browser.post("/masuk", data={**good, "form": "x"}),
        browser.post("/masuk", data=ours, headers={"Sec-Fetch-Site": "cross-site"}),
        browser.post("/masuk", data=ours, headers={"Sec-Fetch-Site": "same-site"}),
        browser.post("/masuk", data={**ours, "more": "x" * 20_000}),
        open_browser().post("/masuk", data=ours),
    ]

    assert [answer.status_code for answer in refused] == [403] * 6
    assert who(folder, browser) is None
    assert browser.post("/masuk", data=ours).status_code == 303


def test_a_form_from_elsewhere_signs_nobody_out(folder: Path, browser: TestClient) -> None:
    enter(browser)
    form = sign_in.form_of(sessions.digest_of(browser.cookies[visitor.COOKIE]))

    refused = [
        browser.post("/keluar"),
        browser.post("/keluar", data={"form": "x"}),
        browser.post("/keluar", data={"form": form}, headers={"Sec-Fetch-Site": "cross-site"}),
        browser.get("/keluar"),
    ]

    assert [answer.status_code for answer in refused] == [403, 403, 403, 405]
    assert who(folder, browser) == "ani"


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("", "./"),
        ("unggah?tabel=pilot", "./unggah?tabel=pilot"),
        ("./riwayat", "./riwayat"),
        ("https://evil.example/", "./"),
        ("//evil.example/peta", "./"),
        ("/\\evil.example", "./"),
        ("javascript:alert(1)", "./"),
        ("peta/../../x", "./"),
        ("peta\r\nSet-Cookie: a=b", "./"),
        ("peta?a=b\r\nSet-Cookie: a=b", "./peta?a=b%0D%0ASet-Cookie%3A+a%3Db"),
        ("peta?" + "a=" + "b" * 5000, "./peta?a=" + "b" * 1993),
        ("masuk", "./"),
    ],
)
def test_ways_back_lead_to_our_pages_only(browser: TestClient, asked: str, target: str) -> None:
    assert enter(browser, ke=asked)[:2] == (303, target)


def test_wrong_names_and_passwords_are_answered_alike(folder: Path) -> None:
    make(folder, "lama")
    Accounts(folder).disable("lama", by=TERMINAL)
    heard = {
        name: [enter(open_browser(), name, "salah-salah-salah") for _number in range(6)]
        for name in ("ani", "tidak-ada", "lama")
    }

    assert heard["ani"][:5] == [(401, "", "Nama akun atau kata sandi tidak cocok.")] * 5
    assert heard["ani"][5] == (429, "", "Terlalu banyak percobaan. Coba lagi dalam 1 menit.")
    assert heard["ani"] == heard["tidak-ada"] == heard["lama"]


def test_an_address_is_believed_from_a_trusted_proxy_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One who names another address with each attempt is locked all the same."""

    def last(proxies: str) -> int:
        monkeypatch.setenv("SMARTCITY_PROXIES", proxies)
        settings.cache_clear()
        answers = [
            enter(open_browser(), f"nama{number}", headers={"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(22)
        ]
        return answers[-1][0]

    assert (last("203.0.113.5"), last("")) == (401, 429)


def test_what_cannot_be_written_is_said(folder: Path, browser: TestClient) -> None:
    enter(browser)
    (folder / FILE).write_bytes(b"x" * 5000)

    digest = sessions.digest_of(browser.cookies[visitor.COOKIE])
    out = browser.post("/keluar", data={"form": sign_in.form_of(digest)})

    assert (enter(browser)[0], out.status_code) == (503, 503)
    assert "Data akun tidak dapat dibaca" in out.text


def test_hostile_text_is_text(browser: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    page = browser.get("/masuk", params={"ke": f"peta?x={hostile}", "lang": hostile}).text
    tried = browser.post("/masuk", data={"form": token_of(browser), "name": hostile, "password": "x"}).text

    assert "<script" not in page + tried
    assert "&lt;script&gt;" in tried


def test_the_form_speaks_both_languages_and_asks_nothing_from_outside(browser: TestClient) -> None:
    indonesian, english = browser.get("/masuk"), browser.get("/masuk?lang=en")

    assert (indonesian.text.count('lang="id"'), english.text.count('lang="en"')) == (1, 1)
    assert indonesian.headers["cache-control"] == "no-store"
    assert "http" not in indonesian.text


def test_without_accounts_the_form_says_how_the_first_is_made(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()

    said = open_browser().get("/masuk").text
    settings.cache_clear()

    assert "smartcity account add" in said
