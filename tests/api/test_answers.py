"""What every answer has in common: unchanged ones are 304, errors have one shape, limits hold, nothing internal."""

import gzip
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from smartcity import api as program_api
from smartcity import queries
from smartcity.api.limits import Buckets
from smartcity.contract import load_contract
from smartcity.draft import Draft
from smartcity.settings import settings
from smartcity.store import Store
from smartcity.ui import server
from tests.api.kit import ELSEWHERE, Client, asked
from tests.api.test_questions import given

SENTINEL = "RAHASIA-7391"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Give the environment, from which the settings are read anew."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


# --- unchanged ---

ADDRESSES = [
    "/",
    "/contract",
    "/versions",
    "/regions",
    "/regions/16",
    "/regions/resolve?name=oku",
    "/tables",
    "/tables/event",
    "/tables/event?format=csv",
    "/batches",
    "/questions",
    "/questions/funnel?program=gmsc&edition=2022",
    "/map/stages?program=gmsc&edition=2022",
    "/map/provinces",
    "/map/provinces/16",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_304(api: Client, address: str) -> None:
    first = api.good(address)
    again = api.get(address, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["x-data-version"] == "1"
    assert api.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "csv" not in each])
def test_every_json_answer_says_which_data_it_is_of(api: Client, address: str) -> None:
    body = api.good(address).json()
    with api.store.read() as snapshot:
        newest = queries.run(snapshot, "data_age")["newest"].dropna().max()
        published = snapshot.made_at.isoformat().replace("+00:00", "Z")

    said = {name: body[name] for name in ("version", "published", "data_date", "demo")}
    assert said == {"version": 1, "published": published, "data_date": newest, "demo": False}


def test_tags_differ_by_language_form_and_version(own_data_folder: Path, unlimited: None) -> None:
    with asked(own_data_folder) as client:
        address = "/questions/programs"
        tags = [
            client.good(f"{address}?{query}").headers["etag"]
            for query in ("lang=id", "lang=en", "format=csv")
        ]
        tags.append(client.good("/questions/pilot_totals?today=2026-01-01").headers["etag"])
        tags.append(client.good("/questions/pilot_totals?today=2026-01-02").headers["etag"])
        client.store.publish(hide, kind="upload", made_by="a", reason="b")
        tags.append(client.good(f"{address}?lang=id").headers["etag"])

    assert len(set(tags)) == 6


def hide(draft: Draft) -> None:
    """Put a mark into every internal cell of some rows, and into the log."""
    for table in load_contract().tables.values():
        internal = [field for field in table.fields if field.internal and field.type == "string"]
        if internal and table.group == "facts":
            frame = draft.connection.execute(f"select * from {table.name} limit 3").df()
            for field in internal:
                frame[field.name] = SENTINEL
            if "budget_idr" in frame:
                frame["budget_idr"] = 7391739173917
            draft.upsert(table.name, frame)


# --- what is not for everybody ---


def test_nothing_internal_is_in_any_answer(own_data_folder: Path, unlimited: None) -> None:
    store = Store(own_data_folder)
    store.publish(hide, kind="upload", made_by=SENTINEL, reason="uji", file_name=SENTINEL)
    with store.read() as snapshot:
        marked = snapshot.rows(f"select pilot from pilot where note = '{SENTINEL}' limit 1")[0][0]
    store.close()

    def everything(client: Client, names: Sequence[str], tables: Sequence[str]) -> dict[str, str]:
        found = {}
        for name in names:
            wanted = given(name) | {
                "pilot": marked,
                "row_key": json.dumps([marked]),
                "batch": 2,
                "region": "00",
            }
            wanted = {key: value for key, value in wanted.items() if key in queries.parameters(name)}
            for form in ("json", "csv"):
                answer = client.get(f"/questions/{name}", params={**wanted, "format": form})
                assert answer.status_code == 200, (name, answer.text[:300])
                found[f"{name} {form}"] = answer.text
        for table in tables:
            for form in ("json", "csv"):
                found[f"{table} {form}"] = client.good(f"/tables/{table}?format={form}&limit=10000").text
        return found

    def marks(answers: dict[str, str]) -> set[str]:
        return {name for name, text in answers.items() if SENTINEL in text or "7391739173917" in text}

    with asked(own_data_folder) as client:
        assert marks(everything(client, queries.NAMES, list(load_contract().tables))) == set()
    names, tables = ["pilot", "batch_changes", "row_changes", "recent_changes"], ["change", "batch", "pilot"]
    with asked(own_data_folder, ("127.0.0.1", 1)) as client:
        found = everything(client, names, tables)
        assert marks(found) == set(found)


# --- languages and forms ---


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "id"),
        ("", "en-GB,en;q=0.9,id;q=0.5", "en"),
        ("", "fr, id;q=0.1, en;q=0.8", "en"),
        ("", "*;q=x, , en;q=0", "id"),
        ("?lang=id", "en", "id"),
        ("?lang=en", "id", "en"),
    ],
)
def test_language_is_the_one_asked_for(api: Client, query: str, accepted: str, language: str) -> None:
    answer = api.good(f"/tables{query}", **{"Accept-Language": accepted})

    region = next(table for table in answer.json()["tables"] if table["name"] == "region")
    assert region["title"] == load_contract().tables["region"].title(language)
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]


def test_errors_are_in_the_language_asked_for(api: Client) -> None:
    said = [api.error("/apa", 404, **{"Accept-Language": name})["code"] for name in ("id", "en")]
    assert said == ["not_found", "not_found"]
    assert api.get("/apa", headers={"Accept-Language": "en"}).headers["content-language"] == "en"


def test_head_is_get_without_content(api: Client) -> None:
    head, get = api.head("/tables/event"), api.get("/tables/event")

    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**get.headers}


