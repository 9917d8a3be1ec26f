"""Pages as each role meets them: what they show, what they let be done, and what ends while a page stands open."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity import sessions, visitor
from smartcity.access import Caller
from smartcity.accounts import Accounts
from smartcity.settings import settings
from smartcity.store import Store
from smartcity.ui import data, menu, writer
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, signed_in
from tests.ui.test_pages import MAIN, registered_pages
from tests.ui.test_pilots import texts

PILOT = "gmsc-13.73-info-sunto"
SECRETS = {
    "pilot.budget_idr": "Rp987,7 juta",
    "pilot.note": "catatanrahasia",
    "batch.made_by": "Sari Rahasia",
    "batch.file_name": "rahasia.csv",
}
"""What stands in internal columns, as pages write it."""


@pytest.fixture(scope="module")
def prepared(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose internal columns hold what no other column holds, with an account of each role."""
    import shutil

    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("roles") / "db"))
    store = Store(folder)
    row = {"pilot": PILOT, "budget_idr": 123_456_789, "note": "catatan lama"}
    for values in (row, {**row, "budget_idr": 987_654_321, "note": SECRETS["pilot.note"]}):
        frame = pd.DataFrame([values])
        store.publish(
            lambda draft, frame=frame: draft.upsert("pilot", frame),  # type: ignore[misc]
            kind="upload",
            made_by=SECRETS["batch.made_by"],
            reason="lapor",
            table_name="pilot",
            file_name=SECRETS["batch.file_name"],
            sha256="0" * 64,
        )
    store.close()
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of it, which is that of the settings, with an account of each role."""
    import shutil

    copy = Path(shutil.copytree(prepared, tmp_path / "db"))
    monkeypatch.setenv("SMARTCITY_DATA", str(copy))
    settings.cache_clear()
    for role in ("reader", "analyst", "administrator"):
        make(copy, f"satu.{role}", role)
    yield copy
    settings.cache_clear()


def come(folder: Path, role: str) -> Caller:
    """Come from afar, signed in with a role or as a visitor."""
    return signed_in(folder, f"satu.{role}") if role != "visitor" else Caller("", FAR)


OPENED = {"pilot_tabs": "Anggaran", "quality_tabs": "Perubahan terakhir (8)", "fold_explore_history": True}
"""What is opened on every page that has it."""


def open_as(
    monkeypatch: pytest.MonkeyPatch, who: Caller, page: str, *, all_opened: bool = False, **parameters: str
) -> AppTest:
    """Open a page as somebody, whose session is looked up at every run as that of a cookie is."""
    monkeypatch.setattr(writer, "caller", lambda: visitor.named(who))
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test._registered_pages = registered_pages()
    for name, value in parameters.items():
        test.query_params[name] = value
    for name, opened in OPENED.items() if all_opened else ():
        test.session_state[name] = opened
    return test.switch_page(str(menu.PAGES / page)).run()


def everything(test: AppTest) -> str:
    """Return all that a page sends, as text to search in."""
    return "\n".join(str(getattr(node, "proto", "")) for node in walk(test._tree)) + "\n".join(
        frame.value.to_csv() for frame in test.dataframe
    )


def walk(node: Any) -> Iterator[Any]:
    """Give all parts of a page."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from walk(child)


def heard(test: AppTest) -> str:
    """Return the page's text."""
    return texts(test).replace("\\", "")


CLOSED = {
    "upload.py": "Mengubah data tidak terbuka dari sini",
    "edit.py": "Mengubah data tidak terbuka dari sini",
    "audit.py": "Audit hanya untuk administrator",
}
ROLES = {
    "visitor": {"upload.py", "edit.py", "audit.py"},
    "reader": {"upload.py", "edit.py", "audit.py"},
    "analyst": {"audit.py"},
    "administrator": set(),
}
"""Role -> pages that are closed to it."""


