"""Uploads by programs: by a token only, the same report as the terminal's, a trial by default, nothing by halves."""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from httpx2 import Response
from starlette.requests import Request
from starlette.types import Message

from smartcity import cli, originals, sessions
from smartcity.accounts import Accounts
from smartcity.api import receiving, upload_answers, uploads
from smartcity.api.errors import ApiError
from smartcity.audit import Asked, Audit, Unwritable
from smartcity.caller import Caller
from smartcity.intake import examining, rejects
from smartcity.intake.parent import Reader
from smartcity.settings import settings
from smartcity.visitor import COOKIE
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, token
from tests.api.kit import Client, moved
from tests.intake.sample_files import FOLDER

GOOD = "region_code,agency,name\n16.01,uji,Dinas Uji\n16.02,uji,Dinas Uji Dua\n"
ENDLESS = "select count(*) from range(1000000) as a, range(1000000) as b where a.range + b.range = -1"
MIXED = GOOD + "99.99,uji,Dinas Entah\n"


@dataclass
class Program:
    """A program with a token, and what it finds."""

    client: Client
    folder: Path
    token: str

    def send(
        self, content: str | bytes = GOOD, query: str = "", table: str = "agency", **more: Any
    ) -> Response:
        """Send a file; `headers` replace those that are sent."""
        headers = more.pop("headers", {"Authorization": f"Bearer {self.token}"})
        address = f"/uploads?table={table}{'&' * bool(query)}{query}"
        body: dict[str, Any] = {} if "files" in more else {"content": content}
        return self.client.post(address, headers=headers, **body, **more)

    def report(self, *args: Any, status: int = 200, **more: Any) -> dict[str, Any]:
        """Send a file and return the answer, which must have this status."""
        found = self.send(*args, **more)
        assert found.status_code == status, found.text[:800]
        assert found.headers["cache-control"] == "no-store"
        return dict(found.json())

    def error(self, *args: Any, status: int, **more: Any) -> tuple[str, str]:
        """Send a file and return code and place of the error."""
        said = self.report(*args, status=status, **more)["error"]
        assert list(said) == ["code", "message", "where", "what_to_do"]
        assert all(said[name] for name in ("code", "message", "what_to_do"))
        return said["code"], said["where"]

    def lines(self, action: str = "upload") -> list[tuple[str, str, str, Any]]:
        """Return the audit of an action, the newest line first: who, from where, outcome, token."""
        found = Audit(self.folder).lines(Asked(action=action))
        return [(line.who, line.address, line.outcome, line.detail.get("token")) for line in found]

    @property
    def version(self) -> int:
        """Return the current version."""
        return self.client.store.current()


@pytest.fixture
def client(built: Client, own_data_folder: Path) -> Iterator[Client]:
    """Give the client over a folder of its own."""
    with moved(built, own_data_folder) as client:
        yield client


@pytest.fixture
def program(client: Client, own_data_folder: Path, request: pytest.FixtureRequest) -> Program:
    """Return a program of an analyst; a parameter limits the account."""
    make(own_data_folder, **getattr(request, "param", {}))
    return Program(client, own_data_folder, token(own_data_folder))


# --- the same intake ---


