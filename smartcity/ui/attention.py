"""“Perlu perhatian”: what the listed rules found, each with the place where it is mended."""

import json
from dataclasses import replace

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.ui import address, data, deck, filters, menu, onward
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

SHOWN, ON_SLIDE = 6, 3
Item = tuple[dict[str, object], str]
"""What was found, and in words."""

RULES = {
    "few_names": N_("Sedikit nama yang diketahui"),
    "contradicting_sources": N_("Sumber bertentangan"),
    "old_data": N_("Data lebih tua dari setahun"),
    "late_pilot": N_("Percontohan lewat tenggat"),
}
ICONS = {
    "few_names": ":material/person_search:",
    "contradicting_sources": ":material/difference:",
    "old_data": ":material/history:",
    "late_pilot": ":material/schedule:",
}


def panel(view: View) -> None:
    """Draw what needs attention, the most pressing first."""
    found = data.ask("attention", today=data.today())
    if deck.is_on():
        _slide(found)
        return
    st.subheader(_("Perlu perhatian"), anchor=False)
    if found.empty:
        st.markdown(_nothing())
        return
    for rule, (count, items) in _of_today(found).items():
        _rule(view, rule, count, items)


def _nothing() -> str:
    return _("Tidak ada yang perlu perhatian menurut empat aturan yang diperiksa.")


def _slide(found: pd.DataFrame) -> None:
    """Add a slide of the most pressing, in words."""
    said = [
        f"**{_(RULES[rule])} ({formats.number(count)})**\n"
        + "\n".join(f"- {plain(text)}" for _row, text in items[:ON_SLIDE])
        for rule, (count, items) in _of_today(found).items()
    ]
    deck.say(_("Perlu perhatian"), *(said or [_nothing()]))


def _of_today(found: pd.DataFrame) -> dict[str, tuple[int, list[Item]]]:
    return data.made(("attention", data.today()), lambda: _items(found))


def _items(found: pd.DataFrame) -> dict[str, tuple[int, list[Item]]]:
    """Return for each rule how often it holds, and the first places with their words."""
    items = {}
    for rule in (rule for rule in RULES if rule in set(found["rule"])):
        some = found[found["rule"] == rule]
        rows = [
            {str(name): value for name, value in row.items()} for row in some.head(SHOWN).to_dict("records")
        ]
        items[rule] = len(some), [(row, sentence(rule, row)) for row in rows]
    return items


def _rule(view: View, rule: str, count: int, items: list[Item]) -> None:
    with st.expander(
        f"{_(RULES[rule])} ({formats.number(count)})", icon=ICONS[rule], expanded=rule == "few_names"
    ):
        for row, text in items:
            _item(view, rule, row, text)
        if count > SHOWN:
            st.caption(_("dan {count} lagi").format(count=formats.number(count - SHOWN)))
        _all(rule)


def _item(view: View, rule: str, row: dict[str, object], text: str) -> None:
    """Draw what was found as a link to where it is mended or explained."""
    page, query = _target(view, rule, row)
    st.page_link(
        menu.page(page),
        label=plain(text),
        icon=":material/chevron_right:",
        query_params=query,
        width="stretch",
    )


def _target(view: View, rule: str, row: dict[str, object]) -> tuple[str, dict[str, str]]:
    program, edition = str(row["program"] or ""), str(row["edition"] or "")
    whole = replace(view, region=NATION)
    if rule == "late_pilot":
        return "pilots.py", onward.query(
            replace(view, region=str(row["region_code"])), pilot=str(row["row_id"])
        )
    if rule == "contradicting_sources":
        key = json.dumps([row["row_id"]], ensure_ascii=False)
        return "quality.py", onward.query(whole, part="pertentangan", table="published_figure", key=key)
    if rule == "old_data":
        return "quality.py", onward.query(whole, part="umur")
    stages = address.changed(
        view, program=program, edition=edition, stage=str(row["stage"] or ""), region=NATION
    )
    return "stages.py", address.parameters(stages)


def _all(rule: str) -> None:
    """Draw the way to all that a rule found, with how it is settled."""
    ways = {
        "few_names": ("quality.py", _("Semua cakupan"), {"part": "cakupan"}),
        "contradicting_sources": ("quality.py", _("Semua pertentangan"), {"part": "pertentangan"}),
        "old_data": ("quality.py", _("Umur data menurut provinsi"), {"part": "umur"}),
        "late_pilot": ("follow_up.py", _("Semua tindak lanjut"), {"need": "late"}),
    }
    page, label, more = ways[rule]
    onward.link(page, label, ":material/arrow_forward:", View(language=language()), **more)


def sentence(rule: str, row: dict[str, object]) -> str:
    """Return one finding in words."""
    program = str(row["program"] or "")
    where = " ".join(
        part
        for part in (
            _short_program(program),
            str(row["edition"] or ""),
            _stage(program, str(row["stage"] or "")),
        )
        if part
    )
    if rule == "few_names":
        return _("{where}: {known} dari {total} diketahui namanya").format(
            where=where, known=formats.number(row["detail_count"]), total=formats.number(row["detail_total"])
        )
    if rule == "contradicting_sources":
        return _("{where}: {count} klaim bertentangan dengan angka utama").format(
            where=where, count=formats.number(row["detail_count"])
        )
    if rule == "old_data":
        subject = row["subject"] or filters.programs(with_stages=False).get(program, where)
        return _("{subject}: fakta terbaru {date}").format(subject=subject, date=formats.date(row["as_of"]))
    return _("{subject}: tenggat {date}").format(subject=row["subject"], date=formats.date(row["as_of"]))


def _short_program(program: str) -> str:
    return program.upper()


def _stage(program: str, stage: str) -> str:
    return filters.stages(program).get(stage, stage) if stage else ""
