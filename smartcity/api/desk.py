"""Answers: made in a thread from one version of the data, bit by bit into a file, and sent from there."""

import gzip
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from threading import Condition
from typing import IO, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from cachetools import LRUCache, cached
from fastapi import Request
from starlette.responses import Response, StreamingResponse

from smartcity import access, demo, queries
from smartcity.api.asking import Asking, asking, program_stamp
from smartcity.api.forms import Form
from smartcity.settings import settings
from smartcity.snapshot import Snapshot
from smartcity.store import Store

# Answers that are made at once: the pages share the processors.
MOST_AT_ONCE = 4
# Up to here an answer is kept in memory, beyond it on the disk.
MOST_IN_MEMORY = 2_000_000
PIECE = 65_536
# Fast, and within a few percent of the smallest.
COMPRESSION = 4


@dataclass(frozen=True)
class Stand:
    """What an answer says about the data: version, when it was published, its newest fact, whether it is made up."""

    version: int
    published: datetime
    data_date: str | None
    demo: bool

    def head(self) -> dict[str, Any]:
        """Return what every JSON answer begins with."""
        mark = {"notice": " · ".join(demo.label())} if self.demo else {}
        published = self.published.isoformat().replace("+00:00", "Z")
        return {
            "version": self.version,
            "published": published,
            "data_date": self.data_date,
            "demo": self.demo,
            **mark,
        }

    def headers(self) -> dict[str, str]:
        """Return the same as headers, for answers that have no room for it."""
        head = self.head()
        dated = {"X-Data-Date": self.data_date} if self.data_date else {}
        mark = {"X-Data": demo.MARK} if self.demo else {}
        return {
            "X-Data-Version": str(self.version),
            "X-Data-Published": str(head["published"]),
            **dated,
            **mark,
        }


@dataclass(frozen=True)
class Reading:
    """What an answer is made from; what is put into `headers` before the first piece of text goes with the answer."""

    snapshot: Snapshot
    stand: Stand
    internal: bool
    headers: dict[str, str] = field(default_factory=dict)


Make = Callable[[Reading], Iterator[str]]


class Desk:
    """Where answers are made: it knows the store, and how many may be made at once."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self.store = store
        self._limiter: CapacityLimiter | None = None

    async def answer(
        self, request: Request, make: Make, form: Form, name: str, *, depends_on: str = ""
    ) -> Response:
        """Answer a request; `depends_on` is what the answer depends on besides address, data and language."""
        self._limiter = self._limiter or CapacityLimiter(MOST_AT_ONCE)
        work = partial(self._answer, request, make, form, name, depends_on)
        return await run_sync(work, limiter=self._limiter)

    def _answer(self, request: Request, make: Make, form: Form, name: str, depends_on: str) -> Response:
        asked = asking(request)
        access.require(asked.caller, access.READ)
        with self.store().read() as snapshot:
            stand = stand_of(snapshot)
            headers = _headers(asked, stand, form, depends_on)
            if headers["ETag"].removeprefix("W/") in asked.known:
                return Response(status_code=304, headers=headers)
            if form.is_file:
                prefix = "smartcity-data-contoh-" if stand.demo else "smartcity-"
                headers["Content-Disposition"] = f'attachment; filename="{prefix}{name}.{form.ending}"'
            reading = Reading(snapshot.within(settings().api_seconds), stand, asked.internal, headers)
            return sent(make(reading), headers, form, compressed=asked.takes_gzip)


def sent(pieces: Iterator[str], headers: dict[str, str], form: Form, *, compressed: bool) -> Response:
    """Return an answer that is whole before its first piece is sent, in memory only while it is small."""
    content = _written(pieces, compressed=compressed)
    if compressed:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(content.seek(0, 2))
    content.seek(0)
    return StreamingResponse(_pieces(content), headers=headers, media_type=form.media_type)


@cached(LRUCache(4), key=lambda snapshot: snapshot.path, condition=Condition())
def stand_of(snapshot: Snapshot) -> Stand:
    """Return what answers say about a version; looked up once."""
    newest = queries.run(snapshot, "data_age")["newest"].dropna()
    return Stand(snapshot.version, snapshot.made_at, max(newest, default=None), snapshot.is_demo)


def _headers(asked: Asking, stand: Stand, form: Form, depends_on: str) -> dict[str, str]:
    parts = [
        str(stand.version),
        f"{stand.published.timestamp():.3f}",
        program_stamp(),
        asked.language,
        form.ending,
        *["internal"][: asked.internal],
        *[depends_on][: bool(depends_on)],
    ]
    return {
        "ETag": f'W/"{"-".join(parts)}"',
        "Last-Modified": format_datetime(stand.published, usegmt=True),
        "Cache-Control": "private, no-cache" if asked.internal else "no-cache",
        "Vary": "Accept-Encoding",
        **stand.headers(),
    }


def _written(pieces: Iterator[str], *, compressed: bool) -> IO[bytes]:
    """Return a file with the whole answer: what fails on the way fails before anything was sent."""
    content: IO[bytes] = tempfile.SpooledTemporaryFile(MOST_IN_MEMORY, prefix="smartcity-")  # noqa: SIM115
    try:
        with _packing(content) if compressed else nullcontext(content) as target:
            for piece in pieces:
                target.write(piece.encode("utf-8", errors="replace"))
    except BaseException:
        content.close()
        raise
    return content


def _packing(content: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=content, mode="wb", compresslevel=COMPRESSION, mtime=0)


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(PIECE):
            yield piece
