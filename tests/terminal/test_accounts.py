"""`smartcity account` and `smartcity audit`: passwords never as arguments, what is shown and what is refused."""

import getpass
import io
import json
import re
import sys
from pathlib import Path

import pytest

from smartcity import cli, sessions
from smartcity.accounts import Accounts
from smartcity.caller import Caller
from tests.account_kit import PASSWORD, make

NOBODY = Caller("", "203.0.113.5")


def run(*arguments: str, data: Path) -> int:
    """Run a command on a data folder."""
    return cli.run([*arguments, "--data", str(data)])


def typed(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    """Sit at the terminal and type."""
    answers = iter(passwords)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _asked: next(answers))


def test_a_password_is_asked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD, PASSWORD)

    assert run("account", "add", "ani", "--role", "analyst", data=tmp_path) == 0

    assert sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY)


def test_two_passwords_make_no_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, PASSWORD, "Sandi-lain-456789")

    assert run("account", "add", "ani", "--role", "analyst", data=tmp_path) == 2

    assert "tidak sama" in capsys.readouterr().err
    assert not Accounts(tmp_path).exist()


def test_a_password_comes_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))

    assert run("account", "add", "ani", "--role", "reader", "--password-stdin", data=tmp_path) == 0

    assert sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY)


def test_without_a_terminal_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))

    assert run("account", "add", "ani", "--role", "reader", data=tmp_path) == 2
    assert "--password-stdin" in capsys.readouterr().err
    assert (
        run("account", "add", "ani", "--role", "reader", "--generate", "--password-stdin", data=tmp_path) == 2
    )


def test_a_made_password_is_shown_once_and_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    held = sessions.digest_of(sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY))

    assert run("account", "reset", "ani", "--generate", data=tmp_path) == 0

    made = re.search(r"Kata sandi: (\S+)", capsys.readouterr().out)
    assert made
    assert sessions.sign_in(tmp_path, "ani", made[1], NOBODY)
    assert sessions.standing(tmp_path, held).account is None


def test_no_command_takes_a_password_as_an_argument() -> None:
    for command in ("add", "reset"):
        assert cli.run(["account", command, "ani", "--password", PASSWORD]) == 2


def test_accounts_are_listed_changed_disabled_and_enabled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    changed = ["account", "change", "ani", "--role", "analyst", "--province", "16", "--table", "pilot"]
    assert run(*changed, data=tmp_path) == 0
    assert run("account", "disable", "ani", data=tmp_path) == 0
    capsys.readouterr()

    assert run("account", "list", "--json", data=tmp_path) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert {name: row[name] for name in ("name", "role", "provinces", "tables", "made_by")} == {
        "name": "ani",
        "role": "analyst",
        "provinces": ["16"],
        "tables": ["pilot"],
        "made_by": "pengelola",
    }
    assert row["disabled_at"]
    assert run("account", "list", data=tmp_path) == 0
    assert re.search(r"ani +Analis +16 +pilot +nonaktif", capsys.readouterr().out)
    assert run("account", "enable", "ani", data=tmp_path) == 0
    assert Accounts(tmp_path).all()[0].disabled_at is None


def test_what_is_refused_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("account", "disable", "budi", data=tmp_path) == 2
    assert capsys.readouterr().err == "Akun budi tidak ada.\n"
    assert run("account", "list", data=tmp_path / "nowhere") == 2
    assert "belum ada" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_the_audit_says_who_at_the_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("account", "add", "ani", "--role", "reader", "--generate", data=tmp_path)
    run("account", "disable", "ani", data=tmp_path)
    capsys.readouterr()

    assert run("audit", "--json", "--action", "account_disable", data=tmp_path) == 0

    (line,) = json.loads(capsys.readouterr().out)["rows"]
    told = {name: line[name] for name in ("who", "address", "action", "subject", "outcome")}
    assert told == {
        "who": getpass.getuser(),
        "address": "terminal",
        "action": "account_disable",
        "subject": "ani",
        "outcome": "done",
    }
    assert line["at"].endswith("+00:00")
    assert run("audit", "--who", "siapa", data=tmp_path) == 0
    assert run("audit", "--since", "kemarin", data=tmp_path) == 2
    assert run("audit", "--action", "x", data=tmp_path) == 2


def test_tokens_are_made_shown_once_listed_and_revoked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    capsys.readouterr()

    assert (
        run("account", "token", "add", "ani", "--name", "laptop kantor", "--days", "30", data=tmp_path) == 0
    )
    out, err = capsys.readouterr()
    assert sessions.by_token(tmp_path, out.strip(), NOBODY).name == "ani"
    assert "tidak dapat ditampilkan lagi" in err

    assert run("account", "token", "list", "ani", "--json", data=tmp_path) == 0
    listed = capsys.readouterr().out
    (row,) = json.loads(listed)["rows"]
    assert out.strip() not in listed
    assert (row["name"], row["made_by"], row["revoked_at"]) == ("laptop kantor", getpass.getuser(), None)
    assert row["made_at"] < row["used_at"] + "x" < row["expires_at"]

    assert run("account", "token", "revoke", "ani", "--name", "laptop kantor", data=tmp_path) == 0
    with pytest.raises(sessions.TokenRefused):
        sessions.by_token(tmp_path, out.strip(), NOBODY)
    capsys.readouterr()
    assert run("account", "token", "list", "ani", data=tmp_path) == 0
    assert re.search(r"laptop kantor .* WIB .* dicabut", capsys.readouterr().out)


def test_what_makes_no_token_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    for given, said in (
        (("add", "budi", "--name", "laptop"), "Akun budi tidak ada.\n"),
        (("add", "ani", "--name", "laptop", "--days", "400"), "Token berlaku 1 sampai 365 hari.\n"),
        (("revoke", "ani", "--name", "laptop"), "Akun ani tidak mempunyai token bernama laptop.\n"),
    ):
        assert run("account", "token", *given, data=tmp_path) == 2
        assert capsys.readouterr() == ("", said)
    assert run("account", "token", "list", "ani", data=tmp_path) == 0
    assert capsys.readouterr().err == "Belum ada token.\n"
