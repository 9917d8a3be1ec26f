"""IETPD: the level of governments known by name, national counts over time by source, shares beside their targets."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.charts.ietpd import LEVELS, alt_levels, alt_shares, levels, shares
from smartcity.findings import ietpd as findings
from smartcity.settings import ROOT
from smartcity.ui import address, agency, claims, data, downloads, filters, frame, onward, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

PROGRAM, FRAMEWORK = "tp2dd", "ietpd"
SHARE, TARGET = "digital_percent", "target_digital_percent"
COUNT, PART = "local_governments", "championship_participation_percent"
MOST_ROWS = 100
Drawing = tuple[Callable[..., Any], Callable[[pd.DataFrame], str]]
REGION_COLUMNS = (
    "name",
    "province",
    "edition",
    "score",
    "grade_published",
    "edition_before",
    "score_before",
    "change",
    "claims",
    "confidence",
    "source_title",
)
CLAIM_COLUMNS = ("edition", "scope_name", *(name for name in claims.COLUMNS if name != "stage"))


def draw(view: View) -> list[str]:
    """Draw shares and counts of the country, parts of it, the championship, the governments known by name."""
    asked = questions.question("ietpd_figures", region=view.region)
    found = asked.answer()
    left, right = st.columns(2, gap="large")
    with left:
        sources = _shares(view, asked)
    with right:
        sources += _levels(view, asked)
    left, right = st.columns(2, gap="large")
    with left:
        sources += _areas(view, asked)
    with right:
        sources += _championship(view, asked)
    sources += _regions(view)
    _claims(view, found)
    return sources


def national(asked: Question, measure: str) -> pd.DataFrame:
    """Return the chosen figures of one measure of the whole country, the latest first."""

    def make() -> pd.DataFrame:
        answer = asked.answer()
        whole = (
            (answer["scope_code"] == NATION) & (answer["scope_label"] == "") & answer["chosen"].astype(bool)
        )
        return answer[whole & (answer["measure"] == measure)].sort_values(
            "edition", ascending=False, kind="stable"
        )

    return data.made(("national", asked, measure), make)


def beside_target(asked: Question) -> pd.DataFrame:
    """Return the share of Digital ones by period with the target of its year, the latest first."""
    share, target = national(asked, SHARE), national(asked, TARGET)
    of_year = dict(zip(target["edition"].str[:4], target["value"], strict=True))
    rows = [
        {"edition": row["edition"], "value": row["value"], "target": of_year.get(str(row["edition"])[:4])}
        for row in share.to_dict("records")
    ]
    known = {str(row["edition"])[:4] for row in rows}
    rows += [
        {"edition": year, "value": None, "target": aim} for year, aim in of_year.items() if year not in known
    ]
    frame_ = pd.DataFrame(rows, columns=["edition", "value", "target"])
    frame_["name"] = [_period(edition) for edition in frame_["edition"]]
    return frame_.sort_values("edition", ascending=False, kind="stable", ignore_index=True)


def _period(edition: str) -> str:
    return filters.editions(PROGRAM).get(edition, edition)


def _picture(
    asked: Question, key: str, said: tuple[str, str], table: pd.DataFrame, draw: Drawing
) -> frame.Picture:
    """Return a picture: its finding and what it shows, its rows, what draws it."""
    make, words = draw
    return frame.Picture(
        key=key,
        title=said[0],
        subtitle=said[1],
        chart=partial(make, table),
        questions=(asked,),
        sources=_sources(asked),
        alt=words(table),
        table=table,
        rows=asked,
    )


def _sources(asked: Question) -> tuple[str, ...]:
    return tuple(asked.answer()["source_title"].dropna().unique())


def _show(view: View, shown: frame.Picture) -> list[str]:
    frame.picture(shown, view, _("IETPD · Indonesia"), agency.PAGE)
    return list(shown.sources)


def _shares(view: View, asked: Question) -> list[str]:
    def make() -> frame.Picture:
        table = beside_target(asked)
        return _picture(
            asked,
            "ietpd_shares",
            (
                findings.shares(table),
                _("Bagian pemerintah daerah berkategori Digital, di samping target Satgas P2DD tahun itu"),
            ),
            table,
            (shares, alt_shares),
        )

    return _show(view, data.made(("ietpd shares", asked), make))


def _levels(view: View, asked: Question) -> list[str]:
    def make() -> frame.Picture:
        table = national(asked, COUNT)
        table = table[table["category"].isin(LEVELS)].assign(name=lambda some: some["edition"].map(_period))
        return _picture(
            asked,
            "ietpd_levels",
            (
                findings.levels(table),
                _("Jumlah menurut kategori yang disebut sumber; yang tidak disebut tidak dikira-kira"),
            ),
            table,
            (levels, alt_levels),
        )

    return _show(view, data.made(("ietpd levels", asked), make))


def _parts(asked: Question, measure: str) -> pd.DataFrame:
    """Return the shares of the parts of the country in the latest period that has any."""
    answer = asked.answer()
    parts = answer[
        (answer["scope_code"] == NATION)
        & (answer["scope_label"] != "")
        & answer["chosen"].astype(bool)
        & (answer["measure"] == measure)
    ]
    latest = parts[parts["edition"] == parts["edition"].max()] if len(parts) else parts
    latest = latest.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    return latest.assign(name=latest["scope_label"], target=None)


def _areas(view: View, asked: Question) -> list[str]:
    def make() -> frame.Picture:
        table = _parts(asked, SHARE)
        period = _period(str(table["edition"].iloc[0])) if len(table) else ""
        return _picture(
            asked,
            "ietpd_areas",
            (
                findings.areas(table, period),
                _("Bagian berkategori Digital menurut gugus pulau · {period}").format(
                    period=period or formats.MISSING
                ),
            ),
            table,
            (shares, alt_shares),
        )

    return _show(view, data.made(("ietpd areas", asked), make))


def _championship(view: View, asked: Question) -> list[str]:
    def make() -> frame.Picture:
        table = national(asked, PART).assign(name=lambda some: some["edition"].map(_period), target=None)
        return _picture(
            asked,
            "ietpd_championship",
            (findings.championship(table), _("Bagian pemerintah daerah yang mengikuti championship TP2DD")),
            table,
            (shares, alt_shares),
        )

    return _show(view, data.made(("ietpd championship", asked), make))


def _regions(view: View) -> list[str]:
    """Draw the governments whose index or level is known, with the way to their profile and to the map."""
    asked = questions.question("ietpd_regions", region=view.region)
    answer = asked.answer()
    reach = data.ask("reach", program="", region=view.region).iloc[0]
    # A province's kabupaten and kota, and its own government.
    whole = view.region == NATION
    total = (
        int(reach["governments"])
        if whole
        else int(reach["local_governments"]) + (view.region == view.province)
    )
    name = _("Indonesia") if whole else filters.region_name(view.region)
    st.subheader(plain(findings.regions(answer, total, name)), anchor=False)
    st.caption(
        _("Nilai terakhir setiap daerah. Yang tidak tercantum belum diketahui, bukan berarti belum digital.")
    )
    with st.container(horizontal=True, key="ietpd_ways", gap="small", vertical_alignment="center"):
        onward.link("map.py", _("Buka peta"), ":material/map:", view, measure=f"score.{FRAMEWORK}")
        onward.link("assessments.py", _("Penilaian IETPD"), ":material/analytics:", view, framework=FRAMEWORK)
        with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
            questions.draw(asked)
    if answer.empty:
        _teach()
        return []
    codes = answer["region_code"].tolist()
    tables.show(
        answer,
        key="ietpd_regions",
        of="assessment",
        columns=REGION_COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda place: onward.note(
            "assessments.py", region=str(codes[place]), framework=FRAMEWORK, part="profile"
        ),
        made_of=asked,
        most=MOST_ROWS,
        title=plain(findings.regions(answer, total, name)),
    )
    downloads.offer(answer, "ietpd", sheet="IETPD", filters=name)
    return list(answer["source_title"].dropna())


def _teach() -> None:
    frame.empty(
        _("Belum ada kategori IETPD yang diketahui di wilayah ini."),
        _("Satgas P2DD mengumumkan jumlah nasional; daftar per daerah jarang terbit."),
        _("Unggah penilaian dengan instrumen ietpd: nilai indeks dan kategorinya sebagai predikat terbit."),
    )
    st.page_link(
        ROOT / "pages" / "upload.py",
        label=_("Unggah data"),
        icon=":material/upload_file:",
        query_params=address.carried(table="assessment"),
    )


def _claims(view: View, found: pd.DataFrame) -> None:
    """Draw every published figure with its source, the chosen ones marked, contradictions said."""
    differing = found[found["contradicts"].astype(bool)]
    title = _("Semua angka terbit dan sumbernya ({count})").format(count=formats.number(len(found)))
    if len(differing):
        title = _("Semua angka terbit dan sumbernya ({count}; {differing} bertentangan)").format(
            count=formats.number(len(found)), differing=formats.number(len(differing))
        )

    def draw_claims() -> None:
        tables.show(
            found,
            key="ietpd_claims",
            of="published_figure",
            columns=CLAIM_COLUMNS,
            values={
                "measure": tables.value_names("published_figure", "measure"),
                "confidence": tables.value_names("published_figure", "confidence"),
            },
            made_of=view.region,
            most=MOST_ROWS,
        )
        st.caption(claims.rule())

    frame.fold(title, draw_claims, key="ietpd_claims")
