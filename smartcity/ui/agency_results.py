"""Nilai menurut kriteria and Peringkat: agencies by criteria, and where each stands."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats, words
from smartcity.charts.ends import AGENCIES
from smartcity.charts.heatmap import alt_heatmap, heatmap
from smartcity.charts.panels import Panel, Part, panels
from smartcity.charts.ranking import alt_ranking, ranking
from smartcity.findings import agencies
from smartcity.ui import agency, agency_empty, data, downloads, frame, tables
from smartcity.ui.address import NATION, View
from smartcity.words import _

# Agencies in one heatmap; a province has some forty to sixty.
SHOWN = 60
# Agencies on one slide of it.
ON_SLIDE = 6
WHOLE_WEIGHT, WEIGHT_WITHIN = 100, 0.005
RANKING_COLUMNS = (
    "place",
    "name",
    "kind",
    "score",
    "computed",
    "grade_name_id",
    "grade_name_en",
    "sharing",
    "assessed_on",
    "confidence",
    "source_title",
)


def draw(view: View) -> list[str]:
    """Draw agencies by criteria with their index, and the same as a table; return the sources."""
    if not _is_there(view):
        return []
    asked = agency.asked("agency_scores", view)
    shown = data.made(("agency heatmap", asked), lambda: _heatmap(view))
    frame.picture(shown, view, agency.described(view), agency.PAGE)
    _notes(view)
    frame.fold(_("Tabel"), partial(_wide_table, view), key="agency_scores")
    return list(shown.sources)


def _is_there(view: View) -> bool:
    """Tell whether the region has an evaluation; where not, say what to choose or to add."""
    if view.region == NATION:
        agency_empty.choose_region(view)
        return False
    if not agency.period(view):
        agency_empty.nothing(view)
        return False
    return True


def _heatmap(view: View) -> frame.Picture:
    asked = agency.asked("agency_scores", view)
    answer = asked.answer()
    drawn = panels_of(view)
    first = list(dict.fromkeys(answer["agency"]))[:SHOWN]
    cells = answer[answer["agency"].isin(first)].rename(columns={"agency": "region_code"})
    lowest, highest = scale(view)
    draw_cells = partial(heatmap, panels=drawn, lowest=lowest, highest=highest, of=AGENCIES)
    subtitle = _("Setiap kotak satu nilai, indeks tertinggi di atas · {filters}")
    if answer["agency"].nunique() > SHOWN:
        subtitle = _("Setiap kotak satu nilai, {count} yang teratas; semuanya dalam tabel · {filters}")
    return frame.Picture(
        key="agency_heatmap",
        title=agencies.heatmap(
            answer,
            agency.on_record(view),
            len(_scored_criteria(view)),
            agency.region_name(view),
            agency.period_name(view, view.edition),
        ),
        subtitle=subtitle.format(count=formats.number(SHOWN), filters=agency.described(view)),
        chart=partial(draw_cells, cells),
        pieces=frame.pieces(cells, ON_SLIDE, draw_cells, by="region_code"),
        questions=(asked, agency.asked("assessment_tree", view)),
        sources=tuple(answer["source_title"].dropna()),
        alt=alt_heatmap(cells, drawn),
        table=answer,
        rows=asked,
    )


def _scored_criteria(view: View) -> tuple[str, ...]:
    found = agency.period(view)
    return found.criteria if found else ()


def panels_of(view: View) -> list[Panel]:
    """Return the columns of the heatmap: the uppermost criteria, and the index where there is one."""
    tree = agency.asked("assessment_tree", view).answer()
    uppermost = tree[tree["parent"].isin(["", agency.INDEX])]
    found = panels(uppermost, tables.value_names("indicator", "level"))
    if agency.INDEX not in agency.measures(view):
        return found
    answer = agency.asked("agency_scores", view).answer()
    is_computed = bool(answer[answer["indicator"] == agency.INDEX]["computed"].all())
    name = _("dihitung dari kriteria dan bobotnya") if is_computed else _("sebagaimana terbit")
    index = Part(agency.INDEX, _("Indeks"), name, "")
    if not found:
        return [Panel(_("Indeks"), (index,))]
    return [replace(found[0], parts=(*found[0].parts, index)), *found[1:]]


def scale(view: View) -> tuple[float, float]:
    """Return the instrument's scale; where it is not on record the highest score tells whether it goes to 5 or 100."""
    tree = agency.asked("assessment_tree", view).answer()
    lowest, highest = tree["lowest"].min(), tree["highest"].max()
    if pd.notna(lowest) and pd.notna(highest):
        return float(lowest), float(highest)
    return 0.0, 100.0 if agency.asked("agency_scores", view).answer()["score"].max() > 5 else 5.0


