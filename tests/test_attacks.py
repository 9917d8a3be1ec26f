"""A really started server attacked past its pages: Streamlit's own addresses, forged headers and cookies, paths."""

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from smartcity import sessions
from smartcity.accounts import Accounts
from smartcity.caller import Caller
from smartcity.visitor import COOKIE
from tests.account_kit import PASSWORD, TERMINAL, make
from tests.hosted import Hosted, hosted, rerun, texts

pytestmark = pytest.mark.slow
MEGABYTE = 1 << 20
NAMES = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "a\0.csv",
    "CON",
    "a" * 300 + ".csv",
    "\u202egnp.csv",
    "<img src=x onerror=alert(1)>.csv",
    "$x$ **tebal** :material/home:.csv",
    "",
    ".",
)


@dataclass
class Tab:
    """One browser tab: its session on the server and the cookies of its browser."""

    server: Hosted
    session: str
    token: str
    person: str

    def put(
        self,
        content: bytes = b"a\n",
        *,
        name: str = "x.csv",
        session: str = "",
        file: str = "",
        method: str = "PUT",
        **headers: str,
    ) -> int:
        """Send a file, or remove one, as Streamlit's page does; return the status. A header '' is left out."""
        body, kind = multipart(name, content)
        given = {
            "Content-Type": kind,
            "Cookie": f"_streamlit_xsrf={self.token}; {COOKIE}={self.person}",
            "X-Xsrftoken": self.token,
        }
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in given.items() if value}
        path = f"/_stcore/upload_file/{session or self.session}/{file or uuid.uuid4()}"
        return self.server.ask(path, method=method, headers=sent, body=body)[0]


def multipart(name: str, content: bytes) -> tuple[bytes, str]:
    """Return a form with one file, and its content type."""
    said = name.replace('"', "%22").encode("utf-8", "surrogateescape")
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + said + b'"\r\n\r\n'
    return head + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


@contextmanager
def tab(server: Hosted, person: str = "") -> Iterator[Tab]:
    """Open a tab of somebody."""
    _status, headers, _content = server.ask("/_stcore/health")
    token = headers["set-cookie"].partition("=")[2].partition(";")[0]
    with server.session(headers={"Cookie": f"{COOKIE}={person}"}) as connection:
        messages = rerun(connection)
        first = next(each for each in messages if each.WhichOneof("type") == "new_session")
        yield Tab(server, first.new_session.initialize.session_id, token, person)


def token_of(folder: Path, name: str) -> str:
    """Sign in and return what the browser's cookie holds."""
    return sessions.sign_in(folder, name, PASSWORD, Caller("", "127.0.0.1"))


@pytest.fixture
def office(own_data_folder: Path, tmp_path: Path) -> Iterator[tuple[Hosted, Path]]:
    """Return a server with accounts, of small uploads."""
    for name, role in (("ani", "analyst"), ("budi", "reader"), ("citra", "analyst")):
        make(own_data_folder, name, role)
    with hosted(tmp_path, own_data_folder, upload_mb="12", readers="accounts") as server:
        server.wait()
        yield server, own_data_folder