def test_a_trial_is_the_default_and_says_what_the_terminal_says(
    program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dinas.csv"
    path.write_text(MIXED, "utf-8")
    code = cli.run(
        ["load", str(path), "--table", "agency", "--dry-run", "--json", "--data", str(program.folder)]
    )
    terminal = json.loads(capsys.readouterr().out)

    found = program.report(MIXED, "file_name=dinas.csv")

    assert code == 1
    assert {name: found[name] for name in terminal} == terminal
    assert (found["added"], found["rejected"], found["problems"][0]["row"]) == (2, 1, 4)
    assert set(found) - set(terminal) == {
        *("outcome", "demo", "notes", "facts", "changes", "new_rows", "removed_rows", "rejected_rows"),
        *("problem_count", "resolved_count"),
    }
    assert (found["outcome"], found["facts"]["added"]) == ("dry_run", 2)
    assert [(row["line"], row["name"]) for row in found["new_rows"]] == [
        (2, "Dinas Uji"),
        (3, "Dinas Uji Dua"),
    ]
    assert found["rejected_rows"].splitlines()[1].startswith("99.99,uji,Dinas Entah,4,region_code,")
    assert (program.version, program.lines()) == (1, [])


def test_a_file_is_published_once_by_the_account(program: Program) -> None:
    query = "publish=true&note=Surat%2012&file_name=dinas.csv"
    first = program.report(GOOD, query)
    again = program.report(GOOD, query)

    assert (first["outcome"], first["version"], first["added"]) == ("published", 2, 2)
    assert (again["outcome"], again["version"], again["unchanged"]) == ("unchanged", None, 2)
    assert program.version == 2
    with program.client.store.read() as snapshot:
        sql = "select kind, made_by, reason, table_name, file_name, sha256 from batch where batch = 2"
        *told, sha256 = snapshot.rows(sql)[0]
    assert told == ["upload", "ani", "Surat 12", "agency", "dinas.csv"]
    assert originals.original(program.folder, sha256) == GOOD.encode()
    assert program.lines() == [("ani", FAR, "done", "laptop kantor")]


def test_a_change_is_told_cell_by_cell(program: Program) -> None:
    program.report(GOOD, "publish=true")

    found = program.report(GOOD.replace("Dinas Uji Dua", "Dinas Lain"))

    assert (found["changed"], found["facts"]) == (1, {"added": 0, "changed": 1, "removed": 0})
    change = found["changes"][0]
    assert (change["key"], change["column"]) == ({"region_code": "16.02", "agency": "uji"}, "name")
    assert (change["before"], change["after"]) == ("Dinas Uji Dua", "Dinas Lain")


def test_rejected_rows_leave_the_data_as_it_was(program: Program) -> None:
    found = program.report(MIXED, "publish=true", status=422)

    assert (found["error"]["code"], program.version) == ("rejected", 1)
    assert (found["report"]["rejected"], found["report"]["version"]) == (1, None)
    assert "99.99,uji,Dinas Entah" in found["report"]["rejected_rows"]

    accepted = program.report(MIXED, "publish=true&accept_valid=true")
    assert (accepted["outcome"], accepted["added"], accepted["rejected"]) == ("published", 2, 1)
    assert program.version == 2


def test_rejected_rows_can_be_corrected_and_sent_again(program: Program) -> None:
    rows = program.report(MIXED)["rejected_rows"].replace("99.99", "16.03")

    assert program.report(rows, "publish=true")["added"] == 1


def test_an_answer_names_the_first_and_counts_all(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_answers, "MOST_TOLD", 3)
    names = "".join(f"KAB. OKU,{number},Dinas {number}\n" for number in range(5))
    wrong = "".join(f"99.99,{number},Dinas Entah {number}\n" for number in range(5))

    found = program.report("region_code,agency,name\n" + names + wrong)

    assert (found["added"], found["rejected"]) == (5, 5)
    assert (found["problem_count"], [each["row"] for each in found["problems"]]) == (5, [7, 8, 9])
    assert (found["resolved_count"], [each["row"] for each in found["resolved"]]) == (5, [2, 3, 4])
    assert [line.split(",")[2] for line in found["rejected_rows"].splitlines()[1:]] == [
        "Dinas Entah 0",
        "Dinas Entah 1",
        "Dinas Entah 2",
    ]


def test_an_answer_has_room_for_so_many_letters(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_answers, "MOST_LETTERS", 400)
    wrong = "".join(f"99.99,{number},{'x' * 100}\n" for number in range(5))

    rows = program.report(f"region_code,agency,name\n{wrong}")["rejected_rows"].splitlines()

    assert 1 < len(rows) < 4


def test_all_rejected_rows_are_a_file(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_answers, "MOST_TOLD", 1)
    monkeypatch.setattr(rejects, "BATCH", 2)
    wrong = "".join(f"99.99,{number},Dinas Entah {number}\n" for number in range(5))
    broken = '16.03,uji\n16.04,"uji,Dinas\n'

    found = program.send(GOOD + wrong + broken, "format=csv")
    header, *lines = found.text.splitlines()

    assert (found.status_code, found.headers["content-type"]) == (
        200,
        "text/csv; charset=utf-8; header=present",
    )
    assert found.headers["content-disposition"] == 'attachment; filename="smartcity-ditolak.csv"'
    assert (found.headers["cache-control"], found.headers["x-data-version"]) == ("no-store", "1")
    assert header == "region_code,agency,name,_baris,_kolom,_alasan"
    assert [line.split(",")[3] for line in lines] == ["4", "5", "6", "7", "8", "9", "10"]
    assert all(line.split(",", 5)[5] for line in lines)
    assert program.report(found.text.replace("99.99", "16.05"))["added"] == 5
    assert program.send(GOOD, "format=csv").text.splitlines() == [header]
    refused = program.error(GOOD, "format=csv&publish=true", status=422)
    assert (refused, program.version, program.lines()) == (("invalid", "query.format"), 1, [])


@pytest.mark.parametrize(
    ("name", "table", "query"),
    [
        ("semicolon_decimal_comma.csv", "assessment", ""),
        ("semicolon_decimal_comma.csv", "assessment", "delimiter=;&encoding=utf-8"),
    ],
)
def test_files_come_raw_and_in_forms(program: Program, name: str, table: str, query: str) -> None:
    content = (FOLDER / name).read_bytes()

    raw = program.report(content, f"{query}&file_name={name}", table=table)
    form = program.report(files={"file": (name, content)}, query=query, table=table)

    assert raw == form
    assert (raw["file"], raw["delimiter"], raw["added"]) == (name, ";", 2)


def test_tabs_and_workbooks_are_read(program: Program) -> None:
    from smartcity.intake.rejects import rejected_xlsx

    rows: list[Any] = [(2, ["16.01", "uji", "Dinas Uji"], [])]
    book = rejected_xlsx(["region_code", "agency", "name"], rows, "Lembar")

    tabs = program.report(GOOD.replace(",", "\t"), "delimiter=tab")
    assert (tabs["delimiter"], tabs["added"]) == ("\t", 2)
    assert program.report(book, "sheet=Lembar")["added"] == 1
    assert program.error(book, "sheet=Lain", status=422) == ("unreadable", "body")


def test_constants_fill_what_the_file_lacks(program: Program) -> None:
    content = "region_code,name\n16.01,Dinas Uji\n"

    assert program.report(content)["rejected"] == 1
    assert program.report(content, "set=agency=uji")["added"] == 1


@pytest.mark.parametrize(
    ("content", "query", "code"),
    [
        ("", "", ("unreadable", "body")),
        ("<html></html>", "", ("unreadable", "body")),
        (GOOD, "set=agency", ("invalid", "query.set")),
        (GOOD, "replace=gmsc", ("invalid", "query.replace")),
        (GOOD, "replace=gmsc:2022", ("invalid", "query.replace")),
        (GOOD, "publish=perhaps", ("invalid", "query.publish")),
        (GOOD, "encoding=ebcdic", ("invalid", "query.encoding")),
        (GOOD, "by=budi", ("invalid", "query.by")),
    ],
)
def test_what_cannot_be_used_is_said(
    program: Program, content: str, query: str, code: tuple[str, str]
) -> None:
    assert program.error(content, query, status=422) == code


@pytest.mark.parametrize("table", ["", "batch", "nowhere", "region"])
def test_only_tables_that_take_files(program: Program, table: str) -> None:
    assert program.error(table=table, status=422) == ("invalid", "query.table")


@pytest.mark.parametrize(
    "files",
    [
        {"other": ("a.csv", GOOD)},
        [("file", ("a.csv", GOOD)), ("file", ("b.csv", GOOD))],
    ],
)
def test_a_form_holds_one_file(program: Program, files: Any) -> None:
    assert program.error(files=files, status=422) == ("invalid", "body.file")


def test_a_broken_form_is_said(program: Program) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        headers = {"Authorization": f"Bearer {program.token}", "Content-Type": kind}
        assert program.error(b"--y\r\n", headers=headers, status=422) == ("invalid", "body.file")


def test_names_of_files_are_names_only(program: Program) -> None:
    for name in ("../../etc/passwd.csv", "C:\\data\\passwd.csv", "pass\u202ewd.csv\x07"):
        found = program.report(files={"file": (name, GOOD)})["file"]
        assert found in ("passwd.csv", "passwd.csv%07")


# --- limits ---


def test_too_large_is_refused_before_it_is_read(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_UPLOAD_MB", "1")
    settings.cache_clear()

    def pieces() -> Iterator[bytes]:
        yield from [b"x" * 100_000] * 20

    assert program.error(b"x" * 1_100_000, status=413) == ("too_large", "body")
    assert program.error(b"x" * 1_000_001, status=413) == ("too_large", "body")
    assert program.error(pieces(), status=413) == ("too_large", "body")
    assert program.error(files={"file": ("a.csv", b"x" * 1_000_500)}, status=413) == ("too_large", "body")


def test_one_upload_at_a_time_for_an_account(program: Program) -> None:
    make(program.folder, "budi")
    other = {"Authorization": f"Bearer {token(program.folder, 'budi')}"}

    with uploads.alone(program.client.store, Caller("ani", FAR)):
        refused = program.send()
        allowed = program.send(headers=other)

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
    assert refused.json()["error"]["code"] == "upload_running"
    assert (allowed.status_code, program.send().status_code) == (200, 200)


def test_an_examination_ends_when_its_time_is_over(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def compare_for_ever(connection: duckdb.DuckDBPyConnection, *_given: Any) -> None:
        connection.execute(ENDLESS)

    with monkeypatch.context() as patch:
        patch.setattr(examining, "Comparison", compare_for_ever)
        patch.setattr(upload_answers, "EXAMINE_SECONDS", 0.5)
        begun = time.monotonic()
        said = program.report(query="publish=true", status=503)["error"]
        assert time.monotonic() - begun < 5

    assert (said["code"], said["where"]) == ("too_slow", "")
    assert said["message"] == "Pemeriksaan berkas ini belum selesai setelah 0,5 detik, lalu dihentikan."
    assert (program.version, program.lines()) == (1, [])
    assert program.report(query="publish=true")["version"] == 2


def test_telling_what_was_found_takes_no_longer(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told = upload_answers._told

    def tell_late(*given: Any) -> Any:
        time.sleep(1.5)
        return told(*given)

    monkeypatch.setattr(upload_answers, "_told", tell_late)
    monkeypatch.setattr(upload_answers, "EXAMINE_SECONDS", 1.5)

    assert program.error(query="publish=true", status=503) == ("too_slow", "")
    assert (program.version, program.lines()) == (1, [])


def test_a_reader_that_ends_is_a_file_that_cannot_be_read(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "ask", lambda reader, _question: reader._process.kill())
        said = program.report(query="publish=true", status=422)

    assert said["error"]["code"] == "unreadable"
    assert said["error"]["message"].startswith("Berkas ini terlalu berat untuk dibaca")
    assert program.report(query="publish=true")["version"] == 2


@pytest.mark.parametrize(("then", "status"), [("nothing", 408), ("http.disconnect", 400)])
def test_what_does_not_arrive_whole_is_given_up(
    monkeypatch: pytest.MonkeyPatch, then: str, status: int
) -> None:
    monkeypatch.setattr(receiving, "RECEIVE_SECONDS", 0.05)
    pieces: list[Message] = [{"type": "http.request", "body": b"x", "more_body": True}]

    async def receive() -> Message:
        if pieces:
            return pieces.pop()
        await asyncio.sleep(5 if then == "nothing" else 0)
        return {"type": then}

    with pytest.raises(ApiError) as given_up:
        asyncio.run(receiving.received(Request({"type": "http", "headers": []}, receive), None))

    assert (given_up.value.status, given_up.value.code) == (status, "incomplete")


def test_what_somebody_else_changed_meanwhile_stays(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.report(GOOD, "publish=true")
    store, told = program.client.store, upload_answers._told

    def change_meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(upload_answers, "_told", told)
        program.report(GOOD.replace("Uji Dua", "Dari Budi"), "publish=true", headers=budi)
        return told(*given)

    make(program.folder, "budi")
    budi = {"Authorization": f"Bearer {token(program.folder, 'budi')}"}
    monkeypatch.setattr(upload_answers, "_told", change_meanwhile)
    found = program.report(GOOD.replace("Uji Dua", "Dari Ani"), "publish=true", status=409)

    assert (found["error"]["code"], store.current()) == ("conflict", 3)
    assert [problem["row"] for problem in found["report"]["problems"]] == [3]
    assert [line[2] for line in program.lines()] == ["done", "done"]


# --- who ---


def test_cookies_write_nothing_here(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    make(program.folder, "kepala", "administrator")
    session = sessions.sign_in(program.folder, "kepala", PASSWORD, Caller("", FAR))
    program.client.cookies.set(COOKIE, session)
    forged = {
        "Origin": "http://localhost",
        "Referer": "http://localhost/unggah",
        "X-Forwarded-For": "127.0.0.1",
        "X-Real-IP": "127.0.0.1",
        "X-Streamlit-User": "kepala",
        "X-Xsrftoken": "2|x|y|1",
        "Cookie": f"{COOKIE}={session}; _streamlit_xsrf=2|x|y|1",
    }

    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    settings.cache_clear()
    for headers in ({}, forged, {"Authorization": f"Basic {session}"}, {"X-Authorization": program.token}):
        found = program.send(query="publish=true", headers=headers)
        assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer")
        assert found.json()["error"]["code"] == "no_token"
        assert "access-control-allow-origin" not in found.headers
    found = program.send(query="publish=true", headers={"Authorization": f"Bearer {session}"})
    assert (found.status_code, program.version) == (401, 1)
    assert program.client.get(f"/uploads?table=agency&publish=true&token={program.token}").status_code == 405


def test_without_accounts_nobody_uploads_here(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    settings.cache_clear()

    found = [
        client.post("/uploads?table=agency&publish=true", content=GOOD, headers=headers).status_code
        for headers in ({}, {"Authorization": "Bearer x"})
    ]

    assert (found, client.store.current()) == ([401, 401], 1)
    assert not (client.store.folder / "state.sqlite").exists()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_do_nothing(program: Program, method: str) -> None:
    headers = {"Authorization": f"Bearer {program.token}", "X-HTTP-Method-Override": "POST"}
    found = program.client.request(
        method, "/uploads?table=agency&publish=true", content=GOOD, headers=headers
    )

    assert (found.status_code, found.headers["allow"], program.version) == (405, "POST", 1)
    assert method == "HEAD" or "POST" in found.json()["error"]["what_to_do"]


def test_only_uploads_and_undoing_write(program: Program) -> None:
    headers = {"Authorization": f"Bearer {program.token}"}
    described = program.client.good("/openapi.json").json()["paths"]

    assert [path for path, of in described.items() if set(of) != {"get"}] == [
        "/uploads",
        "/batches/{batch}/undo",
    ]
    for path in ("/", "/tables", "/tables/agency", "/batches", "/versions", "/questions/programs"):
        assert program.client.post(path, headers=headers, content=GOOD).status_code == 405


@pytest.mark.parametrize("program", [{"provinces": ("32",)}], indirect=True)
def test_rows_outside_an_accounts_provinces_are_rejected(program: Program) -> None:
    found = program.report(MIXED.replace("99.99", "32.01"), "publish=true", status=422)["report"]

    assert (found["added"], found["rejected"]) == (1, 2)
    assert {problem["code"] for problem in found["problems"]} == {"not_permitted"}
    assert program.version == 1


@pytest.mark.parametrize("program", [{"tables": ("pilot",)}], indirect=True)
def test_a_table_outside_an_accounts_limits_is_refused_on_record(program: Program) -> None:
    assert program.error(query="publish=true", status=403) == ("not_allowed", "")
    assert (program.version, program.lines()) == (1, [("ani", FAR, "refused", "laptop kantor")])


def test_role_and_account_count_at_the_moment_of_writing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = upload_answers._told

    def reader_meanwhile(*given: Any) -> Any:
        Accounts(program.folder).change("ani", "reader", by=TERMINAL)
        return told(*given)

    monkeypatch.setattr(upload_answers, "_told", reader_meanwhile)
    assert program.error(query="publish=true", status=403)[0] == "not_allowed"
    assert program.version == 1
    monkeypatch.setattr(upload_answers, "_told", told)
    assert program.error(status=403)[0] == "not_allowed"
    Accounts(program.folder).change("ani", "analyst", by=TERMINAL)
    assert program.report()["outcome"] == "dry_run"


def test_limits_count_at_the_moment_of_writing(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told = upload_answers._told

    def limited_meanwhile(*given: Any) -> Any:
        Accounts(program.folder).change("ani", "analyst", by=TERMINAL, provinces=("32",))
        return told(*given)

    monkeypatch.setattr(upload_answers, "_told", limited_meanwhile)

    assert program.error(query="publish=true", status=403)[0] == "not_allowed"
    assert program.version == 1


def test_nothing_is_published_that_cannot_be_written_down(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_more: Any) -> None:
        raise Unwritable

    monkeypatch.setattr(Audit, "write", refuse)

    assert program.error(query="publish=true", status=503)[0] == "unavailable"
    assert program.version == 1
