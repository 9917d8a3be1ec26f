"""The funnel on screen: the picture with its finding, its table, editions side by side."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, frame, method_link, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _

CHART = "funnel"
GO = "go_to_stage"


def steps(view: View) -> pd.DataFrame:
    """Return the stages of the view's program, edition and region with their figures."""
    return data.ask("funnel", program=view.program, edition=view.edition, region=view.region)


def source_titles(answer: pd.DataFrame) -> tuple[str, ...]:
    """Return the titles of the sources that the figures of a funnel rest on."""
    return tuple(dict.fromkeys(source["source_title"] for sources in answer["sources"] for source in sources))


def picture(view: View, *, page: str, pick: bool = False) -> list[str]:
    """Draw the funnel; with `pick` a click on a stage opens it. Return the titles of its sources."""
    answer = steps(view)
    if not answer["count"].notna().any():
        _nothing(view)
        return []
    asked = ("funnel", view.program, view.edition, view.region)
    shown, sentences = data.made(
        asked, lambda: (_picture(view, answer), findings.conversions(answer, view.program))
    )
    shown = replace(shown, on_select=(lambda: _pick(view)) if pick else _go)
    frame.picture(shown, view, filters.described(view), page)
    for sentence in sentences:
        st.markdown(f"- {plain(sentence)}.")
    method_link.draw("tahapan")
    return list(shown.sources)


def _picture(view: View, answer: pd.DataFrame) -> frame.Picture:
    region_name = None if view.region == NATION else filters.region_name(view.region)
    asked = {"program": view.program, "edition": view.edition, "region": view.region}
    return frame.Picture(
        key=CHART,
        title=findings.funnel(answer, view.program, view.edition, region_name=region_name),
        subtitle=_("Tahapan seleksi · {filters}").format(filters=filters.described(view)),
        chart=partial(charts.funnel, answer),
        questions=(questions.question("funnel", **asked),),
        sources=source_titles(answer) or _name_sources(view, answer),
        alt=charts.alt_funnel(answer),
        table=answer.drop(columns=["sources"]),
        rows=questions.question("figure_claims", **asked),
        selections=("stage",),
    )


def _pick(view: View) -> None:
    picked = st.session_state[f"chart_{CHART}"]["selection"].get("stage", [])
    address.go(view, stage=str(picked[0]["stage"]) if picked else "")


def _name_sources(view: View, answer: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources of the names, where no figure is published."""
    first = str(answer.sort_values("ordinal")["stage"].iloc[0])
    members = data.ask(
        "stage_regions", program=view.program, edition=view.edition, stage=first, region=view.region
    )
    return tuple(members["source_title"].dropna())


def _go() -> None:
    """Note the stage that was clicked, for `follow`."""
    picked = st.session_state[f"chart_{CHART}"]["selection"].get("stage", [])
    if picked:
        st.session_state[GO] = str(picked[0]["stage"])


def follow(view: View) -> None:
    """Go to Tahapan seleksi where a stage was clicked on another page."""
    stage = st.session_state.pop(GO, None)
    if stage:
        target = address.parameters(address.changed(view, stage=stage))
        st.switch_page(ROOT / "pages" / "stages.py", query_params=target)


def _nothing(view: View) -> None:
    frame.empty(
        _("Belum ada angka maupun nama untuk {filters}.").format(filters=plain(filters.described(view))),
        _("Angka nasional tidak dibagi ke provinsi; provinsi hanya menghitung daerah yang diketahui namanya.")
        if view.region != NATION
        else _("Belum ada sumber yang memuatnya."),
        _("Unggah data partisipasi atau angka terpublikasi untuk melengkapinya."),
    )


def table(view: View) -> None:
    """Draw the figures of the funnel as a table; picking a row opens its claims."""
    answer = steps(view)
    frame.fold(
        _("Tabel tahapan"),
        lambda: tables.show(
            answer,
            key="funnel_table",
            columns=("name_id", "name_en", "count", "of_previous", "of_first", "known", "published"),
            on_pick=lambda row: address.go(view, stage=str(answer["stage"].iloc[row])),
        ),
        key="funnel_table",
    )


def _editions_picture(view: View) -> frame.Picture:
    answer = data.ask("funnel_editions", program=view.program, region=view.region)
    return frame.Picture(
        key="editions",
        title=findings.editions(answer, view.program, stage=view.stage or None),
        subtitle=_("Daerah per tahap dan periode · {filters}").format(filters=_program_and_region(view)),
        chart=partial(charts.editions, answer),
        whole=True,
        questions=(questions.question("funnel_editions", program=view.program, region=view.region),),
        sources=source_titles(answer),
        alt=charts.alt_editions(answer),
        table=answer.drop(columns=["sources"]),
        rows=questions.question("stage_figures", program=view.program, region=view.region),
    )


def editions(view: View, *, page: str) -> None:
    """Draw the program's editions side by side."""
    whole = replace(view, stage="")
    made_of = ("editions", view.program, view.region, view.stage)
    shown = data.made(made_of, lambda: _editions_picture(view))
    frame.picture(shown, whole, _program_and_region(view), page)


def _program_and_region(view: View) -> str:
    program = filters.programs(with_stages=True).get(view.program, view.program)
    return f"{program} · {filters.region_name(view.region)}"


def conversion(view: View) -> tuple[str, str]:
    """Return an edition's conversion from its first to its selection stage as a share, and in words."""
    answer = steps(view)
    counted = answer[answer["of_first"].notna() & (answer["ordinal"] > 1)]
    selected = counted[counted["stage"] == "selected"]
    last = (selected if len(selected) else counted).tail(1)
    if last.empty:
        return formats.MISSING, _("belum ada angka yang dapat dibandingkan")
    first = answer.sort_values("ordinal").iloc[0]
    words = _("{count} dari {total} daerah · {edition}").format(
        count=formats.number(last["count"].iloc[0]),
        total=formats.number(first["count"]),
        edition=filters.editions(view.program).get(view.edition, view.edition),
    )
    return formats.percent(last["of_first"].iloc[0]), words