def test_files_that_no_page_would_take(office: tuple[Hosted, Path]) -> None:
    server, folder = office
    analyst, reader, gone = (token_of(folder, name) for name in ("ani", "budi", "citra"))
    sessions.sign_out(folder, sessions.digest_of(gone), Caller("citra", "127.0.0.1"))
    ten, twelve = b"x" * (10 * MEGABYTE - 1000), b"x" * (12 * MEGABYTE - 1000)
    with tab(server, analyst) as ours, tab(server, reader) as other:
        assert ours.put() == other.put() == 204
        forms = {
            "nobody": ours.put(Cookie=f"_streamlit_xsrf={ours.token}"),
            "a session that ended": ours.put(Cookie=f"_streamlit_xsrf={ours.token}; {COOKIE}={gone}"),
            "a forged session": ours.put(Cookie=f"_streamlit_xsrf={ours.token}; {COOKIE}=../..\xff"),
            "two of them": ours.put(Cookie=f"_streamlit_xsrf={ours.token}; {COOKIE}={analyst}; {COOKIE}=x"),
            "a huge cookie": ours.put(Cookie=f"_streamlit_xsrf={ours.token}; {COOKIE}={'x' * 8000}"),
            "no token": ours.put(X_Xsrftoken=""),
            "another token": ours.put(X_Xsrftoken="2|x|y|z"),
            "no cookie of the token": ours.put(Cookie=f"{COOKIE}={analyst}"),
            "no such tab": ours.put(session=str(uuid.uuid4())),
            "no size": ours.put(Transfer_Encoding="chunked"),
            "a reader's large one": other.put(ten + b"x" * MEGABYTE),
            "too large a one": ours.put(twelve + b"x" * MEGABYTE),
        }
        assert forms == {
            "nobody": 403,
            "a session that ended": 403,
            "a forged session": 403,
            "two of them": 403,
            "a huge cookie": 403,
            "no token": 403,
            "another token": 403,
            "no cookie of the token": 403,
            "no such tab": 400,
            "no size": 411,
            "a reader's large one": 413,
            "too large a one": 413,
        }
        assert [ours.put(name=name) for name in NAMES] == [204] * len(NAMES)
        assert [ours.put(twelve) for _count in range(6)] == [204] * 5 + [503]
        assert other.put(ten) == 204
    written = {path.name for path in folder.iterdir()} - {"state.sqlite-wal", "state.sqlite-shm", "lock"}
    assert written == {"current", "prepare", "state.sqlite", "versions"}
    assert "Traceback" not in server.err.read_text()


def test_only_who_may_read_removes_a_file(office: tuple[Hosted, Path]) -> None:
    server, folder = office
    with tab(server, token_of(folder, "ani")) as ours, tab(server, token_of(folder, "citra")) as other:
        files = [str(uuid.uuid4()) for _count in range(5)]
        large = b"x" * (12 * MEGABYTE - 1000)
        assert [ours.put(large, file=file) for file in files] == [204] * 5
        refused = [
            ours.put(method="DELETE", file=files[0], Cookie=f"_streamlit_xsrf={ours.token}"),
            ours.put(method="DELETE", file=files[0], X_Xsrftoken=""),
            ours.put(method="POST", file=files[0]),
        ]
        assert refused == [403, 403, 405]
        assert other.put(method="DELETE", file=files[0]) == 204  # of the own tab, where no such file is
        assert ours.put(large) == 503
        assert ours.put(method="DELETE", file=files[0]) == 204
        assert ours.put(large) == 204


def test_many_files_at_once_are_no_more_than_one_after_another(office: tuple[Hosted, Path]) -> None:
    server, folder = office
    large = b"x" * (12 * MEGABYTE - 1000)
    with tab(server, token_of(folder, "ani")) as ours:
        with ThreadPoolExecutor(15) as threads:
            answers = Counter(threads.map(lambda _count: ours.put(large), range(15)))
        assert set(answers) == {204, 503}
        assert answers[204] <= 5
        assert [ours.put(large) for _count in range(6 - answers[204])] == [204] * (5 - answers[204]) + [503]
        assert server.ask("/healthz")[0] == 200


def test_what_a_page_made_is_for_readers(office: tuple[Hosted, Path]) -> None:
    """A picture or a download has an address that nobody guesses; who hears of it must still be one who may read."""
    server, folder = office
    person = token_of(folder, "ani")
    with server.session(headers={"Cookie": f"{COOKIE}={person}"}) as connection:
        address = re.search(r'"(/media/[^"]+)"', texts(rerun(connection, "paparan")))
        assert address
        path = address[1]
        theirs = {"Cookie": f"{COOKIE}={person}"}
        forged: list[dict[str, str]] = [{}, {"Cookie": f"{COOKIE}=x"}, {"X-Forwarded-User": "ani"}]
        answers = [server.ask(path, headers=headers) for headers in (theirs, *forged)]
        ranged = server.ask(path, headers={"Range": "bytes=0-10"})
        Accounts(folder).disable("ani", by=TERMINAL)
        after = server.ask(path, headers=theirs)

    assert [status for status, *_rest in (*answers, ranged, after)] == [200, 403, 403, 403, 403, 403]