def test_large_answers_are_compressed_here(demo_api: Client) -> None:
    with demo_api.stream(
        "GET", "/tables/assessment?limit=10000", headers={"Accept-Encoding": "gzip"}
    ) as answer:
        packed = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(packed)
    assert len(json.loads(gzip.decompress(packed))["rows"]) == 10_000
    plain = demo_api.good("/tables/assessment?limit=1", **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert len(plain.json()["rows"]) == 1


# --- errors and limits ---


def test_other_methods_are_refused_in_the_same_shape(api: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = api.request(method, "/tables/event")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
        assert answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "path", ["/x", "/questions/x", "/tables/x", "/map/x", "/tables/../../etc/passwd", "/tables/event/"]
)
def test_what_is_not_there_is_404(api: Client, path: str) -> None:
    answer = api.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_content_that_is_too_large_is_not_read(api: Client) -> None:
    def endless() -> Iterator[bytes]:
        yield b"x"
        raise AssertionError("read on")

    answer = api.post("/tables/event", content=endless(), headers={"Content-Length": "99999999999"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_who_asks_too_often_waits(data_folder: Path, configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_API_RATE", "3")
    with asked(data_folder) as client:
        found = [client.get("/tables").status_code for _time in range(5)]
        refused = client.get("/tables")
        behind_a_proxy = client.get("/tables", headers={"X-Forwarded-For": "10.9.9.9"})
    with asked(data_folder, ("127.0.0.1", 1)) as client:
        forged = [
            client.get("/tables", headers={"X-Forwarded-For": f"1.1.1.{place}, 10.0.0.1"}).status_code
            for place in range(5)
        ]

    assert found == [200, 200, 200, 429, 429]
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert behind_a_proxy.status_code == 429  # only a proxy on this computer is believed
    assert forged == [200, 200, 200, 429, 429]


def test_buckets_fill_again() -> None:
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])

    spent = [buckets.wait("a") for _time in range(61)]
    now[0] = 0.5
    half = buckets.wait("a")
    now[0] = 1.0

    assert spent == [0.0] * 60 + [1.0]
    assert (half, buckets.wait("a"), buckets.wait("b")) == (0.5, 0.0, 0.0)


def test_an_answer_that_takes_too_long_is_stopped(
    data_folder: Path, unlimited: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = (
        "select count(*) as n from range(100000) as a, range(100000) as b where (a.range * b.range) % 7 = 3"
    )
    asked_of = queries.sql
    monkeypatch.setattr(queries, "sql", lambda name: slow if name == "region_codes" else asked_of(name))
    options = settings().model_copy(update={"api_seconds": 1})
    monkeypatch.setattr("smartcity.api.desk.settings", lambda: options)
    with asked(data_folder) as client:
        begun = time.monotonic()
        answer = client.get("/questions/region_codes")
        took = time.monotonic() - begun
        after = client.get("/questions/programs")

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "too_slow")
    assert answer.headers["retry-after"] == "5"
    assert took < 20
    assert after.status_code == 200


def test_an_error_that_nobody_expected_has_a_number_and_no_details(
    data_folder: Path, unlimited: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_name: str) -> str:
        raise RuntimeError("/srv/rahasia/berkas")

    with asked(data_folder) as client:
        client.good("/questions/programs")
        monkeypatch.setattr(queries, "sql", fail)
        with capture_logs() as logged:
            answer = client.get("/questions/programs")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (500, "failed")
    assert "rahasia" not in answer.text
    number = error["what_to_do"].split("nomor ")[1].split()[0]
    assert [(line["event"], line["number"], type(line["exc_info"])) for line in logged] == [
        ("api_failed", number, RuntimeError)
    ]


def test_a_folder_without_data_is_503(tmp_path: Path, unlimited: None) -> None:
    with asked(tmp_path / "empty") as client:
        error = client.error("/tables", 503)

    assert error["code"] == "unavailable"
    assert str(tmp_path) not in json.dumps(error)


# --- where it is served ---


def mounted(folder: Path, path: str) -> tuple[TestClient, Store]:
    """Return a client of the API as the server mounts it, behind its gate."""
    store = Store(folder)
    app = Starlette(routes=[Mount(path, routes=program_api.mounts(lambda: store))], middleware=server.GATE)
    return TestClient(app, base_url="http://localhost", client=ELSEWHERE), store


def test_foreign_hosts_are_refused(data_folder: Path, configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_HOSTS", "dasbor.contoh.go.id")
    client, store = mounted(data_folder, "")

    refused = client.get("/api/v1/tables", headers={"Host": "evil.example"})
    served = client.get("/api/v1/tables", headers={"Host": "dasbor.contoh.go.id"})
    store.close()

    assert (refused.status_code, served.status_code) == (400, 200)
    assert served.headers["content-security-policy"] == server.content_policy()


def test_it_works_behind_a_path(data_folder: Path, unlimited: None) -> None:
    client, store = mounted(data_folder, "/kota-cerdas")

    without_slash: Any = client.get("/kota-cerdas/api/v1", follow_redirects=False)
    index = client.get("/kota-cerdas/api/v1")
    described = client.get("/kota-cerdas/api/v1/openapi.json").json()
    page = client.get("/kota-cerdas/api/v1/tables/event?limit=1")
    after = client.get(f"/kota-cerdas/api/v1/tables/event{page.json()['next']}")
    store.close()

    assert (without_slash.status_code, without_slash.headers["location"]) == (308, "v1/")
    assert index.status_code == 200
    assert described["servers"] == [{"url": "."}]
    assert not any("kota-cerdas" in text for text in (index.text, page.text, json.dumps(described)))
    assert (page.json()["total"], after.json()["offset"]) == (after.json()["total"], 1)
