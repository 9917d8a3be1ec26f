"""What the funnel shows, in words: for a title, for each conversion, for one stage."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from smartcity.findings.phrases import did, share_words, unit, who
from smartcity.formats import is_missing, number
from smartcity.words import _

Kind = Literal["share", "larger", "at_least", "earlier_partial", "names"]


@dataclass(frozen=True)
class Conversion:
    """Two stages that follow each other, and how they can be compared.

    share: both are published figures; larger: the later one is larger, so sources disagree;
    at_least: the later one is only counted from known names; earlier_partial: the earlier one is;
    names: both are.
    """

    kind: Kind
    earlier: dict[str, Any]
    later: dict[str, Any]

    @property
    def count(self) -> int:
        """Return the count of the later stage."""
        return int(self.later["count"])

    @property
    def total(self) -> int:
        """Return the count of the earlier stage."""
        return int(self.earlier["count"])


def pairs(steps: pd.DataFrame) -> list[Conversion]:
    """Return every two stages with a count that follow each other."""
    rows = [row for row in _rows(steps) if not is_missing(row["count"])]
    return [Conversion(_kind(a, b), a, b) for a, b in pairwise(rows)]


def funnel(steps: pd.DataFrame, program: str, edition: str, region_name: str | None = None) -> str:
    """Return the finding of one edition's funnel: its title."""
    counted = [row for row in _rows(steps) if not is_missing(row["count"])]
    if region_name and not any(int(row["count"]) for row in counted):
        text = _("Belum ada {unit} di {region} yang diketahui pada periode {edition}")
        return text.format(unit=unit(program), region=region_name, edition=edition)
    if not counted:
        return _("Belum ada data tahapan seleksi untuk periode {edition}").format(edition=edition)
    chosen = _telling(pairs(steps))
    if chosen:
        return _conversion_words(chosen, program)
    return _single_words(_headline_stage(counted), program, region_name)


def conversions(steps: pd.DataFrame, program: str) -> list[str]:
    """Say each conversion from one stage to the next in words.

    Names that only follow from those of a later stage are no conversion (`of_previous` is missing).
    """
    told = [
        pair for pair in pairs(steps) if pair.kind != "names" or not is_missing(pair.later["of_previous"])
    ]
    return [_conversion_words(pair, program) for pair in told]


def known(steps: pd.DataFrame, program: str) -> str:
    """Say how many of those selected (or at the last published stage) are known by name."""
    published = [row for row in _rows(steps) if not is_missing(row["published"]) and row["published"] > 0]
    if not published:
        return _("Belum ada angka terpublikasi; yang tampil adalah nama yang diketahui")
    row = next((row for row in published if row["stage"] == "selected"), published[-1])
    count, names = int(row["published"]), int(row["known"])
    if names > count:
        text = _("{known} nama diketahui untuk {count} {who}; sumber tidak selaras")
        return text.format(known=number(names), count=number(count), who=who(row, program))
    return share_words(names, count, who(row, program), _("diketahui namanya"))


def stage(steps: pd.DataFrame, program: str, stage: str) -> str:
    """Return the finding of one chosen stage: how many, how many known by name, how many not."""
    row = next((row for row in _rows(steps) if row["stage"] == stage), None)
    if row is None or is_missing(row["count"]):
        return _("Belum ada data untuk tahap ini")
    count, names = int(row["count"]), int(row["known"])
    if is_missing(row["published"]) or count == 0:
        return _single_words(row, program, None)
    if names > count:
        text = _("{count} {unit} {did} menurut angka terpublikasi, {known} diketahui namanya")
    elif names == count:
        text = _("{count} {unit} {did}, semua diketahui namanya")
    elif names == 0:
        text = _("{count} {unit} {did}, belum ada yang diketahui namanya")
    else:
        text = _("{count} {unit} {did}: {known} diketahui namanya, {unknown} belum")
    return text.format(
        count=number(count),
        unit=unit(program),
        did=did(row),
        known=number(names),
        unknown=number(count - names),
    )


def _rows(steps: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the stages as dictionaries, in order."""
    ordered = steps.sort_values("ordinal") if not steps.empty else steps
    return [{str(key): value for key, value in row.items()} for row in ordered.to_dict(orient="records")]


def _kind(earlier: dict[str, Any], later: dict[str, Any]) -> Kind:
    """Return how two stages can be compared."""
    earlier_names, later_names = is_missing(earlier["published"]), is_missing(later["published"])
    if earlier_names and later_names:
        return "names"
    if earlier_names:
        return "earlier_partial"
    if int(later["count"]) > int(earlier["count"]):
        return "larger"
    return "at_least" if later_names else "share"


def _telling(found: list[Conversion]) -> Conversion | None:
    """Return the conversion that tells most: sources that disagree, then the first narrowing, then any share."""
    shares = [pair for pair in found if pair.kind == "share" and pair.total]
    larger = [pair for pair in found if pair.kind == "larger"]
    narrowing = [pair for pair in shares if pair.count < pair.total]
    partial = [pair for pair in found if pair.kind == "at_least" and pair.count]
    return next(iter([*larger, *narrowing, *shares, *partial]), None)


def _headline_stage(counted: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the stage to speak of where no two can be compared: a published one, selection before others."""
    published = [row for row in counted if not is_missing(row["published"])]
    some = published or [row for row in counted if int(row["count"])] or counted
    return next((row for row in some if row["stage"] == "selected"), some[-1])


def _conversion_words(pair: Conversion, program: str) -> str:
    """Say one conversion."""
    group, verb = who(pair.earlier, program), did(pair.later)
    if pair.kind == "share" and pair.total:
        return share_words(pair.count, pair.total, group, verb)
    texts = {
        "larger": _("Sumber tidak selaras: {count} {did}, tetapi hanya {total} {earlier}"),
        "at_least": _("Sedikitnya {count} dari {total} {who} {did}"),
        "earlier_partial": _("{count} {unit} {did}; jumlah yang {earlier} baru diketahui sebagian"),
        "names": _("Menurut nama yang diketahui, {count} dari {total} {who} {did}"),
        "share": _("{count} {unit} {did}"),
    }
    return texts[pair.kind].format(
        count=number(pair.count),
        total=number(pair.total),
        unit=unit(program),
        who=group,
        did=verb,
        earlier=did(pair.earlier),
    )


def _single_words(row: dict[str, Any], program: str, region_name: str | None) -> str:
    """Say how many reached one stage, where nothing stands beside it to compare."""
    count, names_only = int(row["count"]), is_missing(row["published"])
    if count == 0:
        text = _("Tidak ada {unit} yang {did}")
    elif region_name:
        text = (
            _("Sedikitnya {count} {unit} di {region} {did}")
            if names_only
            else _("{count} {unit} di {region} {did}")
        )
    else:
        text = _("Sedikitnya {count} {unit} diketahui {did}") if names_only else _("{count} {unit} {did}")
    return text.format(count=number(count), unit=unit(program), did=did(row), region=region_name or "")
