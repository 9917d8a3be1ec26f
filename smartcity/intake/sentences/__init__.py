"""The sentences of problems: for each rule what is wrong and what to do about it.

Indonesian, as all texts in the code; English comes from the catalog. Placeholders that are always there: {column},
{value} and {row}; where the problem names a column of a table also {title}, {example}, {allowed} and {range}.
"""

from smartcity.intake.sentences import columns, reading, rows, values

SENTENCES: dict[str, tuple[str, str]] = {
    **reading.SENTENCES,
    **columns.SENTENCES,
    **values.SENTENCES,
    **rows.SENTENCES,
}
"""What is wrong and what to do, by rule."""