@pytest.mark.parametrize("role", ROLES)
def test_pages_open_to_those_who_may(folder: Path, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    who = come(folder, role)

    found = {page for page, said in CLOSED.items() if said in heard(open_as(monkeypatch, who, page))}

    assert found == ROLES[role]


@pytest.mark.parametrize(
    ("role", "links"),
    [("visitor", []), ("reader", ["Akun"]), ("analyst", ["Akun"]), ("administrator", ["Akun", "Audit"])],
)
def test_the_menu_says_who_is_signed_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, role: str, links: list[str]
) -> None:
    test = open_as(monkeypatch, come(folder, role), "about.py")

    listed = [
        link.proto.label for link in test.sidebar.get("page_link") if link.proto.label in ("Akun", "Audit")
    ]
    markup = "".join(str(each.proto) for each in test.sidebar.get("html"))
    assert listed == links
    assert ("Masuk sebagai" in "".join(each.value for each in test.sidebar.caption)) == (role != "visitor")
    assert ("masuk?ke=" in markup, "keluar" in markup) == (role == "visitor", role != "visitor")


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        ("visitor", set()),
        ("reader", set()),
        ("analyst", {"begin_undo"}),
        ("administrator", {"begin_undo", "begin_restore"}),
    ],
)
def test_what_may_be_done_to_a_batch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, role: str, buttons: set[str]
) -> None:
    test = open_as(monkeypatch, come(folder, role), "history.py", unggahan="2")
    newest = open_as(monkeypatch, come(folder, role), "history.py", unggahan="3")

    assert {button.key for each in (test, newest) for button in each.main.button} & {
        "begin_undo",
        "begin_restore",
    } == buttons


INTERNAL_PAGES: list[tuple[str, dict[str, str], set[str]]] = [
    ("pilots.py", {"percontohan": PILOT}, {"pilot.budget_idr", "pilot.note", "batch.made_by"}),
    ("pilots.py", {}, {"pilot.budget_idr"}),
    ("pilots.py", {"cari": "catatanrahasia"}, set()),
    (
        "explore.py",
        {"tabel": "pilot", "kolom": "title,note,budget_idr", "saring": '[["title","has","Info Sunto"]]'},
        {"pilot.note"},
    ),
    ("explore.py", {"tabel": "pilot", "kunci": f'["{PILOT}"]'}, {"pilot.note", "batch.made_by"}),
    ("explore.py", {"tabel": "batch", "kolom": "made_by,file_name"}, {"batch.made_by", "batch.file_name"}),
    ("explore.py", {"tabel": "change", "kolom": "before,after"}, {"pilot.note"}),
    ("history.py", {}, {"batch.made_by", "batch.file_name"}),
    ("history.py", {"unggahan": "3"}, {"batch.made_by", "batch.file_name", "pilot.note"}),
    ("overview.py", {}, {"batch.made_by"}),
    ("region.py", {"wilayah": "13.73"}, {"batch.made_by"}),
    ("search.py", {"cari": "catatanrahasia"}, set()),
    ("search.py", {"cari": "info sunto"}, set()),
    ("follow_up.py", {}, set()),
    ("quality.py", {"bagian": "umur"}, set()),
    ("edit.py", {"tabel": "pilot", "kunci": f'["{PILOT}"]'}, set()),
    ("audit.py", {}, set()),
    ("accounts.py", {}, set()),
]
"""A page, its view, and which secrets signed-in readers see there."""


@pytest.mark.parametrize(
    ("page", "view", "secrets"),
    INTERNAL_PAGES,
    ids=[f"{row[0]}-{place}" for place, row in enumerate(INTERNAL_PAGES)],
)
def test_what_is_internal_is_seen_by_those_who_signed_in_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, view: dict[str, str], secrets: set[str]
) -> None:
    def seen(role: str) -> set[str]:
        sent = everything(open_as(monkeypatch, come(folder, role), page, all_opened=True, **view))
        # What was asked for stands in the field that it was typed into.
        asked = set(view.values())
        return {name for name, text in SECRETS.items() if text in sent and text not in asked}

    # The visitor comes after somebody who may see all: nothing that is kept for everybody may hold it.
    assert seen("reader") == secrets
    assert seen("visitor") == set()


