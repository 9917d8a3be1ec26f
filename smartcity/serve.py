"""Starting the server: is the address free, what does a person open, and handing the process over to Streamlit."""

import errno
import gc
import os
import runpy
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from smartcity.errors import SmartcityError
from smartcity.settings import ROOT, settings
from smartcity.words import _

HOST = "localhost"
PORT = 8501
HIGHEST_PORT = 65535
# Addresses that mean every network of this computer; a browser cannot open them.
EVERY_NETWORK = ("0.0.0.0", "::")
# Names of this computer itself, always served: a health check on it needs no name of its own.
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
# How a proxy on this machine says that it asks for somebody else.
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class AddressError(SmartcityError):
    """The server cannot listen at the address it was given."""


def check_address(host: str, port: int) -> None:
    """Raise AddressError unless the server can listen here; Streamlit itself would say it in a log line."""
    if not 1 <= port <= HIGHEST_PORT:
        text = _("Port harus antara 1 dan {highest}, misalnya --port {port}.")
        raise AddressError(text.format(highest=HIGHEST_PORT, port=PORT))
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host or "?", port))
            probe.listen()
    except (OSError, UnicodeError) as error:
        raise _in_words(error, host, port) from None


def _in_words(error: OSError | UnicodeError, host: str, port: int) -> AddressError:
    number = error.errno if isinstance(error, OSError) and not isinstance(error, socket.gaierror) else None
    if number == errno.EADDRINUSE:
        text = _("Port {port} sudah dipakai program lain; pakai port lain, misalnya --port {other}.")
    elif number in (errno.EACCES, errno.EPERM):
        text = _("Port {port} hanya boleh dipakai administrator; pakai port lain, misalnya --port {other}.")
    else:
        text = _("Alamat {host} bukan alamat komputer ini; pakai --host localhost, atau --host 0.0.0.0.")
    other = port + 1 if 1024 <= port < HIGHEST_PORT else PORT
    return AddressError(text.format(host=host or "''", port=port, other=other))


def free_port() -> int:
    """Return a port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def browser_host(host: str) -> str:
    """Return the host by which a browser on this computer finds the server."""
    return HOST if host in EVERY_NETWORK else host


def address(host: str, port: int) -> str:
    """Return the address that a person opens."""
    name = browser_host(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def allowed_hosts() -> tuple[str, ...]:
    """Return the host names that are served, those of this computer included; none where every name is."""
    names = [name.strip().lower().rstrip(".") for name in settings().hosts.split(",")]
    named = [name for name in names if name]
    return (*named, *THIS_COMPUTER) if named else ()


def command(host: str, port: int) -> list[str]:
    """Return the command that serves the pages.

    Streamlit asks a service on the internet for the address of this computer unless it is told one.
    """
    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.maxUploadSize": settings().upload_mb,
        "browser.serverAddress": browser_host(host),
        "browser.serverPort": port,
        "logger.hideWelcomeMessage": "true",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={name}" for name in allowed_hosts()]
    return ["streamlit", "run", str(ROOT / "app.py"), *flags]


@contextmanager
def as_server() -> Iterator[None]:
    """Let the signals that stop a server end what runs inside as they should: all tidied up, exit code 0.

    Garbage is not collected: nothing that is imported is ever thrown away. Who has started switches it on again.
    """
    asked: list[int] = []
    gc.disable()

    def end(number: int, _frame: object) -> NoReturn:
        asked.append(number)
        sys.exit(0)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Exception:
        if not asked:
            raise
        sys.exit(0)  # DuckDB makes an error of its own of a query that a signal interrupts
    finally:
        gc.enable()
        for number, handler in before.items():
            signal.signal(number, handler)


def hand_over(host: str, port: int, data: Path, language: str | None) -> NoReturn:
    """Become the server. The process stays the same: what stops the command stops the server.

    So do the modules that are already imported, which halves the time to the first page.
    """
    os.environ["SMARTCITY_DATA"] = str(data.absolute())
    if language:
        os.environ["SMARTCITY_LANGUAGE"] = language
    settings.cache_clear()
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml
    sys.argv = command(host, port)
    runpy.run_module("streamlit", run_name="__main__")
    sys.exit(0)
