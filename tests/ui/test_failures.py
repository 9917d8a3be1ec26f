"""What is shown for a failure: a sentence and a number on the page, everything else in the log."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from smartcity import logs
from smartcity.settings import ROOT, settings
from smartcity.store import UnreadableVersion
from smartcity.ui import data, failures

MAIN = ROOT / "smartcity" / "ui" / "main.py"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Return what is logged."""
    logs.configure()
    with structlog.testing.capture_logs() as found:
        yield found


def page_after(error: Exception, monkeypatch: pytest.MonkeyPatch, folder: Path) -> AppTest:
    """Run a page whose data cannot be had."""

    def fail() -> int:
        raise error

    monkeypatch.setenv("SMARTCITY_DATA", str(folder))
    settings.cache_clear()
    monkeypatch.setattr(data, "begin", fail)
    test = AppTest.from_file(str(MAIN), default_timeout=60).run()
    settings.cache_clear()
    return test


def test_unknown_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: list[Any]) -> None:
    test = page_after(RuntimeError(f"secret {tmp_path}"), monkeypatch, tmp_path)

    event = logged[-1]
    assert [box.value for box in test.error] == [
        "Terjadi kesalahan pada halaman ini. Muat ulang halaman; bila terulang, sebutkan nomor "
        f"{event['number']}."
    ]
    assert test.exception == []
    assert (event["event"], event["page"], str(event["exc_info"])) == (
        "page_failed",
        "Ringkasan",
        f"secret {tmp_path}",
    )


@pytest.mark.parametrize("readable", [3, None])
def test_damaged_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: list[Any], readable: int | None
) -> None:
    error = UnreadableVersion(7, tmp_path / "versions" / "000007.duckdb", readable)

    test = page_after(error, monkeypatch, tmp_path)

    number = logged[-1]["number"]
    shown = {
        3: r"Versi 7 tidak dapat dibaca; pulihkan dengan perintah \`smartcity restore 3\`.",
        None: "Versi 7 tidak dapat dibaca; tidak ada versi utuh yang tersisa, kembalikan … dari cadangan.",
    }
    assert [title.value for title in test.title] == ["Basis data tidak dapat dibaca"]
    assert [box.value for box in test.error] == [shown[readable]]
    assert [block.value for block in test.code] == (["smartcity restore 3"] if readable else [])
    assert [line.value for line in test.caption] == [f"Bila menghubungi pengelola, sebutkan nomor {number}."]
    assert logged[-1]["error"] == str(error)


def test_error_outside_the_pages(logged: list[Any]) -> None:
    request = Request({"type": "http", "method": "GET", "path": "/x", "headers": [], "query_string": b""})

    answer = failures.answer_request(request, ValueError("/srv/secret/place"))

    number = logged[-1]["number"]
    sentence = f"Terjadi kesalahan pada peladen; bila terulang, sebutkan nomor {number}."
    assert (answer.status_code, bytes(answer.body).decode()) == (500, sentence)
    assert (logged[-1]["event"], logged[-1]["path"]) == ("request_failed", "/x")


def test_log_is_json_with_a_plain_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.reset_defaults()
    logs.configure()
    try:
        password = "rahasia-sekali"
        raise ValueError(f"{len(password)} huruf")
    except ValueError as error:
        structlog.get_logger("smartcity.ui").error("page_failed", number="0badf00d", exc_info=error)
    finally:
        structlog.reset_defaults()

    line = json.loads(capsys.readouterr().err)
    assert {name: line[name] for name in ("event", "level", "number")} == {
        "event": "page_failed",
        "level": "error",
        "number": "0badf00d",
    }
    assert line["exception"].endswith("ValueError: 14 huruf")
    assert "rahasia" not in line["exception"].replace('password = "rahasia-sekali"', "")
