"""Two dashboard processes over one data folder behind nginx, started as docs/hosting.md says, on ports of their own."""

import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smartcity.serve import free_port
from smartcity.settings import ROOT

NGINX_CONF = ROOT / "docs" / "nginx.conf"
UNIT = ROOT / "docs" / "systemd" / "smartcity@.service"
# What an administrator adapts: the places of the files shipped, each with what stands there in a test.
DOCUMENTED_PORTS = ("8501", "8502")
STARTS_WITHIN = 90
PLACE = "smartcity_place"

# What Debian's own nginx.conf has around a file in conf.d, for one process that belongs to the test.
AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    log_format place '$cookie_smartcity_place $upstream_addr';
    access_log {folder}/access.log place;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/smartcity.conf;
}}
"""


@dataclass(frozen=True)
class Program:
    """What the proxy leads to: its command for a port, where it is started, what answers once it is ready."""

    command: Callable[[str], list[str]]
    folder: Path
    ready: str


@dataclass
class Proxied:
    """Two processes behind a proxy."""

    address: str
    """Where the dashboard is, with the path and its last slash: https://localhost:…/kota-cerdas/."""
    data: Path
    folder: Path
    workers: dict[str, subprocess.Popen[bytes]]
    """The processes by the port that they listen on."""
    proxy: subprocess.Popen[bytes]

    def get(self, path: str, *, place: str = "") -> tuple[int, dict[str, str], bytes]:
        """Ask through the proxy; return status, headers and content. Redirects are not followed."""
        headers = {"Cookie": f"{PLACE}={place}"} if place else {}
        request = urllib.request.Request(f"{self.address}{path}", headers=headers)
        opener = urllib.request.build_opener(_Stays, urllib.request.HTTPSHandler(context=trusting()))
        try:
            with opener.open(request, timeout=30) as answer:
                return (
                    answer.status,
                    {name.lower(): value for name, value in answer.headers.items()},
                    answer.read(),
                )
        except urllib.error.HTTPError as error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()

    def place_of(self, port: str) -> str:
        """Return a number that the proxy leads to the process at a port."""
        for number in range(64):
            place = f"test-{number}"
            self.get("healthz", place=place)
            said = (self.folder / "access.log").read_text().splitlines()
            if any(line == f"{place} 127.0.0.1:{port}" for line in said):
                return place
        raise AssertionError(f"no number leads to {port}")


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def trusting() -> ssl.SSLContext:
    """Return a context that takes the certificate made for the test."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def proxied(
    folder: Path, data: Path, settings: Mapping[str, str], program: Program | None = None
) -> Iterator[Proxied]:
    """Start two processes, of the dashboard unless another program is named, and nginx; end them all."""
    program = program or Program(exec_start, ROOT, "readyz")
    ports = {documented: str(free_port()) for documented in (*DOCUMENTED_PORTS, "80", "443")}
    _write_configuration(folder, ports)
    environment = {**os.environ, "SMARTCITY_PATH": "kota-cerdas", "SMARTCITY_DATA": str(data), **settings}
    workers: dict[str, subprocess.Popen[bytes]] = {}
    started: list[subprocess.Popen[bytes]] = []
    try:
        for port in (ports[documented] for documented in DOCUMENTED_PORTS):
            workers[port] = _start(program.command(port), program.folder, folder / f"{port}.log", environment)
            started.append(workers[port])
        started.append(_start(_nginx(folder), folder, folder / "nginx.log", environment))
        address = f"https://localhost:{ports['443']}/kota-cerdas/"
        found = Proxied(address, data, folder, workers, started[-1])
        _wait(found, program.ready)
        yield found
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def exec_start(port: str) -> list[str]:
    """Return the command of the service's file for a port, with the program of this checkout."""
    found = re.search(r"^ExecStart=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)
    assert found
    program, *arguments = found.group(1).replace("%i", port).split()
    assert program == "/opt/smartcity/.venv/bin/smartcity"
    return [sys.executable, "-m", "smartcity.cli", *arguments]


def _nginx(folder: Path) -> list[str]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(program).exists(), "nginx is needed: apt-get install nginx-light"
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _start(
    command: list[str], folder: Path, log: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    with log.open("wb") as said:
        return subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdout=said, stderr=subprocess.STDOUT
        )


def _write_configuration(folder: Path, ports: Mapping[str, str]) -> None:
    key, certificate = folder / "dasbor.key", folder / "dasbor.pem"
    made = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command = ["openssl", "req", "-x509", *made, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    shipped = NGINX_CONF.read_text("utf-8")
    for documented in DOCUMENTED_PORTS:
        shipped = shipped.replace(f"127.0.0.1:{documented}", f"127.0.0.1:{ports[documented]}")
    for documented in ("80", "443"):
        shipped = re.sub(rf"listen {documented}\b", f"listen {ports[documented]}", shipped)
    shipped = shipped.replace("/etc/ssl/dasbor", str(folder / "dasbor"))
    (folder / "smartcity.conf").write_text(shipped, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")


def _wait(found: Proxied, ready: str) -> None:
    """Wait until the processes answer, each by itself, and the proxy passes them on."""
    addresses = [
        *(f"http://127.0.0.1:{port}/kota-cerdas/{ready}" for port in found.workers),
        f"{found.address}{ready}",
    ]
    until = time.monotonic() + STARTS_WITHIN
    while addresses:
        assert time.monotonic() < until, _said(found)
        assert all(process.poll() is None for process in found.workers.values()), _said(found)
        try:
            urllib.request.urlopen(addresses[0], timeout=2, context=trusting()).close()
        except OSError:
            time.sleep(0.1)
        else:
            addresses.pop(0)


def _said(found: Proxied) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(found.folder.glob("*.log")))
