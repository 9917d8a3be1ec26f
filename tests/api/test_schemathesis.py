"""Schemathesis asks a really started server what its description allows and forbids, and finds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosted import hosted

# Examples for each of some 150 addresses, and the seconds that they may take together.
EXAMPLES, SECONDS = 3, 40


@pytest.mark.slow
def test_schemathesis_finds_nothing(data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, data_folder, api_rate="1000000", uploads="local") as server:
        server.wait()
        address = f"http://127.0.0.1:{server.port}/api/v1/openapi.json?lang=en"
        done = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"),
                "run",
                address,
                f"--url=http://127.0.0.1:{server.port}/api/v1",
                "--phases=fuzzing",
                "--mode=all",
                f"--max-examples={EXAMPLES}",
                f"--max-time={SECONDS}",
                "--workers=2",
                "--seed=1",
                "--generation-database=none",
                "--continue-on-failure",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        log = server.err.read_text()

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "api_failed" not in log
    assert "Traceback" not in log
