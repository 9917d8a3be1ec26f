"""Files read without a process of their own, for tests that read hundreds of them: the same code, the same answers."""

import json
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import Any

from smartcity.intake import child, text_process
from smartcity.intake.choices import Limits
from smartcity.intake.parent import Reader


class Thinking(Reader):
    """Reads a text file in a thread."""

    def __init__(self, content: bytes, limits: Limits, too_costly: str) -> None:
        self._limits, self._too_costly = limits, too_costly
        self._questions: Queue[str] = Queue()
        self._answers: Queue[str] = Queue()
        Thread(target=self._read, args=(content,), daemon=True).start()

    def _read(self, content: bytes) -> None:
        try:
            text_process.answer(content, lambda: json.loads(self._questions.get()), self._say)
        except child.Unfit as error:
            self._say({"error": error.rule})
        except BaseException:
            self._answers.put(traceback.format_exc())

    def _say(self, answer: Any) -> None:
        self._answers.put(json.dumps(answer) + "\n")

    def tell(self, *parts: bytes) -> None:
        """Send a question."""
        self._questions.put(b"".join(parts).decode())

    def _line(self) -> bytes:
        line = self._answers.get(timeout=60)
        assert line.endswith("}\n") or line.endswith("]\n"), line
        return line.encode()


@contextmanager
def reading(_script: str, content: bytes, limits: Limits, too_costly: str) -> Iterator[Reader]:
    """Read a text file in a thread, which ends with its reading."""
    thinking = Thinking(content, limits, too_costly)
    try:
        yield thinking
    finally:
        thinking.ask(None)  # what cannot be answered
