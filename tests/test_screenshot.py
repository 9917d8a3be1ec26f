"""What is said where there is no Chromium, nothing to steer it, or no name for the picture."""

import importlib.util
from pathlib import Path

import pytest

from smartcity import screenshot
from smartcity.screenshot import ScreenshotError, Size


def test_the_first_installed_browser_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("google-chrome", "chromium-browser"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert screenshot.find() == str(tmp_path / "chromium-browser")
    assert screenshot.find("google-chrome") == str(tmp_path / "google-chrome")
    assert screenshot.find(str(tmp_path / "google-chrome")) == str(tmp_path / "google-chrome")


def test_no_browser_is_said_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ScreenshotError) as nowhere:
        screenshot.find()
    with pytest.raises(ScreenshotError) as wrong:
        screenshot.find("/opt/peramban")

    assert str(nowhere.value) == (
        "Chromium tidak ditemukan. Pasang dahulu (di Debian dan Ubuntu: `sudo apt-get install chromium`), atau "
        "sebutkan letaknya dengan --chromium."
    )
    assert str(wrong.value) == "Tidak ada program /opt/peramban; sebutkan letak Chromium."


def test_nothing_to_steer_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(ScreenshotError, match="uv sync --extra snapshot"):
        screenshot.find()


def test_a_picture_is_a_png() -> None:
    assert screenshot.png_path(Path("peta.PNG")) == Path("peta.PNG")
    with pytest.raises(ScreenshotError, match=r"beri nama berkas \.png"):
        screenshot.png_path(Path("peta.jpg"))


def test_a_window_without_height_is_opened_as_wide_as_a_projector() -> None:
    assert [Size(1920).first_height, Size(1000, 700).first_height] == [1080, 700]
