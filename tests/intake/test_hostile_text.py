"""Text files made to exhaust memory or time end the process that reads them: the server stays as it is."""

import os
import re
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smartcity.intake.parent import Reader
from tests.intake.reading_kit import LIMITS, read_sheet, refusal, rows_of

HEAD = b"Kode wilayah;Periode;Nilai\n"
LARGE = replace(LIMITS, bytes=300_000_000, rows=200_000)
MEGABYTE = 1_000_000


def memory(name: str) -> int:
    """Return the memory of this process in bytes: VmRSS now, VmHWM at most since it was last forgotten."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Check that no file and no process is left, that little memory was taken, and that the next file is read."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert rows_of(read_sheet(HEAD + b"16.01;2022;1\n")) == [(2, "16.01", "2022", "1")]


def growth(content: bytes, rule: str, **limits: Any) -> int:
    """Let a file be refused and return how much memory this process took for that."""
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    assert refusal(content, limits=replace(LARGE, **limits)).rule == rule
    return memory("VmHWM") - before


def test_one_cell_of_200_megabytes() -> None:
    inside = (b"x" * 999_000 + b"\n") * 200

    assert growth(HEAD + b'16.01;2022;"' + inside + b'"\n', "row_too_long") < 20 * MEGABYTE


def test_a_quote_that_is_never_closed() -> None:
    content = HEAD + b'16.01;2022;"' + b"\n".join([b"x" * 999_000] * 100)

    assert growth(content, "too_many_rows", rows=50) < 20 * MEGABYTE


def test_blank_rows_under_wide_headers() -> None:
    header = b";".join([b"Kode wilayah", b"Periode", *(b"Kolom %d" % place for place in range(298))])

    assert growth(header + b"\n" * 20_000_000, "no_rows") < 20 * MEGABYTE


@pytest.mark.parametrize("end", [b"\n", b'"\n"\n'])
def test_more_rows_than_may_be(end: bytes) -> None:
    assert growth(HEAD + (b"a;b;c" + end) * 1_000_000, "too_many_rows") < 20 * MEGABYTE


def test_more_lines_than_memory() -> None:
    content = HEAD + b'a;b;"c\nd"\n' * 3_000_000

    assert growth(content, "text_too_costly", memory_bytes=150 * MEGABYTE) < 20 * MEGABYTE
    assert refusal(content, limits=replace(LARGE, memory_bytes=150 * MEGABYTE)).message == (
        "Berkas ini terlalu berat untuk dibaca: memori yang diperlukannya melebihi batas."
    )


def test_more_lines_than_time() -> None:
    begun = time.monotonic()

    assert growth(HEAD + b'a;b;"c\nd"\n' * 3_000_000, "too_slow", seconds=0.5) < 20 * MEGABYTE
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_reader_that_is_killed(monkeypatch: pytest.MonkeyPatch, nth: int, large: bool) -> None:
    asked, ask = [], Reader.ask

    def kill(reader: Reader, question: Any) -> None:
        asked.append(question)
        if len(asked) == nth:
            os.kill(reader._process.pid, signal.SIGKILL)
        ask(reader, question)

    content = HEAD + b"16.01;2022;1\n" * (500_000 if large else 1)
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "ask", kill)
        problem = refusal(content, limits=replace(LARGE, rows=1_000_000))

    assert (problem.code, problem.rule, len(asked)) == ("file_unreadable", "text_too_costly", nth)


def test_a_stream_that_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Reader.answer

    def kill(reader: Reader) -> Any:
        found = answer(reader)
        if isinstance(found, dict) and found.get("is_stream"):
            reader.stream.read(100_000)
            os.kill(reader._process.pid, signal.SIGKILL)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "answer", kill)
        problem = refusal(HEAD + b"16.01;2022;1\n" * 500_000, limits=replace(LARGE, rows=1_000_000))

    assert problem.rule == "text_too_costly"


def test_readers_know_no_settings_and_end_before_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_SECRET", "rahasia")
    seen, ends_first = [], []
    ask = Reader.ask

    def look(reader: Reader, question: Any) -> None:
        folder = Path(f"/proc/{reader._process.pid}")
        seen.append((folder / "environ").read_bytes())
        ends_first.append((folder / "oom_score_adj").read_text())
        ask(reader, question)

    monkeypatch.setattr(Reader, "ask", look)
    read_sheet(HEAD + b"16.01;2022;1\n")

    assert b"PATH=" in seen[1]
    assert b"SMARTCITY" not in seen[1]
    assert ends_first[1] == "1000\n"
