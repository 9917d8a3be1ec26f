"""A really started `smartcity serve` and a browser's conversation with it, for tests without a browser."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from smartcity.serve import free_port

COMMAND = Path(sys.executable).with_name("smartcity")
STARTS_WITHIN = 90


@dataclass
class Hosted:
    """A running server, what it says on standard output and error, and how to ask it."""

    process: subprocess.Popen[bytes]
    port: int
    out: Path
    err: Path

    def wait(self) -> str:
        """Wait until the server says that it is ready and return what it said."""
        until = time.monotonic() + STARTS_WITHIN
        while not self.out.read_bytes().endswith(b"\n"):
            assert self.process.poll() is None, self.err.read_text()
            assert time.monotonic() < until, self.err.read_text()
            time.sleep(0.01)
        return self.out.read_text()

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask one address over a connection of its own; return status, headers and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            given = headers or {}
            connection.request(method, path, body, given, encode_chunked="Transfer-Encoding" in given)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    def session(
        self, host: str = "localhost", *, origin: str = "", headers: dict[str, str] | None = None
    ) -> ClientConnection:
        """Open a browser's connection, from a page of this server unless another origin is given."""
        asking: Any = origin or f"http://{host}:{self.port}"
        protocols: Any = ["streamlit"]
        return connect(
            f"ws://{host}:{self.port}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", self.port)),
            origin=asking,
            subprotocols=protocols,
            additional_headers=headers,
            max_size=None,
        )

    def log(self) -> list[dict[str, Any]]:
        """Return the events of the log."""
        lines = self.err.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def events(self) -> list[str]:
        """Return the names of the events of the log."""
        return [line["event"] for line in self.log()]


@contextmanager
def hosted(folder: Path, data: Path, **environment: str) -> Iterator[Hosted]:
    """Run `smartcity serve` until the block ends; settings by their names without SMARTCITY_."""
    port = free_port()
    out, err = folder / f"{port}.out", folder / f"{port}.err"
    own = {name: value for name, value in os.environ.items() if not name.startswith("SMARTCITY_")}
    named = {f"SMARTCITY_{name.upper()}": value for name, value in {"language": "id", **environment}.items()}
    with out.open("wb") as said, err.open("wb") as logged:
        process = subprocess.Popen(
            [COMMAND, "serve", "--host", "127.0.0.1", "--port", str(port), "--data", data],
            cwd=folder,
            env=own | named,
            stdout=said,
            stderr=logged,
        )
    try:
        yield Hosted(process, port, out, err)
    finally:
        process.kill()
        process.wait()


def rerun(session: ClientConnection, page: str = "", query: str = "") -> list[ForwardMsg]:
    """Ask for a run of a page and return all that it sent."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    session.send(asked.SerializeToString())
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "script_finished":
        message = ForwardMsg()
        message.ParseFromString(bytes(session.recv(timeout=60)))  # type: ignore[arg-type]
        messages.append(message)
    return messages


def texts(messages: list[ForwardMsg]) -> str:
    """Return all that messages hold, as text to search in.

    Streamlit tells every browser where its script lies; no page shows it and it cannot be switched off.
    """
    for message in messages:
        if message.WhichOneof("type") == "new_session":
            message.new_session.main_script_path = ""
    return "\n".join(str(message) for message in messages)


def last_words(session: ClientConnection) -> int | None:
    """Return the code by which the server closed a connection, None where it just went away."""
    try:
        while True:
            session.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
