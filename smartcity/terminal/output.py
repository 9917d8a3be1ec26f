"""What a terminal shows: one JSON value, a table or a sentence."""

import io
import json
import math
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import typer

from smartcity.words import _

# A table that is not shown on a screen is written as wide as it needs.
ENDLESS = 10_000
# Decimals of a number in a table: a share of one is read as 0,5867.
DECIMALS = 4


def show(text: str) -> None:
    """Write to standard output; who stops reading early (`| head`) is no error."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must not fail again when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def note(text: str) -> None:
    """Write a sentence to standard error: progress, a warning, an error."""
    print(text, file=sys.stderr, flush=True)


def show_json(value: Any) -> None:
    """Write one JSON value."""
    show(json.dumps(plain(value), ensure_ascii=False, allow_nan=False, indent=2))


def show_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table, as wide as the screen or, into a file or a pipe, as it needs."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    on_screen = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        force_terminal=on_screen,
        width=shutil.get_terminal_size().columns if on_screen else ENDLESS,
        markup=False,
        highlight=False,
        emoji=False,
    )
    with console.capture() as written:
        console.print(table)
    show("\n".join(line.rstrip() for line in written.get().rstrip("\n").split("\n")))


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: nothing and what is no number as null, dates as ISO text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value != value:  # NaN and NaT
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else value


def cell(value: Any) -> str:
    """Return a value as a person reads it in a table; a list of sources as their titles."""
    from smartcity import formats

    if isinstance(value, Mapping):
        return cell(next(iter(value.values()), None))
    if isinstance(value, list | tuple):
        return "; ".join(cell(each) for each in value) or formats.MISSING
    if formats.is_missing(value):
        return formats.MISSING
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, str | date):
        # A name from an uploaded file must not steer the terminal.
        return "".join(sign if sign.isprintable() else " " for sign in str(value))
    return formats.short_number(value, DECIMALS)
