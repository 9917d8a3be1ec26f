"""The English catalog is whole: every text in the code has its translation, and nothing else is in there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from smartcity.settings import ROOT
from smartcity.words import CATALOGS, in_language, ngettext

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
MARKERS = ("_", "N_", "ngettext")


@cache
def texts() -> set[str]:
    """Return every text that `pybabel extract -F babel.cfg .` finds."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options)
    return {key(text) for _file, _line, text, _comments, _context in found}


@cache
def english() -> Catalog:
    """Return the English catalog."""
    with (CATALOGS / "en" / "LC_MESSAGES" / "smartcity.po").open("rb") as file:
        return read_po(file, locale="en")


def key(text: str | tuple[str, ...] | list[str]) -> str:
    """Return a text's msgid; one that depends on a count goes by its singular."""
    return text if isinstance(text, str) else text[0]


def entries() -> list[Message]:
    """Return the entries of the English catalog, without its header."""
    return [message for message in english() if message.id]


def forms(message: Message) -> list[str]:
    """Return the English forms of an entry: one, or two for what depends on a count."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def filled(message: Message) -> bool:
    """Return whether each form that English needs is there."""
    wanted = 1 if isinstance(message.id, str) else english().num_plurals
    return len(forms(message)) == wanted and all(form.strip() for form in forms(message))


def calls() -> list[tuple[Path, ast.Call]]:
    """Return every place in the code that marks or translates a text."""
    files = [*ROOT.glob("*.py"), *(ROOT / "pages").rglob("*.py"), *(ROOT / "smartcity").rglob("*.py")]
    nodes = [(path, node) for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return [
        (path, node)
        for path, node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS
    ]


def test_every_text_is_translated_and_nothing_else() -> None:
    assert len(texts()) > 400
    assert {key(message.id) for message in entries()} == texts()
    assert english().obsolete == {}


def test_every_translation_is_filled_and_sure() -> None:
    unsure = [message.id for message in entries() if message.fuzzy or not filled(message)]
    assert unsure == []


def test_every_translation_has_the_placeholders_of_its_text() -> None:
    differing = [
        (message.id, form)
        for message in entries()
        for form in forms(message)
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(key(message.id)))
    ]
    assert differing == []


def test_translations_begin_and_end_as_their_texts() -> None:
    """A lost full stop, line break or list sign shows on the page."""
    edges = re.compile(r"^(\s*[-*]?)|([.:?…]?\s*)$")
    differing = [
        (message.id, form)
        for message in entries()
        for form in forms(message)
        if [found.group() for found in edges.finditer(form)]
        != [found.group() for found in edges.finditer(key(message.id))]
    ]
    assert differing == []


def test_the_header_says_what_programs_need() -> None:
    header = dict(english().mime_headers)
    assert (header["Language"], header["Content-Type"], header["Plural-Forms"]) == (
        "en",
        "text/plain; charset=utf-8",
        "nplurals=2; plural=(n != 1);",
    )
    assert "PROJECT" not in header["Project-Id-Version"]
    assert not english().fuzzy


@pytest.mark.parametrize(("count", "shown"), [(1, "and 1 other source"), (3, "and 3 other sources")])
def test_english_plurals(count: int, shown: str) -> None:
    text = "dan {count} sumber lain"
    with in_language("en"):
        assert ngettext(text, text, count).format(count=count) == shown


def test_the_extractor_sees_every_text() -> None:
    """A text inside an f-string is read by Python and not by the extractor."""
    unseen = [
        f"{path.relative_to(ROOT)}:{call.lineno} {argument.value!r}"
        for path, call in calls()
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and argument.value not in texts()
    ]
    assert unseen == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """What is filled in or joined first is found in no catalog: only a constant or a marked text from a table is."""
    joined = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(argument)}"
        for path, call in calls()
        for argument in call.args[:1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(argument, ast.Call)
            and isinstance(argument.func, ast.Attribute)
            and argument.func.attr in ("format", "join", "replace")
        )
    ]
    assert joined == []
