"""From a sheet of texts to facts: one for each row of the file or, in a wide file, for each of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import Table
from smartcity.intake.choices import Choices
from smartcity.intake.facts import PartReader
from smartcity.intake.mapping import Plan
from smartcity.intake.parts import Part, Source, parts_of
from smartcity.intake.reference import Reference
from smartcity.intake.sheet import Sheet
from smartcity.regions import Matcher


@dataclass(frozen=True)
class Staged:
    """Facts, typed: fact, line, part, the columns of the table, and which of them were refused or erased (bits)."""

    facts: pa.Table
    problems: pa.Table
    parts: tuple[Part, ...]
    constants: Mapping[str, str]
    """By column: what holds for all rows."""
    corrected: Mapping[tuple[int, int], str]
    """By line and place: what a person put instead."""
    questions: Mapping[int, str]
    """By place: what must be said about its column before it can be read (decimal, date_order)."""


def stage(
    sheet: Sheet, plan: Plan, table: Table, reference: Reference, matcher: Matcher, choices: Choices
) -> Staged:
    """Return the facts of a sheet and what is wrong with its cells."""
    source, parts = Source(sheet, plan, table, reference, matcher, choices), parts_of(plan)
    read = [PartReader(source, number, part) for number, part in enumerate(parts)]
    facts = pa.concat_tables([each.facts() for each in read]).unify_dictionaries()
    facts = facts.add_column(0, "fact", pa.array(np.arange(facts.num_rows)))
    problems = pa.concat_tables([each.problems() for each in read])
    return Staged(facts, problems, parts, plan.constants, choices.cells, source.questions)
