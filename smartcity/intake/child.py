"""What processes have in common that read one file each: little memory, little time, a line of JSON for each answer.

Nothing here and in what they import may be heavy: one is started for every file, however small.
"""

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any


class Unfit(Exception):  # noqa: N818 (said by the person as a state, not as an error)
    """The file cannot be used; `rule` names the sentence that says why."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


Ask = Callable[[], Any]
Say = Callable[[Any], None]
Answer = Callable[[bytes, Ask, Say], None]
"""Answers for a file: what the other side asks, one after the other, and how it is answered."""


def run(answer: Answer, errors: Mapping[type[BaseException], str]) -> None:
    """Answer for the one file that comes in, or name the rule that it breaks.

    Arguments: the most memory in bytes, the most seconds of a processor. Comes in: the file's length (8 bytes), the
    file, then what the two sides agreed upon.
    """
    memory, seconds = map(int, sys.argv[1:3])
    _limit(memory, seconds)
    try:
        answer(sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big")), _asked, _say)
    except Unfit as error:
        _say({"error": error.rule})
    except BaseException as error:  # a panic of calamine is no Exception
        rule = next((rule for kind, rule in errors.items() if isinstance(error, kind)), "")
        _say({"error": rule, "said": "" if rule else traceback.format_exc()})


def _limit(memory: int, seconds: int) -> None:
    """Let the process fail before it takes the machine's memory or time; Windows knows no such limits.

    Where all processes together take too much, Linux ends this one before the server.
    """
    # Not by pathlib: to import it takes as long as to read a small file.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123
        file.write("1000")
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _asked() -> Any:
    return json.loads(sys.stdin.buffer.readline())
