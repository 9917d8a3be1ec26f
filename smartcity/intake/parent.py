"""Files are read in a process of its own each: one made to exhaust memory or time ends that, not the server."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any

import structlog

from smartcity.intake import deadline
from smartcity.intake.choices import Limits
from smartcity.intake.refusals import Shown, megabytes, refused

log = structlog.get_logger("smartcity.intake")
_FOLDER = Path(__file__).parent

_FRUGAL = {
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Threads and pools reserve addresses, which the limit of memory counts."""

_PROCESSORS = 2
_TIMES_THE_FILE = 4


class Reader:
    """A process that reads one file; what it cannot read is refused."""

    def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits, too_costly: str) -> None:
        self._process, self._limits, self._too_costly = process, limits, too_costly

    def tell(self, *parts: bytes) -> None:
        """Send something to the process; one that has ended shows when its answer is missing."""
        stream = _pipe(self._process.stdin)
        try:
            for part in parts:
                stream.write(part)
            stream.flush()
        except BrokenPipeError:
            return

    def ask(self, question: Any) -> None:
        """Send a question."""
        self.tell(json.dumps(question).encode() + b"\n")

    def answer(self) -> Any:
        """Return the next answer; a process that ended without one ran out of time or memory."""
        line = self._line()
        found = json.loads(line) if line.endswith(b"\n") else {"error": ""}
        if isinstance(found, Mapping) and "error" in found:
            if found.get("said"):
                log.warning("reader_failed", said=found["said"])
            raise self.refusal(found["error"])
        return found

    def _line(self) -> bytes:
        return self.stream.readline()

    @property
    def stream(self) -> IO[bytes]:
        """Return where its answers come from."""
        return _pipe(self._process.stdout)

    def refusal(self, rule: str = "") -> Exception:
        """Return why the file is refused; without a rule the process came to an end of its time or memory."""
        deadline.check()
        limits = {
            "line_too_long": megabytes(self._limits.line_bytes),
            "row_too_long": megabytes(self._limits.line_bytes),
            "too_many_rows": Shown(self._limits.rows),
            "workbook_too_large": megabytes(self._limits.unpacked_bytes),
        }
        rule = rule or self._too_costly
        return refused(rule, limit=limits.get(rule))


@contextmanager
def reading(script: str, content: bytes, limits: Limits, too_costly: str) -> Iterator[Reader]:
    """Let a script read a file for as long as `limits` say; `too_costly` is the rule of one that takes too much."""
    memory = limits.memory_bytes + _TIMES_THE_FILE * len(content)
    with deadline.within(limits.seconds), _started(script, memory) as process:
        reader = Reader(process, limits, too_costly)
        reader.tell(len(content).to_bytes(8, "big"), content)
        yield reader


@contextmanager
def _started(script: str, memory: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a process that lives no longer than it is needed, without our settings."""
    left = max(deadline.left(), 0)
    seconds = _PROCESSORS * math.ceil(left) + 1
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SMARTCITY_")}
    process = subprocess.Popen(
        [sys.executable, "-I", str(_FOLDER / script), str(memory), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | _FRUGAL,
    )
    timer = Timer(left, process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that was asked for."""
    assert stream is not None
    return stream
