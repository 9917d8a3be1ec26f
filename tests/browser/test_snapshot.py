"""`smartcity snapshot` with a real Chromium: the size and theme that were asked, all drawn, and words for the rest."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from smartcity.look import DARK, LIGHT, channels
from tests.browser.conftest import Server
from tests.hosted import COMMAND

pytestmark = pytest.mark.browser


def snapshot(*asked: str | Path) -> tuple[int, str, str]:
    """Run the command; return its exit code, output, and the last line of what it said besides."""
    command = [str(COMMAND), "snapshot", *map(str, asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, (done.stderr.splitlines() or [""])[-1]


def test_the_command_serves_and_pictures_a_view(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "peta.png"
    window = ("--width", "1280", "--height", "720", "--theme", "dark")

    code, said, error = snapshot(
        "peta?program=gmsc&periode=2022", "--out", out, "--data", server.data, *window
    )

    assert (code, said) == (0, f"Tangkapan layar ditulis ke {out}.\n"), error
    with Image.open(out) as picture:
        assert picture.size == (1280, 720)
        assert picture.convert("RGB").getpixel((1270, 710)) == channels(DARK.background)


def test_without_a_height_all_of_a_running_dashboards_page_is_there(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "tahapan.png"

    code, _said, error = snapshot(f"{server.address}/tahapan", "--out", out, "--width", "1000")

    assert code == 0, error
    picture = Image.open(out).convert("RGB")
    assert picture.width == 1000
    assert picture.height > 1000
    assert picture.getpixel((990, picture.height - 5)) == channels(LIGHT.background)


def test_what_is_not_there_is_said(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "peta.png"

    page = snapshot(f"{server.address}/petaa?lang=id", "--out", out)
    nobody = snapshot("http://localhost:9/peta", "--out", out)

    assert page == (2, "", "Dasbor tidak mempunyai halaman /petaa.")
    assert nobody == (2, "", "Dasbor di alamat itu tidak menjawab; periksa alamatnya.")
    assert not out.exists()
