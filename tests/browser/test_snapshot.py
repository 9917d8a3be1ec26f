"""`smartcity snapshot` with a real Chromium: the size and theme that were asked, all drawn, and words for the rest."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from smartcity import screenshot
from smartcity.look import DARK, LIGHT, channels
from smartcity.screenshot import ScreenshotError, Size
from tests.browser.conftest import Server
from tests.hosted import COMMAND

pytestmark = pytest.mark.browser


def test_the_command_serves_and_pictures_a_view(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "peta.png"
    asked = ["snapshot", "peta?program=gmsc&periode=2022", "--out", str(out), "--data", str(server.data)]

    done = subprocess.run(
        [COMMAND, *asked, "--width", "1280", "--height", "720", "--theme", "dark"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, f"Tangkapan layar ditulis ke {out}.\n"), done.stderr
    with Image.open(out) as picture:
        assert picture.size == (1280, 720)
        assert picture.convert("RGB").getpixel((1270, 710)) == channels(DARK.background)


def test_without_a_height_all_of_a_running_dashboards_page_is_there(server: Server) -> None:
    taken = screenshot.take(screenshot.find(), f"{server.address}/tahapan", Size(1000), "light")

    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    assert picture.width == 1000
    assert picture.height > 1000
    assert picture.getpixel((990, picture.height - 5)) == channels(LIGHT.background)


def test_what_is_not_there_is_said(server: Server) -> None:
    program, size = screenshot.find(), Size(800, 600)

    with pytest.raises(ScreenshotError) as page:
        screenshot.take(program, f"{server.address}/petaa?lang=id", size, "light")
    with pytest.raises(ScreenshotError) as nobody:
        screenshot.take(program, "http://localhost:9/peta", size, "light")

    assert str(page.value) == "Dasbor tidak mempunyai halaman /petaa."
    assert str(nobody.value) == "Dasbor di alamat itu tidak menjawab; periksa alamatnya."
