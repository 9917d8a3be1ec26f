"""Perangkat daerah on other pages: what is known of evaluations and of electronic transactions, with the way there."""

import streamlit as st

from smartcity import formats
from smartcity.findings import ietpd as findings
from smartcity.ui import data, deck, ietpd, onward, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

PAGE, ICON = "agencies.py", ":material/apartment:"


def overview(view: View) -> list[str]:
    """Draw on Ringkasan how many agencies are assessed and the share of Digital governments; return the sources."""
    asked = questions.question("ietpd_figures", region=NATION)
    is_national = view.region == NATION and len(ietpd.national(asked, ietpd.SHARE)) > 0
    said = evaluated(view)
    if not said and not is_national:
        return []
    if deck.is_on():
        return _slide(said, asked, is_national)
    st.subheader(_("Perangkat daerah dan IETPD"), anchor=False)
    if said:
        st.markdown(plain(said))
        onward.link(PAGE, _("Perangkat daerah"), ICON, view)
    if not is_national:
        return []
    source = _source(asked)
    st.markdown(_share(asked))
    st.caption(plain(_("Sumber: {source}").format(source=source)))
    onward.link(PAGE, _("IETPD"), ":material/payments:", view, part="ietpd")
    return [source]


def _slide(said: str, asked: Question, is_national: bool) -> list[str]:
    """Add a slide of the same, in words; return the sources."""
    sources = [_source(asked)] if is_national else []
    deck.say(
        _("Perangkat daerah dan IETPD"),
        plain(said),
        _share(asked) if is_national else "",
        sources=sources,
    )
    return sources


def _source(asked: Question) -> str:
    return str(ietpd.national(asked, ietpd.SHARE)["source_title"].iloc[0])


def _share(asked: Question) -> str:
    """Return the share of Digital governments in words, in Markdown."""
    return plain(findings.shares(data.made(("beside target", asked), lambda: ietpd.beside_target(asked))))


def evaluated(view: View) -> str:
    """Return in words how many agencies of the region and what lies in it are on record and assessed; '' for none."""
    found = data.ask("agency_summary", region=view.region).iloc[0]
    if not found["agencies"] and not found["assessed"]:
        return ""
    values = {
        "agencies": formats.number(found["agencies"]),
        "governments": formats.number(found["governments"]),
        "assessed": formats.number(found["assessed"]),
    }
    if not found["assessed"]:
        text = _(
            "{agencies} perangkat daerah tercatat pada {governments} pemerintah daerah; belum ada yang dinilai."
        )
        return text.format(**values)
    text = _(
        "{assessed} perangkat daerah pernah dinilai pada {count} pemerintah daerah, terakhir pada {period}; "
        "{agencies} tercatat."
    )
    return text.format(
        **values, count=formats.number(found["governments_assessed"]), period=str(found["edition"])
    )


def region(view: View) -> None:
    """Draw on Wilayah what is known of the agencies of a region and what lies in it, with the way to them."""
    if view.region == NATION:
        return
    said = evaluated(view)
    initiatives = data.ask("agency_initiatives", region=view.region, agency="", today=data.today())
    if not said and initiatives.empty:
        return
    if deck.is_on():
        count = _("{count} inisiatif TP2DD").format(count=formats.number(len(initiatives)))
        deck.say(_("Perangkat daerah"), plain(said), count if len(initiatives) else "")
        return
    st.header(_("Perangkat daerah"), anchor=False)
    if said:
        st.markdown(plain(said))
    with st.container(horizontal=True, key="agency_links", gap="medium", vertical_alignment="center"):
        if said:
            onward.link(PAGE, _("Perangkat daerah"), ICON, view)
        if len(initiatives):
            label = _("{count} inisiatif TP2DD").format(count=formats.number(len(initiatives)))
            onward.link(PAGE, label, ":material/rocket_launch:", view, part="initiatives")
