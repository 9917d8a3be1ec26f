"""A Streamlit session without a browser: the same messages over the same WebSocket, with times and sizes."""

import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import websockets
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SUBPROTOCOL = "streamlit"
# global.maxCachedMessageAge: a browser forgets a message that so many runs had no use for.
KEPT_RUNS = 2
OPENED_WITHIN = 60.0


@dataclass
class Answer:
    """What one run of a page sent back."""

    server_ms: float = 0.0
    """From the start of the run to its end, as the messages tell."""
    answer_ms: float = 0.0
    """From sending the click to the end of the run."""
    bytes: int = 0
    deltas: list[Any] = field(default_factory=list)

    def chart_rows(self) -> Iterator[pd.DataFrame]:
        """Give the rows that the charts draw, in the order of the page."""
        for delta in self.deltas:
            if delta.new_element.WhichOneof("type") == "vega_lite_chart":
                for dataset in delta.new_element.vega_lite_chart.datasets:
                    yield convert_arrow_bytes_to_pandas_df(dataset.data.data)

    def headings(self) -> list[str]:
        """Return the headings of the page."""
        return [
            delta.new_element.heading.body
            for delta in self.deltas
            if delta.new_element.WhichOneof("type") == "heading"
        ]


class Session:
    """One session; like a browser it names the messages it has, and they come as references to them."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._known: dict[str, ForwardMsg] = {}
        self._used_in: dict[str, int] = {}
        self._run = 0

    async def run(self, page: str, query: str = "") -> Answer:
        """Run a page (its path, '' for the first) with an address query and return its answer."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self._known)
        answer = Answer()
        sent = started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            raw = await self._socket.recv()
            answer.bytes += len(raw)
            received = self._resolve(raw)
            kind = received.WhichOneof("type")
            if kind == "new_session":
                started = time.perf_counter()
            elif kind == "delta":
                answer.deltas.append(received.delta)
            elif kind == "script_finished":
                now = time.perf_counter()
                answer.server_ms, answer.answer_ms = (now - started) * 1000, (now - sent) * 1000
                self._forget()
                return answer

    def _resolve(self, raw: bytes) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(raw)
        if message.WhichOneof("type") == "ref_hash":
            message = self._known[message.ref_hash]
        elif message.metadata.cacheable:
            self._known[message.hash] = message
        if message.hash in self._known:
            self._used_in[message.hash] = self._run
        return message

    def _forget(self) -> None:
        self._run += 1
        for old in [each for each, run in self._used_in.items() if self._run - run > KEPT_RUNS]:
            del self._known[old], self._used_in[old]


@asynccontextmanager
async def session(
    address: str, cookies: str = "", trusting: ssl.SSLContext | None = None
) -> AsyncIterator[Session]:
    """Open a session on a running dashboard (`http://localhost:8501`, or `https:` with whom to trust)."""
    async with websockets.connect(
        f"{address.replace('http', 'ws', 1).rstrip('/')}/_stcore/stream",
        subprotocols=[websockets.Subprotocol(SUBPROTOCOL)],
        max_size=None,
        origin=None,
        ssl=trusting,
        additional_headers={"Cookie": cookies} if cookies else None,
        open_timeout=OPENED_WITHIN,
    ) as socket:
        yield Session(socket)
