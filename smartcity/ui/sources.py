"""Every source with the facts that rest on it; one source with its facts, each with the ways onward."""

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.findings.quality import period_name
from smartcity.ui import address, data, frame, source_links, tables
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import _, ngettext

MOST_SOURCES, MOST_FACTS = 300, 500
COLUMNS = ("source_title", "confidences", "facts", "in_tables")
FACT_COLUMNS = ("table_name", "region_name", "period", "what", "said", "dated", "confidence")


def draw(view: View, _page: str) -> list[str]:
    """Draw the list of sources, or the one that the address names."""
    if view.source:
        return _one(view)
    _all(view)
    return titles()


def titles() -> list[str]:
    """Return the titles of all sources, those with most facts first."""
    return [name for name in data.ask("sources")["source_title"] if name]


def title(name: object) -> str:
    """Return what a source is called; facts of an upload that names none have the upload as their source."""
    return _("Unggahan tanpa judul sumber") if formats.is_missing(name) else str(name)


def listed() -> pd.DataFrame:
    """Return every source, with words for tables and confidences."""

    def make() -> pd.DataFrame:
        answer = data.ask("sources")
        pairs = zip(answer["in_tables"], answer["facts_in_tables"], strict=True)
        return answer.assign(
            source_title=[title(name) for name in answer["source_title"]],
            in_tables=[_in_tables(names, counts) for names, counts in pairs],
            confidences=[_confidences(text) for text in answer["confidences"]],
        )

    return data.made("sources", make)


def _in_tables(names: list[str], counts: list[int]) -> str:
    known = tables.table_names()
    return "; ".join(
        f"{known[name]} {formats.number(count)}" for name, count in zip(names, counts, strict=True)
    )


def _confidences(text: str) -> str:
    known = tables.value_names("participation", "confidence")
    # In the order of certainty, not of the alphabet.
    return ", ".join(name for id_, name in known.items() if id_ in text.split(", "))


def _all(view: View) -> None:
    answer = listed()
    if answer.empty:
        frame.empty(
            _("Belum ada sumber."),
            _("Basis data ini belum memuat satu fakta pun."),
            _("Unggah data beserta judul dan tautan sumbernya."),
        )
        return
    st.subheader(_finding(answer), anchor=False)
    wanted = st.text_input(
        _("Cari sumber"),
        key="sources_search",
        placeholder=_("judul, media, atau alamat laman"),
        icon=":material/search:",
        persist_state="page",
    ).strip()
    shown = _matching(answer, wanted) if wanted else answer
    if shown.empty:
        st.caption(_("Tidak ada sumber yang memuat “{text}”.").format(text=plain(wanted[:80])))
        return
    st.caption(_("Pilih satu baris untuk melihat fakta yang bertumpu padanya."))
    tables.show(
        shown,
        key="sources",
        columns=COLUMNS,
        on_pick=lambda row: address.go(view, source=str(shown["source"].iloc[row])),
        made_of="all" if not wanted else None,
        most=MOST_SOURCES,
        height=460 if len(shown) > 12 else None,
        title=_finding(answer),
    )


def _finding(answer: pd.DataFrame) -> str:
    """Return how many facts rest on how many sources, in words."""
    return _("{facts} fakta berasal dari {sources} sumber").format(
        facts=formats.number(answer["facts"].sum()), sources=formats.number(len(answer))
    )


def _matching(answer: pd.DataFrame, wanted: str) -> pd.DataFrame:
    text = answer["source_title"] + " " + answer["source_url"].fillna("")
    return answer[text.str.contains(wanted, case=False, regex=False)].reset_index(drop=True)


def _one(view: View) -> list[str]:
    """Draw one source: its name, its link, its facts."""
    everything = listed()
    source = everything[everything["source"] == view.source].iloc[0]
    st.button(
        _("Semua sumber"),
        key="sources_back",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=lambda: address.go(view, source=""),
    )
    st.header(plain(source["source_title"]), anchor=False)
    lines = [
        linked(str(source["source_url"] or _("tanpa tautan")), source["source_url"]),
        _("Tingkat keyakinan: {confidences}").format(confidences=plain(source["confidences"])),
        _("Fakta: {facts}").format(facts=plain(source["in_tables"])),
    ]
    st.markdown("  \n".join(lines))
    _facts(view, int(source["facts"]))
    return [str(source["source_title"])]


def _facts(view: View, count: int) -> None:
    of_table = _table_filter(view)
    shown = facts(view.source, of_table)
    total = _count(view, of_table, count)
    if total > len(shown):
        text = ngettext(
            "{shown} dari {count} fakta yang tampil", "{shown} dari {count} fakta yang tampil", total
        )
        st.caption(text.format(shown=formats.number(len(shown)), count=formats.number(total)))
    st.caption(_("Pilih satu baris untuk membuka wilayah, program, atau barisnya."))
    tables.show(
        shown,
        key="source_facts",
        columns=FACT_COLUMNS,
        values={
            "table_name": tables.table_names(),
            "confidence": tables.value_names("participation", "confidence"),
        },
        on_pick=lambda row: address.go(
            view, table=str(shown["table_name"].iloc[row]), key=str(shown["row_key"].iloc[row])
        ),
        made_of=(view.source, of_table),
        height=430 if len(shown) > 11 else None,
        title=plain(str(shown["source_title"].iloc[0])) if "source_title" in shown and len(shown) else "",
    )
    picked = shown[(shown["row_key"] == view.key) & (shown["table_name"] == view.table)]
    if len(picked):
        source_links.draw(view, {str(name): value for name, value in picked.iloc[0].items()})


def _count(view: View, of_table: str, count: int) -> int:
    """Return how many facts of a table rest on the source."""
    if not of_table:
        return count
    answer = data.ask("sources")
    row = answer[answer["source"] == view.source].iloc[0]
    return int(dict(zip(row["in_tables"], row["facts_in_tables"], strict=True))[of_table])


def _table_filter(view: View) -> str:
    """Draw the choice of a table where the source has facts in several; '' is all."""
    answer = data.ask("sources")
    there = list(answer[answer["source"] == view.source]["in_tables"].iloc[0])
    if len(there) == 1:
        return ""
    names = {"": _("Semua tabel"), **{name: tables.table_names()[name] for name in there}}
    chosen = st.pills(
        _("Tabel"),
        list(names),
        key=f"source_table_{view.source}",
        default="",
        format_func=names.__getitem__,
        persist_state="page",
    )
    return str(chosen or "")


def facts(source: str, of_table: str) -> pd.DataFrame:
    """Return the facts of a source in words."""

    def make() -> pd.DataFrame:
        answer = data.ask("source_facts", source=source, table_name=of_table, limit=MOST_FACTS)
        rows = [{str(name): value for name, value in row.items()} for row in answer.to_dict("records")]
        words = [source_links.words(row) for row in rows]
        return answer.assign(
            period=[period_name(row) if row["program"] else "" for row in rows],
            what=[what for what, _said in words],
            said=[said for _what, said in words],
        )

    return data.made(("source facts", source, of_table), make)


def button(view: View, source: str, label: str, key: str) -> None:
    """Draw the way to one source: a link to the page that one is on does not change its address."""
    st.button(
        plain(label),
        key=f"source_{key}",
        type="tertiary",
        icon=":material/description:",
        on_click=lambda: address.go(view, part="sumber", source=source),
    )
