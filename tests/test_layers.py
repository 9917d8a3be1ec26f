"""The layers of the design: imports point one way, SQL and Streamlit stay where they belong."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcity.settings import ROOT

SOURCES = sorted([*(ROOT / "smartcity").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
SQL = re.compile(
    r"\b(select|insert into|update|delete from|merge into)\b[\s\S]+\b(from|set|values|using)\b", re.I
)


def name(path: Path) -> str:
    """Return a file's place in the checkout."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Give the modules that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strings(path: Path) -> Iterator[str]:
    """Give the texts in a file that are not docstrings."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_streamlit_is_imported_by_pages_only(path: Path) -> None:
    allowed = name(path) == "app.py" or name(path).startswith(("pages/", "smartcity/ui/"))

    found = [module for module in imports(path) if module.split(".")[0] == "streamlit"]

    assert allowed or found == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    inner = name(path).startswith("smartcity/") and not name(path).startswith("smartcity/ui/")

    upwards = [module for module in imports(path) if module.startswith(("smartcity.ui", "pages"))]

    assert not inner or upwards == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_pages_hold_no_sql_and_no_arithmetic(path: Path) -> None:
    tree = ast.parse(path.read_text())

    sums = [
        node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add)
    ]

    assert sums == []
    assert [text for text in strings(path) if SQL.search(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "smartcity" / "ui").glob("*.py")), ids=name)
def test_ui_holds_no_sql(path: Path) -> None:
    assert [text for text in strings(path) if SQL.search(text)] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_connections_are_opened_in_one_place(path: Path) -> None:
    assert name(path) == "smartcity/connections.py" or "duckdb.connect(" not in path.read_text()
