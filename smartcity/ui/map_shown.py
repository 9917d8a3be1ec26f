"""What a map shows and tells, made once for all who look at the same."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from smartcity import formats, maps
from smartcity.look import LOOKS
from smartcity.maps.classes import NONE, LegendEntry, Scale
from smartcity.maps.content import Content
from smartcity.measures import Measure
from smartcity.ui import data, filters, map_measure
from smartcity.ui.address import NATION, View
from smartcity.ui.map_measure import KNOWN
from smartcity.words import _


@dataclass(frozen=True)
class Shown:
    """Rows with their classes, what of them can be drawn, and the words around it."""

    answer: pd.DataFrame
    scale: Scale
    content: Content
    title: str
    described: str
    alt: str
    sources: tuple[str, ...]
    legends: dict[str, list[LegendEntry]]
    office_stamp: str

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return the regions with their values, as they come down."""
        return self.answer.drop(columns=["at"])

    @cached_property
    def provinces(self) -> pd.DataFrame:
        """Return the provinces with how many of their kabupaten and kota have a value, the fullest first."""
        below = self.answer[self.answer["level"] != "provinsi"]
        grouped = below.assign(province_code=below["code"].str[:2], valued=below["at"] != NONE).groupby(
            "province_code"
        )
        table = pd.DataFrame(
            {"province": grouped["province"].first(), "known": grouped["valued"].sum(), "all": grouped.size()}
        ).reset_index()
        table = table.sort_values(["known", "province_code"], ascending=[False, True]).reset_index(drop=True)
        table["with_value"] = [
            _("{count} dari {total}").format(count=formats.number(known), total=formats.number(whole))
            for known, whole in zip(table["known"], table["all"], strict=True)
        ]
        return table

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Return the regions, the strongest first; of the country only those with a value."""
        some = self.answer
        if self.content.scope == NATION:
            some = some[some["at"] != NONE]
        return some.sort_values(["at", "value", "code"], ascending=[False, False, True]).reset_index(
            drop=True
        )

    @cached_property
    def without_position(self) -> pd.DataFrame:
        """Return the regions that no map can show."""
        return maps.without_position(self.answer)


def prepare(view: View, measure: Measure) -> Shown:
    """Return what the map of a view shows."""
    office = maps.office_boundaries()
    seen = map_measure.seen(view, measure)
    made_of = ("map", seen, measure, office.stamp if office else "")
    return data.made(made_of, lambda: _prepared(seen, measure))


def _prepared(view: View, measure: Measure) -> Shown:
    where, office = map_measure.where(view), maps.office_boundaries()
    answer = map_measure.question(view, measure).answer()
    scale = KNOWN.scale(measure, where, answer)
    classified = maps.classify(answer, scale)
    return Shown(
        answer=classified,
        scale=scale,
        content=maps.content(
            classified,
            scale,
            where.region,
            selected=view.region if "." in view.region else "",
            areas=office.areas(where.region) if office else (),
        ),
        title=KNOWN.title(measure, where, classified),
        described=KNOWN.described(measure, where),
        alt=_alt(classified, view),
        sources=_sources(view, measure),
        legends={mode: maps.legend(classified, scale, look) for mode, look in LOOKS.items()},
        office_stamp=office.stamp if office else "",
    )


def _sources(view: View, measure: Measure) -> tuple[str, ...]:
    answer = map_measure.rows(view, measure).answer()
    return tuple(answer["source_title"].dropna().unique()) if "source_title" in answer else ()


def _alt(answer: pd.DataFrame, view: View) -> str:
    """Say what the map shows to who cannot see it; the list beside it names every region."""
    text = _("Peta {region}: {count} dari {total} wilayah memiliki nilai; daftarnya ada di samping peta.")
    return text.format(
        region=filters.region_name(view.province or NATION),
        count=formats.number((answer["at"] != NONE).sum()),
        total=formats.number(len(answer)),
    )
