"""The parts of Ringkasan: tiles, what changed last, how old the data are."""

from typing import Any

import pandas as pd
import streamlit as st

from smartcity import charts, formats, words
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    filters,
    frame,
    funnel,
    history_words,
    internal,
    onward,
    pilots,
    questions,
    tables,
)
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.ui.tiles import Tile, Way, row
from smartcity.words import _

CHANGES_SHOWN = 5
HISTORY = ROOT / "pages" / "history.py"
# Programs whose index stands on Ringkasan.
INDEX_PROGRAM = "spbe"


def tiles(view: View) -> None:
    """Draw the six numbers that an official asks for first."""
    row(data.made(("tiles", view, data.today()), lambda: _tiles(view)))


def _tiles(view: View) -> tuple[Tile, ...]:
    return (*_reach(view), _conversion(view), _pilots(view), _index(view), _contradictions(view))


def _way(view: View, page: str, label: str, **more: str) -> Way:
    """Return a way to a page about the same region."""
    return Way(page, label, tuple(onward.query(view, **more).items()))


def _reach(view: View) -> tuple[Tile, Tile]:
    reach = data.ask("reach", program="", region=view.region).iloc[0]
    total = _("dari {total} kabupaten/kota, semua program").format(
        total=formats.number(reach["local_governments"])
    )
    governments = Tile(
        key="governments",
        label=_("Daerah terjangkau"),
        value=formats.number(reach["reached"]),
        note=total if view.region == NATION else f"{total} · {filters.region_name(view.region)}",
        rows=questions.question("reached_regions", program="", region=view.region),
        ways=(_way(view, "map.py", _("Peta"), measure="programs"),),
    )
    provinces = Tile(
        key="provinces",
        label=_("Provinsi terjangkau"),
        value=formats.number(reach["provinces_reached"]),
        note=_("dari {total} provinsi, lewat kabupaten/kotanya").format(
            total=formats.number(reach["provinces"])
        ),
        rows=questions.question("reached_regions", program="", region=NATION),
        ways=(_way(View(language=view.language), "region.py", _("Wilayah")),),
    )
    return governments, provinces


def _conversion(view: View) -> Tile:
    share, note = funnel.conversion(view)
    return Tile(
        key="conversion",
        label=_("Lolos seleksi"),
        value=share,
        note=note,
        rows=questions.question(
            "figure_claims", program=view.program, edition=view.edition, region=view.region
        ),
        ways=(_way(view, "stages.py", _("Tahapan seleksi"), program=view.program, edition=view.edition),),
    )


def _pilots(view: View) -> Tile:
    answer = data.ask("pilots_by_status", program="", region=view.region, today=data.today())
    asked = {"program": "", "edition": "", "region": view.region, "today": data.today()}
    follow_up = len(data.ask("follow_up", **asked))
    counts = {
        charts.status_name(status).lower(): count
        for status, count in zip(answer["status"], answer["pilots"], strict=True)
    }
    late = {_("lewat tenggat"): answer["late"].sum()}
    note = " · ".join(f"{formats.number(count)} {name}" for name, count in (counts | late).items() if count)
    ways = [_way(view, "pilots.py", _("Percontohan"))]
    if follow_up:
        label = _("{count} perlu tindak lanjut").format(count=formats.number(follow_up))
        ways.append(_way(view, "follow_up.py", label))
    return Tile(
        key="pilots",
        label=_("Percontohan"),
        value=formats.number(answer["pilots"].sum()),
        note=note or _("belum ada yang tercatat"),
        rows=pilots.question("pilot_list", View(region=view.region)),
        ways=tuple(ways),
    )


def _index(view: View) -> Tile:
    answer = data.ask("latest_index", framework_program=INDEX_PROGRAM, region=view.region)
    if answer.empty:
        return Tile(
            key="index",
            label=_("Indeks SPBE"),
            value=formats.MISSING,
            note=_("belum ada nilai untuk {region}").format(region=filters.region_name(view.region)),
            ways=(_way(view, "assessments.py", _("Penilaian")),),
        )
    latest = answer.iloc[0]
    return Tile(
        key="index",
        label=_("Indeks SPBE {edition}").format(edition=latest["edition"]),
        value=formats.score(latest["score"]),
        note=_index_note(latest, view),
        rows=questions.question("region_scores", region=view.region),
        ways=(
            _way(
                view,
                "assessments.py",
                _("Penilaian"),
                framework=str(latest["framework"]),
                edition=str(latest["edition"]),
            ),
        ),
    )


def _index_note(latest: pd.Series, view: View) -> str:
    parts = [_("Nasional") if view.region == NATION else filters.region_name(view.region)]
    grade = words.local(latest.to_dict(), "name")
    if not formats.is_missing(grade):
        parts.append(str(grade))
    if latest["comparable"] and not formats.is_missing(latest["previous_score"]):
        parts.append(
            _("{edition}: {score}").format(
                edition=latest["previous_edition"], score=formats.score(latest["previous_score"])
            )
        )
    return " · ".join(parts)


def _contradictions(view: View) -> Tile:
    counted = data.ask("contradiction_count", region=view.region).iloc[0]
    note = _("{figures} angka, {scores} nilai; sumber memberi bilangan berbeda").format(
        figures=formats.number(counted["figures"]), scores=formats.number(counted["scores"])
    )
    return Tile(
        key="contradictions",
        label=_("Pertentangan sumber"),
        value=formats.number(counted["contradictions"]),
        note=note if counted["contradictions"] else _("tidak ada yang bertentangan"),
        ways=(_way(view, "quality.py", _("Sumber & mutu"), part="pertentangan"),),
    )


def changes() -> None:
    """Draw what changed last: the newest batches, each leading to its rows."""
    answer = data.ask("recent_changes", limit=CHANGES_SHOWN)
    batches = [{str(name): value for name, value in each.items()} for each in answer.to_dict("records")]
    if deck.is_on():
        version = _("Versi {version}")
        said = [f"**{version.format(version=batch['version'])}** · {_change(batch)}" for batch in batches]
        deck.say(_("Perubahan terakhir"), *said)
        return
    st.subheader(_("Perubahan terakhir"), anchor=False)
    for batch in batches:
        st.page_link(
            HISTORY,
            label=_("Versi {version}").format(version=batch["version"]),
            icon=":material/history:",
            query_params=address.carried(batch=str(batch["batch"])),
        )
        st.markdown(_change(batch))


def _change(batch: dict[str, Any]) -> str:
    """Return when, by whom and why a change was made, in Markdown."""
    kind = tables.value_names("batch", "kind").get(batch["kind"], batch["kind"])
    why = history_words.why(batch)
    when = " · ".join(part for part in (formats.moment(batch["made_at"]), internal.person(batch)) if part)
    return f"{plain(when)}  \n{plain(f'{kind}: {why}' if why else kind)} ({history_words.counts(batch)})"


def ages() -> None:
    """Draw how old the facts of each table are, apart from when they were uploaded."""
    frame.fold(
        _("Tanggal data: fakta terbaru {date}").format(date=formats.date(frame.newest_fact())),
        _ages,
        key="ages",
        icon=":material/calendar_today:",
    )


def _ages() -> None:
    st.caption(
        _("Tanggal fakta adalah tanggal menurut sumbernya, bukan tanggal unggahan ({moment}).").format(
            moment=formats.moment(data.made_at())
        )
    )
    tables.show(data.ask("data_age"), key="data_ages", values={"table_name": tables.table_names()})
