"""People who look at a dashboard at the same time: what each clicks on, and what became of every click."""

import asyncio
import random
import re
import ssl
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil
from streamlit.proto.Alert_pb2 import Alert
from websockets.exceptions import WebSocketException

from tests.bench.client import Answer, Session, session

ANSWERED_WITHIN = 60.0
SAMPLES = 30
VERSION = re.compile(r"(?:versi data|data version) ([\d.,]+)")
View = tuple[str, str]
"""A page and the query of its address."""


@dataclass(frozen=True)
class Click:
    """What became of one click; times in seconds since the run began."""

    page: str
    sent: float
    ended: float
    bytes: int = 0
    version: int = 0
    """The data version that the page's footer names, 0 without one."""
    wrong: str = ""
    """Why it is no right answer."""

    @property
    def milliseconds(self) -> float:
        """Return how long the person waited."""
        return (self.ended - self.sent) * 1000


@dataclass(frozen=True)
class Sample:
    """What one process holds at one moment."""

    process: str
    at: float
    megabytes: float
    descriptors: int
    cpu_seconds: float


@dataclass(frozen=True)
class Person:
    """Somebody with a browser of their own and views that they may choose from."""

    cookies: str
    views: Sequence[View]
    seed: int


@dataclass
class Crowd:
    """People who click for some seconds, each after a pause between two lengths in seconds."""

    address: str
    people: Sequence[Person]
    trusting: ssl.SSLContext
    seconds: float
    pause: tuple[float, float]
    watched: dict[str, psutil.Process]
    """The processes that are looked at, by what they are called."""
    clicks: list[Click] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    _began: float = 0.0

    def click(self, meanwhile: Callable[[], Awaitable[Any]] | None = None) -> Any:
        """Let everybody click to the end, and something else happen halfway; return what that gave."""
        return asyncio.run(self._all(meanwhile))

    def now(self) -> float:
        """Return the seconds since the run began."""
        return time.perf_counter() - self._began

    async def _all(self, meanwhile: Callable[[], Awaitable[Any]] | None) -> Any:
        self._began = time.perf_counter()
        people = [self._person(person) for person in self.people]
        return (await asyncio.gather(self._halfway(meanwhile), self._watch(), *people))[0]

    async def _halfway(self, meanwhile: Callable[[], Awaitable[Any]] | None) -> Any:
        if meanwhile:
            await asyncio.sleep(self.seconds / 2)
            return await meanwhile()
        return None

    async def _watch(self) -> None:
        while True:
            self.samples += [self._sample(name, process) for name, process in self.watched.items()]
            if self.now() + self.seconds / SAMPLES > self.seconds:
                return
            await asyncio.sleep(self.seconds / SAMPLES)

    def _sample(self, name: str, process: psutil.Process) -> Sample:
        used, memory = process.cpu_times(), process.memory_info().rss / 1e6
        return Sample(name, self.now(), memory, process.num_fds(), used.user + used.system)

    async def _person(self, person: Person) -> None:
        """Open a tab and click; somebody whose connection breaks comes back, as a browser does."""
        dice = random.Random(person.seed)
        await asyncio.sleep(dice.uniform(0, self.pause[1]))
        while self.now() < self.seconds:
            try:
                async with session(self.address, person.cookies, self.trusting) as tab:
                    await self._look_around(tab, person, dice)
            except (OSError, WebSocketException) as error:
                self.clicks.append(Click("connection", self.now(), self.now(), wrong=repr(error)))
                await asyncio.sleep(1)

    async def _look_around(self, tab: Session, person: Person, dice: random.Random) -> None:
        while self.now() < self.seconds:
            page, query = dice.choice(person.views)
            sent = self.now()
            try:
                async with asyncio.timeout(ANSWERED_WITHIN):
                    answer = await tab.run(page, query)
            except TimeoutError:
                self.clicks.append(Click(page, sent, self.now(), wrong="no answer"))
                return
            said = _version(answer)
            self.clicks.append(Click(page, sent, self.now(), answer.bytes, said, "; ".join(_wrong(answer))))
            await asyncio.sleep(dice.uniform(*self.pause))


def _wrong(answer: Answer) -> Iterator[str]:
    """Give the errors that a page shows."""
    for delta in answer.deltas:
        shown = delta.new_element
        if shown.WhichOneof("type") == "exception":
            yield str(shown.exception.message)
        if shown.WhichOneof("type") == "alert" and shown.alert.format == Alert.ERROR:
            yield str(shown.alert.body)


def _version(answer: Answer) -> int:
    texts = (delta.new_element.markdown.body for delta in answer.deltas)
    found = next((match for match in map(VERSION.search, texts) if match), None)
    return int(re.sub(r"\D", "", found[1])) if found else 0
