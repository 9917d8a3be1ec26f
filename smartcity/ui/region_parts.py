"""The parts of the assessments of one region beside the nation's, and printed predicates beside the thresholds'."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats, words
from smartcity.ui import data, frame, onward, questions, tables
from smartcity.ui.address import View
from smartcity.ui.questions import Question
from smartcity.ui.region import title
from smartcity.ui.text import plain
from smartcity.words import _

# Parts that one picture shows; of a longer list only the uppermost level, the table below has all.
MOST_PARTS = 14
COLUMNS = (
    "name_id",
    "name_en",
    "level",
    "weight_percent",
    "score",
    "national_score",
    "confidence",
    "source_title",
)


def draw(view: View, *, page: str) -> list[str]:
    """Draw the parts of each instrument that the region was assessed with; return their sources."""
    asked = questions.question("region_parts", region=view.region)
    if asked.answer().empty:
        return []
    pictures = data.made(("parts", view.region), lambda: _pictures(view, asked))
    if len(pictures) == 1:
        _one(next(iter(pictures.values())), view, page)
    else:
        tabs = st.tabs(list(pictures), key="part_tabs", on_change="rerun")
        for tab, shown in zip(tabs, pictures.values(), strict=True):
            if frame.is_open(tab):
                with tab:
                    _one(shown, view, page)
    return [source for shown in pictures.values() for source in shown.sources]


def _pictures(view: View, asked: Question) -> dict[str, frame.Picture]:
    """Return one picture for each instrument by its name."""
    answer = asked.answer()
    return {
        framework_name(str(framework)): _picture(view, some.reset_index(drop=True), asked)
        for framework, some in answer.groupby("framework", sort=False)
    }


def _picture(view: View, answer: pd.DataFrame, asked: Question) -> frame.Picture:
    framework, edition = str(answer["framework"].iloc[0]), str(answer["edition"].iloc[0])
    drawn = uppermost(answer)
    return frame.Picture(
        key=f"parts_{framework}",
        title=findings.region_parts(drawn, title(view)),
        subtitle=_("Bagian penilaian {framework} {edition} · {known} dari {total} bagian diketahui").format(
            framework=framework_name(framework),
            edition=edition,
            known=formats.number(len(drawn)),
            total=formats.number(drawn.groupby("level")["parts_in_level"].first().sum()),
        ),
        chart=partial(charts.region_parts, drawn),
        questions=(asked,),
        sources=tuple(answer["source_title"].dropna().unique()),
        alt=charts.alt_region_parts(drawn),
        table=answer,
        rows=asked,
    )


def uppermost(answer: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of the uppermost levels, as many levels as one picture holds."""
    levels = list(dict.fromkeys(answer["level"]))
    kept = levels[:1]
    for level in levels[1:]:
        if answer["level"].isin([*kept, level]).sum() > MOST_PARTS:
            break
        kept.append(level)
    return answer[answer["level"].isin(kept)]


def framework_name(framework: str) -> str:
    """Return the name of an instrument."""

    def make() -> dict[str, str]:
        known = data.ask("assessment_periods").drop_duplicates("framework")
        return {str(row["framework"]): words.local(row, "name") for row in known.to_dict("records")}

    return data.made("framework names", make).get(framework, framework)


def _one(shown: frame.Picture, view: View, page: str) -> None:
    frame.picture(shown, view, title(view), page)
    frame.fold(
        _("Semua bagian ({count})").format(count=formats.number(len(shown.table))),
        partial(_table, shown),
        key=f"table_{shown.key}",
    )
    edition, framework = str(shown.table["edition"].iloc[0]), str(shown.table["framework"].iloc[0])
    onward.link(
        "assessments.py",
        _("Bandingkan di Penilaian"),
        ":material/analytics:",
        view,
        framework=framework,
        edition=edition,
    )


def _table(shown: frame.Picture) -> None:
    tables.show(
        shown.table,
        key=f"table_of_{shown.key}",
        of="indicator",
        columns=COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda place: onward.to_source(
            *(shown.table[column].iloc[place] for column in ("source_title", "source_url"))
        ),
        made_of=shown.key,
    )


def differing_grades(shown: frame.Picture, view: View) -> None:
    """Say where a printed predicate is not the one that the threshold gives."""
    said = data.made(("differing grades", shown.key, view.region), lambda: _differing_grades(shown.table))
    if said:
        st.caption(said)


def _differing_grades(answer: pd.DataFrame) -> str:
    text = _("{edition}: predikat terbit {printed}, menurut ambang {ruled} (nilai {score})")
    lines = [
        text.format(
            edition=plain(row["edition"]),
            printed=plain(row["printed"]),
            ruled=plain(row["ruled"]),
            score=formats.score(row["score"]),
        )
        for row in findings.grade_differences(answer)
    ]
    return _("Predikat yang berbeda dari ambangnya. {lines}").format(lines="; ".join(lines)) if lines else ""
