"""Personal tokens on Akun: made with the password, shown once, revoked; nobody else's are there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from smartcity import sessions
from smartcity.caller import Caller
from smartcity.tokens import Tokens
from tests.account_kit import FAR, PASSWORD, token
from tests.ui.test_roles import come, folder, heard, open_as, prepared

__all__ = ["folder", "prepared"]


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return Akun as a reader sees it, with the tokens opened."""
    token(folder, "satu.analyst", "milik orang lain")
    test = open_as(monkeypatch, come(folder, "reader"), "accounts.py")
    test.session_state["fold_own_tokens"] = True
    return test.run()


def submit(test: AppTest, label: str) -> AppTest:
    """Press the button of a form."""
    return next(each for each in test.button if each.label == label).click().run()


def test_a_token_is_shown_once_and_revoked(folder: Path, opened: AppTest) -> None:
    opened.text_input(key="token_name").set_value("laptop $x$ <b>")
    opened.text_input(key="token_password").set_value(PASSWORD)
    submit(opened, "Buat token")

    made = next(each.value for each in opened.code)
    assert sessions.by_token(folder, made, Caller("", FAR)).name == "satu.reader"
    opened.run()
    assert made not in [each.value for each in opened.code]
    assert "milik orang lain" not in heard(opened)
    table = next(frame.value for frame in opened.dataframe if "used" in frame.value)
    assert table[["name", "state"]].to_numpy().tolist() == [["laptop $x$ <b>", "aktif"]]

    opened.selectbox(key="token_chosen").set_value("laptop $x$ <b>")
    submit(opened, "Cabut token")
    assert not Tokens(folder).of("satu.reader")[0].lives


def test_a_wrong_password_makes_none(folder: Path, opened: AppTest) -> None:
    opened.text_input(key="token_name").set_value("laptop")
    opened.text_input(key="token_password").set_value("salah-salah")
    submit(opened, "Buat token")

    assert "tidak cocok" in opened.error[0].value
    assert Tokens(folder).of("satu.reader") == []