def test_readers_may_be_accounts_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_READERS", "accounts")
    settings.cache_clear()

    closed = open_as(monkeypatch, come(folder, "visitor"), "overview.py")
    open_ = open_as(monkeypatch, come(folder, "reader"), "overview.py")

    assert "Dasbor ini hanya untuk yang memiliki akun" in heard(closed)
    titles = [title.value for title in closed.title]
    assert (len(closed.metric), titles, len(closed.get("page_link"))) == (0, ["smartcity"], 0)
    assert [title.value for title in open_.title] == ["Ringkasan"]


def undo(test: AppTest) -> AppTest:
    """Ask for the undoing of the batch that is shown, and give a reason."""
    test.button(key="begin_undo").click().run()
    test.text_input(key="confirm_reason").set_value("uji")
    return test


def test_a_change_bears_the_accounts_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = undo(open_as(monkeypatch, come(folder, "analyst"), "history.py", unggahan="3"))
    assert "writer_name" not in [field.key for field in test.text_input]
    test.main.button[0].click().run()

    assert [each.value for each in test.success] == ["Unggahan ini dibatalkan; datanya kini versi 4."]
    assert Store(folder).history()["made_by"].iloc[0] == "satu.analyst"


@pytest.mark.parametrize("how", ["disabled", "signed out", "other role"])
def test_what_ends_while_a_page_is_open_ends_at_the_next_click(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    who = come(folder, "analyst")
    test = undo(open_as(monkeypatch, who, "history.py", unggahan="3"))
    if how == "disabled":
        Accounts(folder).disable(who.name, by=TERMINAL)
    elif how == "signed out":
        sessions.sign_out(folder, who.session, who)
    else:
        Accounts(folder).change(who.name, "reader", by=TERMINAL)
    test.main.button[0].click().run()

    assert Store(folder).current() == 3
    assert [*test.success, *test.exception] == []
    assert "begin_undo" not in [button.key for button in test.main.button]
    assert SECRETS["batch.made_by"] not in everything(test)


def test_administrators_make_accounts_and_see_the_password_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_as(monkeypatch, come(folder, "administrator"), "accounts.py")
    test.text_input(key="new_name").set_value("Budi")
    test.multiselect(key="provinces_new").set_value(["16"])
    test.multiselect(key="tables_new").set_value(["pilot"])
    test.button(key="account_add").click().run()

    made = Accounts(folder).find("budi")
    assert made
    assert (made.role, made.provinces, made.tables, made.made_by) == (
        "analyst",
        ("16",),
        ("pilot",),
        "satu.administrator",
    )
    password = str(test.code[0].value)
    assert sessions.sign_in(folder, "budi", password, Caller("", FAR))
    assert "Analis · hanya Sumatera Selatan, Percontohan & quick win" in test.dataframe[0].value.to_csv()
    test.run()
    assert len(test.code) == 0


def test_administrators_change_reset_disable_and_enable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = come(folder, "analyst")
    test = open_as(monkeypatch, come(folder, "administrator"), "accounts.py")
    assert [button.key for button in test.main.button if "account" in str(button.key)] == ["account_add"]
    test.selectbox(key="account_chosen").set_value("satu.analyst").run()
    test.button(key="account_disable").click().run()
    assert sessions.standing(folder, person.session).account is None
    test.button(key="account_enable").click().run()
    test.button(key="account_reset").click().run()
    assert sessions.sign_in(folder, "satu.analyst", str(test.code[0].value), Caller("", FAR))
    test.selectbox(key="role_satu.analyst_analyst").set_value("administrator").run()
    test.button(key="account_save").click().run()

    found = Accounts(folder).find("satu.analyst")
    assert found
    assert (found.role, found.disabled_at) == ("administrator", None)
    assert [each.value for each in test.success] == ["Akun satu.analyst diubah."]


@pytest.mark.parametrize("button", ["account_disable", "account_reset"])
def test_administrators_do_not_shut_themselves_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    who = come(folder, "administrator")
    test = open_as(monkeypatch, who, "accounts.py")
    test.selectbox(key="account_chosen").set_value(who.name).run()
    test.button(key=button).click().run()

    assert "Akun sendiri" in test.error[0].value
    assert sessions.standing(folder, who.session).account


def test_an_administrator_no_more_does_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = come(folder, "administrator")
    test = open_as(monkeypatch, who, "accounts.py")
    test.selectbox(key="account_chosen").set_value("satu.reader").run()
    Accounts(folder).change(who.name, "analyst", by=TERMINAL)
    test.button(key="account_disable").click().run()

    assert "Sesi Anda sudah berakhir" in test.warning[0].value
    reader = Accounts(folder).find("satu.reader")
    assert reader
    assert reader.disabled_at is None


def test_everybody_changes_the_own_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = come(folder, "reader")
    with pytest.raises(sessions.Refused):
        sessions.change_password(folder, "salah-salah-salah", "Sandi-lain-456789", who)
    with pytest.raises(sessions.Refused):
        sessions.change_password(
            folder, PASSWORD, "Sandi-lain-456789", Caller("satu.analyst", FAR, session=who.session)
        )

    sessions.change_password(folder, PASSWORD, "Sandi-lain-456789", who)

    assert sessions.standing(folder, who.session).account is None
    assert sessions.sign_in(folder, who.name, "Sandi-lain-456789", Caller("", FAR))


def test_the_audit_is_filtered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_as(monkeypatch, come(folder, "administrator"), "audit.py")
    whole = test.dataframe[0].value
    test.selectbox(key="audit_action").set_value("sign_in").run()

    assert whole["Tindakan"].value_counts().to_dict() == {"Akun dibuat": 3, "Masuk": 1}
    assert test.dataframe[0].value["Siapa"].tolist() == ["satu.administrator"]
    test.selectbox(key="audit_outcome").set_value("failed").run()
    assert "Tidak ada catatan yang cocok" in heard(test)


def test_what_is_written_meanwhile_is_in_the_audit_at_the_next_click(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_as(monkeypatch, come(folder, "administrator"), "audit.py")
    before = test.dataframe[0].value["Siapa"].tolist()
    sessions.sign_in(folder, "satu.reader", PASSWORD, Caller("", FAR))

    test.run()

    assert test.dataframe[0].value["Siapa"].tolist() == ["satu.reader", *before]
    assert "satu.reader" in test.selectbox(key="audit_who").options


def test_the_filters_of_the_audit_are_in_its_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who, today = come(folder, "administrator"), data.today()
    test = open_as(monkeypatch, who, "audit.py")
    test.selectbox(key="audit_who").set_value("satu.administrator").run()
    test.selectbox(key="audit_action").set_value("sign_in").run()
    test.selectbox(key="audit_outcome").set_value("done").run()
    test.date_input(key="audit_since").set_value(date.fromisoformat(today)).run()
    test.date_input(key="audit_until").set_value(date.fromisoformat(today)).run()

    chosen = {"siapa": "satu.administrator", "tindakan": "sign_in", "hasil": "done"}
    chosen |= {"sejak": today, "sampai": today}
    assert {name: test.query_params.get(name) for name in chosen} == chosen
    opened = open_as(monkeypatch, who, "audit.py", all_opened=False, **chosen, lang="en")
    assert opened.dataframe[0].value.shape == (1, 7)
    assert opened.dataframe[0].value.iloc[:, 0].tolist() == test.dataframe[0].value.iloc[:, 0].tolist()
    test.date_input(key="audit_until").set_value(None).run()
    assert "sampai" not in test.query_params


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("siapa", "bukan.siapa"),
        ("tindakan", "terbang"),
        ("hasil", "mungkin"),
        ("sejak", "kemarin"),
        ("sampai", "9999-12-31"),
    ],
)
def test_an_address_of_the_audit_may_be_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    test = open_as(monkeypatch, come(folder, "administrator"), "audit.py", all_opened=False, **{name: value})

    said = f"Alamat meminta {name} “{value}” yang tidak ada; yang tampil adalah pilihan bawaan."
    assert [warning.value for warning in test.warning] == [said]
    assert len(test.dataframe[0].value) == 4


def test_without_accounts_the_pages_teach(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()
    here = Caller("", None)
    account, audit = (open_as(monkeypatch, here, page) for page in ("accounts.py", "audit.py"))
    settings.cache_clear()

    assert "smartcity account add NAMA --role administrator" in heard(account)
    assert "smartcity account add" in heard(audit)
    assert account.sidebar.get("html") == []
