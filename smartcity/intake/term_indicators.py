"""One framework's indicators by what people call them: a number, a letter and number, a name or part of one."""

import re
from collections.abc import Sequence

from smartcity.contract import load_contract
from smartcity.intake.reference import Row
from smartcity.intake.term_lookup import Lookup, name_parts, squeezed, value_names

# "7"  "I7"  "Domain 1"  "Indikator 7: Tingkat Kematangan ..."  "1. Kebijakan Internal"
_NUMBERED = re.compile(
    r"(?P<word>[^\W\d_]*(?:\s[^\W\d_]+)?)\s*0*(?P<number>[0-9]{1,4})\s*[.:)\-–]*\s*(?P<rest>.*)", re.S
)
_ID_NUMBER = re.compile("^([a-z])0*([0-9]+)$")
_INDEX = re.compile(r"\bind(?:eks|ex)\b", re.I)
_WORDS = re.compile(r"[^\W_]+")
_OVERLOOKED = frozenset({"nilai", "skor", "score"})
_NAMES = ("name_id", "name_en")
# Short words ("dan", "TIK") stand in too many names to point at one.
_SHORTEST_PART = 4
_LONGEST = 300


class Indicators:
    """The indicators of one framework."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._levels = _levels()
        self._order = list(dict.fromkeys(self._levels.values()))
        self.rows = sorted(rows, key=lambda row: (self._order.index(row["level"]), int(row["ordinal"])))
        dimensions = load_contract().tables["pilot"].field("dimension")
        are_dimensions = {row["indicator"] for row in rows if row["level"] == "dimension"}
        named = [(row[column], row["indicator"]) for row in rows for column in _NAMES]
        self.names = Lookup(
            [(row["indicator"], row["indicator"]) for row in rows],
            named,
            self._index_names(),
            [(part, found) for name, found in named for part in name_parts(name) or ()],
            [pair for pair in value_names(dimensions) if pair[1] in are_dimensions],
        )

    def find(self, text: str) -> str | None:
        """Return the indicator that a text means, None where it is none or could be several."""
        if len(text) > _LONGEST:
            return None
        found = self.names.find(text) or self._numbered(text)
        if found:
            return found
        first, _, rest = text.partition(" ")
        rest = rest.strip()
        is_overlooked = first.casefold() in _OVERLOOKED or squeezed(first) in self._levels
        if is_overlooked and rest and not rest[0].isdigit():
            return self.find(rest)
        return self._by_part(text)

    def _index_names(self) -> list[tuple[str, str]]:
        """Return how people call the overall score: the level's words, its name without them."""
        words = [word for word, level in self._levels.items() if level == "index"]
        indexes = [row for row in self.rows if row["level"] == "index"]
        return [
            (name, row["indicator"])
            for row in indexes
            for name in (*words, *(_INDEX.sub("", row[column]) for column in _NAMES))
        ]

    def _numbered(self, text: str) -> str | None:
        """Return the indicator with a number; a name behind the number must be its own."""
        found = _NUMBERED.fullmatch(text.strip())
        if not found:
            return None
        fitting = self._with_number(squeezed(found["word"]), found["number"], bool(found["rest"]))
        if found["rest"]:
            fitting = [row for row in fitting if _names_it(row, found["rest"])]
        return fitting[0]["indicator"] if len(fitting) == 1 else None

    def _with_number(self, word: str, number: str, is_named: bool) -> list[Row]:
        """Return the indicators with a number, by a letter or a word for their level before it."""
        if len(word) == 1:
            return [row for row in self.rows if _ID_NUMBER.sub(r"\1\2", row["indicator"]) == word + number]
        level = self._levels.get(word)
        if word and not level:
            return []
        levels = [level] if level else self._order if is_named else ["indicator"]
        return [row for row in self.rows if row["level"] in levels and row["ordinal"] == number]

    def _by_part(self, text: str) -> str | None:
        """Return the indicator whose name holds the words, on the topmost level that has any such name."""
        if not any(len(word) >= _SHORTEST_PART for word in _WORDS.findall(text)):
            return None
        for level in self._order:
            if level == "index":
                continue
            fitting = [row for row in self.rows if row["level"] == level and _names_it(row, text)]
            if fitting:
                return fitting[0]["indicator"] if len(fitting) == 1 else None
        return None


def _levels() -> dict[str, str]:
    """Return the words for levels -> the level, topmost first."""
    values = load_contract().tables["indicator"].field("level").values
    return {
        squeezed(name): level
        for level, known in values.items()
        for title in known.titles.values()
        for name in (level, title, *(name_parts(title) or ()), *known.synonyms)
    }


def _names_it(row: Row, text: str) -> bool:
    """Return whether the words of a text stand together in one of the names."""
    words = f" {' '.join(_WORDS.findall(text.casefold()))} "
    names = (" ".join(_WORDS.findall(row[name].casefold())) for name in _NAMES)
    return bool(words.strip()) and any(words in f" {name} " for name in names)
