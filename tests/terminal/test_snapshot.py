"""`smartcity snapshot`: what it refuses before a browser is started."""

from pathlib import Path

import pytest

from tests.terminal.loading_kit import Run


def test_wrong_use_is_said_and_nothing_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "peta.png"

    said = [
        run("snapshot", "peta", "--out", tmp_path / "none" / "peta.png"),
        run("snapshot", "peta", "--out", tmp_path / "peta.jpg"),
        run("snapshot", "peta", "--out", out, "--chromium", "/opt/peramban"),
        run("snapshot", "ftp://contoh.go.id/peta", "--out", out),
        run("snapshot", "peta", "--out", out, "--width", "10"),
    ]

    assert [(code, written, errors.strip()) for code, written, errors in said] == [
        (2, "", f"Folder {tmp_path / 'none'} tidak ada; buat dahulu foldernya."),
        (2, "", "Tangkapan layar ditulis sebagai PNG; beri nama berkas .png."),
        (2, "", "Tidak ada program /opt/peramban; sebutkan letak Chromium."),
        (2, "", "Tautan lengkap dimulai dengan http:// atau https://."),
        (2, "", "Isian untuk --width tidak dapat dipakai; lihat `smartcity snapshot --help`."),
    ]
    assert not out.exists()
