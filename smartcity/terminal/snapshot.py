"""`smartcity snapshot`: what it may be told, and the server that it pictures."""

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import typer

from smartcity.terminal import output, stores
from smartcity.terminal.options import Data, Language
from smartcity.terminal.usage import Command, UseError
from smartcity.words import N_, _

STARTS_WITHIN_SECONDS = 90
ENDS_WITHIN_SECONDS = 20
LEAST, MOST = 320, 7680
"""Widths and heights of a window in pixels, from a small phone to a screen of 8K."""


def add(app: typer.Typer) -> None:
    """Add the command."""
    said = N_("Potret satu halaman sebagaimana digambar peramban.")
    app.command(cls=Command, help=said)(snapshot)


def snapshot(
    view: Annotated[
        str,
        typer.Argument(
            metavar="VIEW",
            help=N_(
                "Halaman dan tampilannya, misalnya 'peta?program=gmsc&periode=2022'; atau tautan lengkap."
            ),
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=N_("Berkas hasil (PNG)."))],
    width: Annotated[
        int, typer.Option("--width", metavar="PX", min=LEAST, max=MOST, help=N_("Lebar jendela."))
    ] = 1920,
    height: Annotated[
        int | None,
        typer.Option(
            "--height",
            metavar="PX",
            min=LEAST,
            max=MOST,
            help=N_("Tinggi jendela (bila tidak disebut: setinggi isinya)."),
        ),
    ] = None,
    theme: Annotated[
        Literal["light", "dark"], typer.Option("--theme", metavar="light|dark", help=N_("Tema."))
    ] = "light",
    chromium: Annotated[
        str | None, typer.Option("--chromium", metavar="PATH", help=N_("Letak Chromium."))
    ] = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Write a picture of a page, taken when all of it is drawn."""
    from smartcity import screenshot
    from smartcity.terminal.results import usable_target, write_whole

    target = usable_target(screenshot.png_path(out))
    program = screenshot.find(chromium)
    size = screenshot.Size(width, height)
    with _dashboard(view, data, language) as address:
        output.note(_("Menggambar {address} …").format(address=address))
        picture = screenshot.take(program, address, size, theme)
    write_whole(target, picture)
    output.show(_("Tangkapan layar ditulis ke {out}.").format(out=out))


@contextmanager
def _dashboard(view: str, data: Path | None, language: str | None) -> Iterator[str]:
    """Give the whole address of a view: of the dashboard that it names, or of one that runs as long as needed."""
    if "://" in view:
        if urlsplit(view).scheme not in ("http", "https"):
            raise UseError(_("Tautan lengkap dimulai dengan http:// atau https://."))
        yield view
        return
    store = stores.filled(data)
    store.close()
    with _served(store.folder, language) as root:
        yield f"{root}/{view.lstrip('/')}"


@contextmanager
def _served(folder: Path, language: str | None) -> Iterator[str]:
    """Serve a data folder at an address of this computer alone."""
    from smartcity import serve

    output.note(_("Menjalankan dasbor …"))
    port = serve.free_port()
    options = ["--port", str(port), "--data", str(folder), *(["--lang", language] if language else [])]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "smartcity.cli", "serve", *options], stdout=said, stderr=said
        )
        try:
            root = serve.address(serve.HOST, port)
            if not _answers(root, process):
                said.seek(0)
                reason = said.read().decode(errors="replace").strip().splitlines()
                text = _("Dasbor tidak dapat dijalankan: {reason}")
                raise UseError(text.format(reason=reason[-1] if reason else ""))
            yield root
        finally:
            _end(process)


def _answers(root: str, process: "subprocess.Popen[bytes]") -> bool:
    """Wait for the server; return whether it answers."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{root}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(ENDS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
