"""Jelajah data without a browser: every table, filters, sort and pages as SQL has them; files; what is internal."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from smartcity.access import Caller
from smartcity.contract import load_contract
from smartcity.queries.explore_filters import Filter
from smartcity.settings import settings
from smartcity.store import Store
from smartcity.ui import explore, explore_files, writer
from tests.ui.test_pages import run
from tests.ui.test_pilots import complaints, rows, texts

TABLES = tuple(load_contract().tables)
OUTSIDE, INSIDE = Caller("", "203.0.113.5"), Caller("Sari", None)


def filtered(*lists: list[str]) -> str:
    """Return filters as the address holds them."""
    return json.dumps(lists)


def shown(test: AppTest) -> list[tuple[Any, ...]]:
    """Return the rows of the page's table."""
    return list(test.dataframe[0].value.itertuples(index=False, name=None)) if test.dataframe else []


@pytest.mark.parametrize("table", TABLES)
def test_every_table(data_folder: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    (count,) = rows(data_folder, f"select count(*) from {table}")[0]
    test = run(data_folder, monkeypatch, "explore.py", tabel=table)

    assert complaints(test) == []
    assert len(shown(test)) == min(count, explore.EACH_PAGE)


@pytest.mark.parametrize("table", ["assessment", "agency", "attendance", "batch", "change", "indicator"])
def test_tables_of_demonstration_data(demo_folder: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    test = run(
        demo_folder, monkeypatch, "explore.py", tabel=table, wilayah="16", urut="-" + TABLE_SORT[table]
    )
    assert complaints(test) == []


TABLE_SORT = {
    "assessment": "score",
    "agency": "name",
    "attendance": "event",
    "batch": "made_at",
    "change": "row_key",
    "indicator": "weight_percent",
}


@pytest.mark.parametrize("table", ["participation", "agency", "pilot", "change"])
def test_an_empty_table_teaches(empty_folder: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    test = run(empty_folder, monkeypatch, "explore.py", tabel=table)

    assert complaints(test) == []
    assert table == "change" or "masih kosong" in texts(test)


def test_filters_sort_and_pages_are_the_databases(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = rows(
        data_folder,
        "select score from assessment where (region_code = '16' or starts_with(region_code, '16.') or true)"
        " and score >= 2.5 and contains(lower(source_title), 'spbe') order by score desc, rowid",
    )
    view = {
        "tabel": "assessment",
        "saring": filtered(["score", "from", "2.5"], ["source_title", "has", "SPBE"]),
        "urut": "-score",
        "kolom": "score,region_code",
        "halaman": "2",
    }
    test = run(data_folder, monkeypatch, "explore.py", **view)

    assert complaints(test) == []
    page = [float(score.replace(",", ".")) for score, _region in shown(test)]
    assert page == [score for (score,) in wanted[50:100]]
    assert f"**{len(wanted)} baris dari" in texts(test)


def test_the_bar_narrows_to_program_period_and_region(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wanted,) = rows(
        data_folder,
        "select count(*) from participation where program = 'gmsc' and edition = '2022'"
        " and starts_with(region_code, '35')",
    )[0]
    test = run(data_folder, monkeypatch, "explore.py", program="gmsc", periode="2022", wilayah="35")

    assert f"**{wanted} baris dari" in texts(test)


def test_wrong_parts_of_the_address_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"saring": '[["x"', "urut": "-none", "kolom": "title,none", "halaman": "0", "tabel": "pilots"}
    found = complaints(run(data_folder, monkeypatch, "explore.py", **wrong))
    for text in ('[["x"', "-none", "none", "0", "pilots"):
        assert any(f"“{text}”" in one for one in found)

    found = complaints(
        run(data_folder, monkeypatch, "explore.py", tabel="pilot", halaman="99", kunci='["none"]')
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "null",
        "3",
        '"a"',
        "[[]]",
        "[[1,2]]",
        '[["title","in","16"]]',
        '[["note","drop"]]',
        "[" * 3000,
        '[["title","has"]]',
    ],
)
def test_filters_that_cannot_be_read(text: str) -> None:
    table = load_contract().tables["pilot"]
    kept, wrong = explore.read_filters(text, table, table.columns)

    assert kept == ()
    assert wrong


def test_filters_survive_the_address() -> None:
    table = load_contract().tables["pilot"]
    kept = (
        Filter("title", "has", ('"],["',)),
        Filter("status", "is", ("running", "x")),
        Filter("note", "empty"),
    )

    assert explore.read_filters(explore.written(kept), table, table.columns) == (kept, [])


def test_a_row_leads_on(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = '["gmsc-13.73-info-sunto"]'
    monkeypatch.setattr(writer, "caller", lambda: INSIDE)
    test = run(data_folder, monkeypatch, "explore.py", tabel="pilot", kunci=key)

    assert complaints(test) == []
    links = {link.label: link.query_string for link in page_links(test)}
    assert links["Kota Sawahlunto"] == "lang=id&wilayah=13.73"
    assert "bagian=sumber&sumber=" in links["Sumber baris ini"]
    assert "unggahan=1" in links["Terakhir diubah oleh Rilis data 1"]
    assert "percontohan=gmsc-13.73-info-sunto" in links["Halaman percontohan"]
    assert "kunci=" in links["Ubah baris ini"]
    assert "**Nama percontohan** · Info Sunto" in texts(test)


def page_links(test: AppTest) -> list[Any]:
    """Return the links to pages in the row's own part."""
    return [link.proto for link in test.get("page_link")]


def test_what_is_internal_is_hidden(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = {
        "tabel": "pilot",
        "kolom": "title,budget_idr",
        "urut": "budget_idr",
        "kunci": '["gmsc-13.73-info-sunto"]',
    }
    view["saring"] = filtered(["note", "filled"])
    monkeypatch.setattr(writer, "caller", lambda: INSIDE)
    inside = run(own_data_folder, monkeypatch, "explore.py", **view)
    monkeypatch.setattr(writer, "caller", lambda: OUTSIDE)
    outside = run(own_data_folder, monkeypatch, "explore.py", **view)
    log = run(own_data_folder, monkeypatch, "explore.py", tabel="change", kolom="row_key,before,after")

    assert complaints(inside) == []
    assert list(inside.dataframe[0].value.columns) == ["title", "budget_idr"]
    assert "Catatan" in texts(inside)
    assert len(complaints(outside)) == 3
    assert list(outside.dataframe[0].value.columns) == ["title"]
    assert "Catatan" not in texts(outside)
    assert list(log.dataframe[0].value.columns) == ["row_key"]


@dataclass
class Answer:
    """What came back for one address."""

    status_code: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Client:
    """A browser on this computer that asks for files; a proxy may stand before it."""

    def get(self, path: str, params: dict[str, str], *, proxy: bool = False) -> Answer:
        """Return the answer to one request."""
        return asyncio.run(_asked(path, params, proxy=proxy))


async def _asked(path: str, params: dict[str, str], *, proxy: bool) -> Answer:
    headers = [(b"x-forwarded-for", b"203.0.113.5")] if proxy else []
    query = urlencode(params).encode()
    scope = {
        "type": "http",
        "asgi": {"spec_version": "2.4"},
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": headers,
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await Starlette(routes=explore_files.ROUTES)({**scope, "client": ("127.0.0.1", 5000)}, receive, send)
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.fixture
def client(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Return a way to ask for files of the bundled data."""
    monkeypatch.setenv("SMARTCITY_DATA", str(data_folder))
    settings.cache_clear()
    yield Client()
    settings.cache_clear()


def test_files_hold_all_filtered_rows(client: Client, data_folder: Path) -> None:
    view = {
        "tabel": "pilot",
        "saring": filtered(["status", "is", "running"]),
        "urut": "-title",
        "kolom": "title,status",
    }
    wanted = rows(
        data_folder, "select title, status from pilot where status = 'running' order by title desc, rowid"
    )
    frame = pd.DataFrame(wanted, columns=["title", "status"])

    csv, xlsx, parquet = (client.get(f"/jelajah.{kind}", view) for kind in explore_files.KINDS)

    assert csv.headers["content-disposition"] == 'attachment; filename="smartcity-pilot.csv"'
    pd.testing.assert_frame_equal(pd.read_csv(BytesIO(csv.content), sep=";"), frame)
    pd.testing.assert_frame_equal(pd.read_excel(BytesIO(xlsx.content), engine="calamine"), frame)
    pd.testing.assert_frame_equal(pd.read_parquet(BytesIO(parquet.content)), frame)
    about = pd.read_excel(BytesIO(xlsx.content), engine="calamine", sheet_name="Sumber", header=None)
    assert about[0].tolist()[:2] == ["Percontohan & quick win", "Status = running"]


def test_files_of_another_language_and_of_nothing(client: Client) -> None:
    english = client.get("/jelajah.csv", {"tabel": "assessment", "kolom": "region_code,score", "lang": "en"})
    assert english.text.splitlines()[0] == "\ufeffregion_code,score"
    for kind in explore_files.KINDS:
        nothing = client.get(f"/jelajah.{kind}", {"tabel": "agency"})
        assert nothing.status_code == 200


def test_files_that_cannot_be_made(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/jelajah.exe", {}).status_code == 404
    assert client.get("/jelajah.csv", {"saring": "["}).status_code == 400
    assert client.get("/jelajah.csv", {"wilayah": "' or 1=1"}).status_code == 400
    assert client.get("/jelajah.csv", {"tabel": "none"}).status_code == 400

    monkeypatch.setattr("smartcity.export.large.MOST_SHEET_ROWS", 10)
    full = client.get("/jelajah.xlsx", {"tabel": "region"})
    assert (full.status_code, full.text) == (400, explore_files.sheet_full())


def test_files_for_others_hold_nothing_internal(client: Client) -> None:
    assert client.get("/jelajah.csv", {"tabel": "pilot", "kolom": "note"}, proxy=True).status_code == 400
    assert client.get("/jelajah.csv", {"tabel": "change", "kolom": "after"}, proxy=True).status_code == 400
    assert client.get("/jelajah.csv", {"tabel": "pilot", "kolom": "note"}).status_code == 200


def test_a_file_leaves_nothing_behind(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert client.get("/jelajah.csv", {"tabel": "pilot"}).status_code == 200
    assert list(tmp_path.glob("smartcity-*.csv")) == []


def test_the_store_is_given_back(client: Client, data_folder: Path) -> None:
    assert client.get("/jelajah.parquet", {"tabel": "pilot"}).status_code == 200
    with Store(data_folder).read() as snapshot:
        assert snapshot.version == 1
