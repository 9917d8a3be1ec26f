"""Words that a person sees: the Indonesian text is the key, other languages come from gettext catalogs.

Each thread or task has its own language, so two people may read the same page in two languages at once.
"""

import gettext
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from smartcity.settings import settings

SOURCE = "id"
"""The language of the texts in the code."""

PSEUDO = "qps"
"""The pseudo-locale: every text that passed through here is marked, so that one that did not is seen."""

LANGUAGES: dict[str, str] = {"id": "Bahasa Indonesia", "en": "English"}
"""Languages offered to people, each by its own name."""

CATALOGS = Path(__file__).resolve().parent / "locale"

_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("aceginosuyACEGINOSUY", "åçéğîñøšüýÅÇÉĞÎÑØŠÜÝ")
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """Return the language of this thread or task."""
    return _chosen.get() or known_language(settings().language)


def known_language(code: str | None) -> str:
    """Return the code if it is a language we have, else Indonesian."""
    return code if code in LANGUAGES or code == PSEUDO else SOURCE


def use_language(code: str | None) -> str:
    """Choose the language of this thread or task and return the one really in use."""
    chosen = known_language(code)
    _chosen.set(chosen)
    return chosen


@contextmanager
def in_language(code: str | None) -> Iterator[str]:
    """Use a language inside a with block and the former one after it."""
    token = _chosen.set(known_language(code))
    try:
        yield language()
    finally:
        _chosen.reset(token)


def _(msgid: str) -> str:
    """Translate a text into the language of this thread or task."""
    current = language()
    if current == PSEUDO:
        return pseudo(msgid)
    return _translations(current).gettext(msgid) if msgid else ""


def ngettext(singular: str, plural: str, count: float) -> str:
    """Translate a text that depends on a count (Indonesian has one form, English two)."""
    current = language()
    if current == PSEUDO:
        return pseudo(singular if count == 1 else plural)
    return _translations(current).ngettext(singular, plural, int(count) if count == int(count) else 2)


def N_(msgid: str) -> str:  # noqa: N802 - gettext's usual name for a text that is translated later
    """Mark a text for the catalogs without translating it here."""
    return msgid


def column(prefix: str) -> str:
    """Return the column that holds a name in this language: name_id or name_en."""
    return f"{prefix}_en" if language() == "en" else f"{prefix}_id"


def local(row: Mapping[Any, Any], prefix: str) -> str:
    """Return a row's name in this language, or in the other one where this is missing."""
    for name in (column(prefix), f"{prefix}_id", f"{prefix}_en"):
        value = row.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def pseudo(text: str) -> str:
    """Return the text accented and bracketed, with its {placeholders} untouched."""
    parts = _PLACEHOLDER.split(text)
    accented = [part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)]
    return f"⟦{''.join(accented)}⟧"


@lru_cache(maxsize=len(LANGUAGES))
def _translations(code: str) -> gettext.NullTranslations:
    """Read a catalog once; Indonesian needs none."""
    path = CATALOGS / code / "LC_MESSAGES" / "smartcity.po"
    if code == SOURCE or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
