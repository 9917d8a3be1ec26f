"""Columns of texts in which each distinct text stands once: what is done to a text is done once, not for every row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.intake.values import Parsed

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
BLANK = Parsed(None)


@dataclass(frozen=True)
class Cells:
    """The texts of a column: each distinct one, and for every row which of them it has."""

    texts: Sequence[str]
    codes: Codes

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def where(self, holds: Callable[[str], bool]) -> Mask:
        """Return for every row whether something holds for its text."""
        mask: Mask = np.fromiter((holds(text) for text in self.texts), bool, len(self.texts))[self.codes]
        return mask

    def at(self, rows: npt.NDArray[Any]) -> "Cells":
        """Return the cells of some rows."""
        return Cells(self.texts, self.codes[rows])


def cells_of(column: pa.ChunkedArray) -> Cells:
    """Return the cells of an Arrow column of texts."""
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], pa.string())
    encoded = whole.dictionary_encode()
    return Cells(
        encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    )


def same_everywhere(text: str, rows: int) -> Cells:
    """Return a column that has the same text in every row."""
    return Cells([text], np.zeros(rows, np.int32))


def together(*columns: Cells) -> tuple[list[tuple[str, ...]], Codes]:
    """Return the distinct combinations of several columns' texts, and for every row which of them it has."""
    codes = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        codes = codes * len(column.texts) + column.codes
    encoded = pa.array(codes).dictionary_encode()
    rests = encoded.dictionary.to_numpy()
    parts: list[npt.NDArray[np.int64]] = []
    for column in reversed(columns):
        rests, part = np.divmod(rests, max(len(column.texts), 1))
        parts.append(part)
    combinations = zip(
        *(
            [column.texts[code] for code in part]
            for column, part in zip(columns, reversed(parts), strict=True)
        ),
        strict=True,
    )
    return list(combinations), encoded.indices.to_numpy().astype(np.int32)


@dataclass(frozen=True)
class Read:
    """A column after reading: for every distinct text (with what decides about it) what became of it."""

    texts: Sequence[str]
    parsed: Sequence[Parsed]
    codes: Codes

    @property
    def refused(self) -> Mask:
        """Return for every row whether its cell was refused."""
        return self._where(lambda parsed: bool(parsed.code))

    @property
    def erased(self) -> Mask:
        """Return for every row whether its cell says that the value goes."""
        return self._where(lambda parsed: parsed.erase)

    @property
    def blank(self) -> Mask:
        """Return for every row whether its cell says nothing at all."""
        return self._where(lambda parsed: parsed.value is None and not parsed.code and not parsed.erase)

    def _where(self, holds: Callable[[Parsed], bool]) -> Mask:
        mask: Mask = np.fromiter((holds(each) for each in self.parsed), bool, len(self.parsed))[self.codes]
        return mask

    def canonical(self) -> Cells:
        """Return the values as texts; '' where there is none."""
        known: dict[str, int] = {}
        places = [known.setdefault(each.value or "", len(known)) for each in self.parsed]
        return Cells(list(known), np.array(places, np.int32)[self.codes] if places else self.codes)

    def array(self, sql_type: str) -> pa.Array:
        """Return the values with a type of DuckDB; texts as a dictionary, so that each is held once."""
        make = _TYPES[sql_type]
        kind, convert = make
        values = pa.array([None if each.value is None else convert(each.value) for each in self.parsed], kind)
        if kind != pa.string():
            return values.take(pa.array(self.codes))
        return _dictionary(self.canonical())


def _dictionary(cells: Cells) -> pa.Array:
    texts = pa.array(list(cells.texts), pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(cells.codes), texts)


def _moment(text: str) -> Any:
    return np.datetime64(text.replace(" ", "T"), "us")


_TYPES: Mapping[str, tuple[pa.DataType, Callable[[str], Any]]] = {
    "varchar": (pa.string(), str),
    "bigint": (pa.int64(), int),
    "double": (pa.float64(), float),
    "boolean": (pa.bool_(), lambda text: text == "true"),
    "timestamp": (pa.timestamp("us"), _moment),
}