def _notes(view: View) -> None:
    """Say how the index came about, or why there is none, and what weights do not add up to."""
    tree = agency.asked("assessment_tree", view).answer()
    weights = tree[tree["indicator"].isin(list(agency.criteria(view)))]["weight_percent"]
    if agency.INDEX not in agency.measures(view):
        st.caption(
            _(
                "Indeks tidak dihitung karena bobot kriteria belum diketahui, atau ada kriteria yang belum dinilai. "
                "Bobot dapat diunggah pada tabel Indikator."
            )
        )
    elif weights.notna().all() and abs(weights.sum() - WHOLE_WEIGHT) >= WEIGHT_WITHIN:
        text = _("Bobot kriteria berjumlah {sum}%, bukan 100%; indeks dibagi dengan jumlah itu.")
        st.warning(text.format(sum=formats.short_number(weights.sum(), 2)), icon=":material/balance:")
    agency_empty.method()


def _wide_table(view: View) -> None:
    """Draw the scores as a table: an agency per row, a criterion per column; picking a row opens the agency."""
    shown = data.made(("agency table", agency.asked("agency_scores", view)), lambda: wide(view))
    ids = shown["agency"].tolist()
    tables.show(
        shown.drop(columns=["agency"]),
        key="agency_scores",
        of="agency",
        on_pick=lambda place: agency.open_agency(view, str(ids[place])),
        made_of=(view.framework, view.edition, view.region),
    )
    downloads.offer(shown, "perangkat-daerah", sheet=_("Perangkat daerah"), filters=agency.described(view))


def wide(view: View) -> pd.DataFrame:
    """Return a row per agency with a column per measure, in the order of the heatmap."""
    answer = agency.asked("agency_scores", view).answer()
    names = answer.drop_duplicates("agency")[["agency", "name", "kind"]].reset_index(drop=True)
    for id_, title in agency.measures(view).items():
        own = answer[answer["indicator"] == id_].set_index("agency")["score"]
        header = title if title not in names else f"{title} ({id_})"
        names[header] = names["agency"].map(own)
    return names


def ranked(view: View) -> list[str]:
    """Draw the highest and lowest by the chosen measure, and everybody whose score is known."""
    if not _is_there(view):
        return []
    agency.choose_measure(view)
    asked = agency.asked("agency_ranking", view, measure=agency.measure(view))
    shown = data.made(("agency ranking", asked), lambda: _ranking(view))
    frame.picture(shown, view, agency.described(view), agency.PAGE)
    st.caption(_("Nilai yang sama berbagi peringkat. Pilih satu baris untuk membuka perangkat daerahnya."))
    answer = asked.answer()
    ids = answer["agency"].tolist()
    tables.show(
        answer,
        key="agency_ranking",
        of="agency",
        columns=RANKING_COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda place: agency.open_agency(view, str(ids[place])),
        made_of=asked,
        title=_("Peringkat"),
    )
    return list(shown.sources)


def _ranking(view: View) -> frame.Picture:
    asked = agency.asked("agency_ranking", view, measure=agency.measure(view))
    answer = asked.answer()
    drawn = answer.rename(columns={"agency": "region_code", "kind": "province"}).assign(
        grade_by_rule=pd.Series(list(map(_grade, answer.to_dict("records"))), answer.index, dtype="object")
    )
    what = agency.measure_name(view)
    return frame.Picture(
        key="agency_ranking",
        title=agencies.ranking(
            answer,
            what,
            agency.region_name(view),
            agency.period_name(view, view.edition),
            agency.on_record(view),
        ),
        subtitle=_("{what}, hanya perangkat daerah yang nilainya diketahui · {filters}").format(
            what=what, filters=agency.described(view)
        ),
        chart=partial(ranking, drawn, highest=scale(view)[1], of=AGENCIES),
        questions=(asked,),
        sources=tuple(answer["source_title"].dropna()),
        alt=alt_ranking(drawn, of=AGENCIES),
        table=answer,
        rows=asked,
    )


def _grade(row: Mapping[Any, Any]) -> str | None:
    return None if formats.is_missing(row["grade_name_id"]) else words.local(row, "grade_name")
