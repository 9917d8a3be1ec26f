"""README and docs are true: the settings are those of the code, the commands exist, the pictures are there."""

import re

import pytest

from smartcity.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """Return the settings as README shows them."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = default.relative_to(ROOT).as_posix() + "/" if name == "data" else default
        shown = "(empty)" if str(default) == "" else f"`{shown}`"
        rows.append(f"| `SMARTCITY_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def test_settings_are_those_of_the_code() -> None:
    assert settings_table() in README


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_linked_files_exist(target: str) -> None:
    assert (ROOT / target).exists()


def test_named_commands_exist() -> None:
    from typer.main import get_command

    from smartcity.cli import app

    named = set(re.findall(r"uv run smartcity ([a-z-]+)", README))

    assert named <= set(get_command(app).commands)  # type: ignore[attr-defined]
    assert {"serve", "check", "query", "restore"} <= named
