"""The parts of Ringkasan: tiles, what changed last, how old the data are."""

import pandas as pd
import streamlit as st

from smartcity import charts, formats, words
from smartcity.ui import data, filters, frame, funnel, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.ui.tiles import Tile, row
from smartcity.words import _

CHANGES_SHOWN = 5
# Programs whose index stands on Ringkasan.
INDEX_PROGRAM = "spbe"


def tiles(view: View) -> None:
    """Draw the five numbers that an official asks for first."""
    row((*_reach(view), _conversion(view), _pilots(view), _index(view)))


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
    )
    provinces = Tile(
        key="provinces",
        label=_("Provinsi terjangkau"),
        value=formats.number(reach["provinces_reached"]),
        note=_("dari {total} provinsi, lewat kabupaten/kotanya").format(
            total=formats.number(reach["provinces"])
        ),
        rows=questions.question("reached_regions", program="", region=NATION),
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
    )


def _pilots(view: View) -> Tile:
    answer = data.ask("pilots_by_status", program="", region=view.region, today=data.today())
    counts = {
        charts.status_name(status): count
        for status, count in zip(answer["status"], answer["pilots"], strict=True)
    }
    note = " · ".join(f"{formats.number(count)} {name.lower()}" for name, count in counts.items() if count)
    return Tile(
        key="pilots",
        label=_("Percontohan"),
        value=formats.number(answer["pilots"].sum()),
        note=note or _("belum ada yang tercatat"),
        rows=questions.question("region_pilots", region=view.region),
    )


def _index(view: View) -> Tile:
    answer = data.ask("latest_index", framework_program=INDEX_PROGRAM, region=view.region)
    if answer.empty:
        return Tile(
            key="index",
            label=_("Indeks SPBE"),
            value=formats.MISSING,
            note=_("belum ada nilai untuk {region}").format(region=filters.region_name(view.region)),
        )
    latest = answer.iloc[0]
    return Tile(
        key="index",
        label=_("Indeks SPBE {edition}").format(edition=latest["edition"]),
        value=formats.score(latest["score"]),
        note=_index_note(latest, view),
        rows=questions.question("region_scores", region=view.region),
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


def changes() -> None:
    """Draw what changed last: the newest batches."""
    st.subheader(_("Perubahan terakhir"), anchor=False)
    answer = data.ask("recent_changes", limit=CHANGES_SHOWN)
    kinds = tables.value_names("batch", "kind")
    for batch in answer.to_dict("records"):
        counts = _("{added} baris baru, {changed} diubah, {removed} dihapus").format(
            added=formats.number(batch["added"]),
            changed=formats.number(batch["changed"]),
            removed=formats.number(batch["removed"]),
        )
        version = _("Versi {version}").format(version=batch["version"])
        kind = kinds.get(batch["kind"], batch["kind"])
        reason = kind if batch["kind"] == "release" else f"{kind}: {batch['reason']}"
        st.markdown(
            f"**{version}** · "
            f"{plain(formats.moment(batch['made_at']))} · {plain(str(batch['made_by']))}  \n"
            f"{plain(reason)} ({counts})"
        )


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
