"""One uploaded file read: bytes become a sheet of texts, or a refusal that says why."""

from collections.abc import Callable
from functools import cache

from smartcity.contract_tables import Table
from smartcity.intake.choices import Choices, Limits
from smartcity.intake.header_row import known_headers
from smartcity.intake.kinds import TEXT, kind_of
from smartcity.intake.refusals import megabytes, refused
from smartcity.intake.shape import sheet_of
from smartcity.intake.sheet import Sheet
from smartcity.intake.text_files import read_text
from smartcity.intake.workbooks import read_workbook


def read(
    content: bytes,
    table: Table,
    choices: Choices,
    limits: Limits,
    *,
    known: Callable[[str], bool] | None = None,
) -> Sheet:
    """Return the sheet that a file holds; one that cannot be used raises Unreadable.

    `known` tells whether a text is a header that will be understood; without it those of the table are.
    """
    if len(content) > limits.bytes:
        raise refused("file_too_large", size=megabytes(len(content)), limit=megabytes(limits.bytes))
    if not content or content.isspace():
        raise refused("empty_file", code="file_empty")
    understood = cache(known or known_headers(table))
    kind = kind_of(content, limits)
    if kind == TEXT:
        return sheet_of(read_text(content, choices, limits, understood), limits)
    return sheet_of(read_workbook(content, kind, choices, limits, understood), limits)
