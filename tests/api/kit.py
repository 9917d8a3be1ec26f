"""The API over a data folder, asked without a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from smartcity.api import Api
from smartcity.settings import settings
from smartcity.store import Store

# Somebody who does not sit at the server.
ELSEWHERE = ("10.1.2.3", 40000)


class Client(TestClient):
    """Asks the API; an answer that is not what a test expects is shown."""

    store: Store

    def good(self, address: str, **headers: str) -> Response:
        """Return an answer that must be a good one."""
        found = self.get(address, headers=headers)
        assert found.status_code == 200, found.text[:500]
        return found

    def error(self, address: str, status: int, **headers: str) -> dict[str, str]:
        """Return the error that an address must answer with."""
        found = self.get(address, headers=headers)
        assert found.status_code == status, found.text[:500]
        assert set(found.json()) == {"error"}
        assert list(found.json()["error"]) == ["code", "message", "where", "what_to_do"]
        return dict(found.json()["error"])


@contextmanager
def asked(folder: Path, client: tuple[str, int] = ELSEWHERE) -> Iterator[Client]:
    """Give a client of the API over a folder."""
    api = Api(lambda: made.store)
    made = Client(api, base_url="http://localhost", client=client, raise_server_exceptions=False)
    made.store = Store(folder)
    yield made
    made.store.close()


@contextmanager
def moved(client: Client, folder: Path) -> Iterator[Client]:
    """Let a client ask over another folder for a while: building an API takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCITY_DATA", str(folder))
        settings.cache_clear()
        before, client.store = client.store, Store(folder)
        yield client
        client.store.close()
        client.store = before
        client.cookies.clear()
    settings.cache_clear()