def test_rights_over_files_end_while_a_tab_is_open(office: tuple[Hosted, Path]) -> None:
    server, folder = office
    accounts, large = Accounts(folder), b"x" * (11 * MEGABYTE)
    with tab(server, token_of(folder, "ani")) as ours, tab(server, token_of(folder, "citra")) as other:
        assert (ours.put(large), other.put(large)) == (204, 204)
        accounts.change("ani", "reader", by=TERMINAL)
        accounts.disable("citra", by=TERMINAL)
        assert (ours.put(), other.put()) == (403, 403)
        ours.person = token_of(folder, "ani")
        assert (ours.put(), ours.put(large)) == (204, 413)


@pytest.mark.parametrize("path", ["/app/static/", "/media/", "/_stcore/", "/component/", "/api/v1/", "/"])
def test_no_path_leads_out(own_data_folder: Path, office: tuple[Hosted, Path], path: str) -> None:
    server, _folder = office
    ups = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "%252e%252e/", "..;/", "%c0%ae%c0%ae/", "./../")
    wanted = ("data/datapackage.json", "smartcity/settings.py", "etc/passwd", f"{own_data_folder}/current")
    asked = [f"{path}{up * count}{name}" for up in ups for count in (1, 3, 9) for name in wanted]
    asked += [
        f"{path}{own_data_folder}/state.sqlite",
        f"{path}/etc/passwd",
        f"{path}%00",
        f"{path}file:%2f%2f/etc",
    ]
    answers = [server.ask(each) for each in asked]

    leaked = (b"root:", b'"resources"', b"BaseSettings", b"SQLite format")
    assert [
        asked[place] for place, (*_rest, content) in enumerate(answers) if any(s in content for s in leaked)
    ] == []
    assert {status for status, *_rest in answers} <= {200, 307, 400, 401, 403, 404, 422}
    assert "Traceback" not in server.err.read_text()


def test_forged_headers_and_cookies_give_nothing(office: tuple[Hosted, Path]) -> None:
    server, folder = office
    token = token_of(folder, "ani")
    path = "/jelajah.csv?tabel=pilot"
    assert server.ask(path, headers={"Cookie": f"{COOKIE}={token}"})[0] == 200
    forged = [
        {},
        {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-User": "ani", "Remote-User": "ani", "Authorization": "Basic YW5pOmFuaQ=="},
        {"Cookie": f"{COOKIE}={sessions.digest_of(token)}"},
        {"Cookie": f"{COOKIE.upper()}={token}"},
        {"Cookie": f"{COOKIE}={token}x"},
        {"Cookie": f"{COOKIE}={token}; {COOKIE}="},
        {"Cookie": f"{COOKIE}=' or 1=1 --"},
        {"Cookie": f"{COOKIE}=\xff\xfe"},
        {"Cookie": "x=" + "y" * 30_000},
        {"Cookie": "; ".join(f"a{number}=b" for number in range(2_000))},
        {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/healthz", "X-Rewrite-URL": "/healthz"},
    ]
    found = [server.ask(path, headers=headers) for headers in forged]

    assert {status for status, *_rest in found} <= {400, 403, 431}
    assert not any(b"pilot" in content for *_rest, content in found)
    assert "Traceback" not in server.err.read_text()


def test_a_connection_from_a_foreign_page_is_refused(office: tuple[Hosted, Path]) -> None:
    server, _folder = office
    for origin in ("https://evil.example", "null", f"http://localhost.evil.example:{server.port}", "file://"):
        with pytest.raises(InvalidStatus) as refused:
            server.session(origin=origin)
        assert refused.value.response.status_code == 403


def test_a_foreign_name_of_this_computer_changes_nothing(own_data_folder: Path, tmp_path: Path) -> None:
    """A site whose name was turned to 127.0.0.1 reads what all may read, but does not sit at the server."""
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()
        said = []
        for host in ("localhost", "evil.example"):
            with server.session(host) as connection:
                said.append("file_uploader" in "".join(map(str, rerun(connection, "unggah"))))

    assert said == [True, False]
