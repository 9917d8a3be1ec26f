"""Penilaian Gerakan Menuju Smart City: its days and classes, readiness, the evaluation of cohorts, the masterplan."""

import pandas as pd
import streamlit as st

from smartcity import formats, words
from smartcity.charts.panels import panels
from smartcity.ui import address, assessment, assessment_days, data, deck, frame, questions, tables
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import N_, _

PROGRAM = "gmsc"
READINESS, EVALUATION = "gmsc-readiness", "gmsc-evaluation"
# The three groups that a readiness analysis looks at, by the level at which the instrument holds them.
READINESS_NAMES = {
    "element": N_("Unsur"),
    "aspect": N_("Pilar"),
    "component": N_("Kemampuan"),
    "criterion": N_("Kriteria"),
}
READINESS_GROUPS = {
    "element": N_("Unsur kesiapan daerah, yang dianalisis bersama SWOT pada bimbingan teknis tahap awal."),
    "aspect": N_("Pilar transformasi: pemerintah, masyarakat, dan bisnis harus siap dan berjalan bersama."),
    "component": N_(
        "Kunci keberhasilan: kesiapan sumber daya manusia, kemampuan birokrasi, dan kemampuan anggaran."
    ),
    "criterion": N_("Kriteria dan parameter yang pernah dipakai untuk mengundang dan menilai daerah."),
}
FIGURE_COLUMNS = (
    "edition",
    "scope_label",
    "value",
    "counted_unit",
    "chosen",
    "as_of",
    "note",
    "confidence",
    "source_title",
)
WEIGHT_COLUMNS = ("category", "value", "chosen", "note", "confidence", "source_title")
MASTERPLAN_COLUMNS = ("edition", "published", "known")


def draw(view: View) -> list[str]:
    """Draw the four parts; return the sources."""
    sources = assessment_days.draw(view)
    _readiness(view)
    sources += _evaluation(view)
    return sources + _masterplan(view)


def _readiness(view: View) -> None:
    """Draw what readiness is made of, with the way to the scores where any are known."""
    st.header(_("Unsur kesiapan"), anchor=False)
    tree = questions.question(
        "assessment_tree", framework=READINESS, edition=view.edition, region=assessment.scope(view)
    ).answer()
    known = dict(zip(tree["indicator"], tree["known"], strict=True))
    names = tables.value_names("indicator", "level")
    if deck.is_on():
        _readiness_slide(tree, names, known)
        return
    for place, column in zip(READINESS_GROUPS, st.columns(2) + st.columns(2), strict=True):
        parts = [part for panel in panels(tree[tree["level"] == place], names) for part in panel.parts]
        if parts:
            with column.container(border=True, height="stretch"):
                st.markdown(f"**{_(READINESS_NAMES[place])}**")
                st.caption(_(READINESS_GROUPS[place]))
                st.markdown(
                    "\n".join(f"- {plain(part.name)}{_known(known.get(part.id, 0))}" for part in parts)
                )
    if not any(known.values()):
        st.caption(
            _("Belum ada nilai kesiapan yang terbit untuk {edition}; yang tampil adalah susunannya.").format(
                edition=view.edition
            )
        )
    if view.framework != READINESS:
        _to(view, READINESS, _("Nilai kesiapan per daerah"))
    else:
        _to(view, READINESS, _("Nilai kesiapan per daerah"), part="tree")


def _readiness_slide(tree: pd.DataFrame, names: dict[str, str], known: dict[str, int]) -> None:
    """Add a slide of what readiness is made of."""
    said = []
    for place, name in READINESS_NAMES.items():
        parts = [part for panel in panels(tree[tree["level"] == place], names) for part in panel.parts]
        if parts:
            lines = "\n".join(f"- {plain(part.name)}{_known(known.get(part.id, 0))}" for part in parts)
            said.append(f"**{_(name)}**\n{lines}")
    deck.say(_("Unsur kesiapan"), *said)


def _known(count: int) -> str:
    return _(" · {count} nilai").format(count=formats.number(count)) if count else ""


def _to(view: View, framework: str, label: str, part: str = "tree") -> None:
    st.button(
        label,
        key=f"to_{framework}",
        type="tertiary",
        icon=":material/account_tree:",
        on_click=address.go,
        args=(view,),
        kwargs={"framework": framework, "edition": view.edition, "part": part},
    )


def _evaluation(view: View) -> list[str]:
    """Draw the five weighted components and six dimensions of the cohorts' evaluation, with every claim of a weight."""
    st.header(_("Evaluasi angkatan"), anchor=False)
    tree = questions.question(
        "assessment_tree", framework=EVALUATION, edition=view.edition, region=assessment.scope(view)
    ).answer()
    names = tables.value_names("indicator", "level")
    parts = {
        names.get(level, level): "\n".join(
            _part(one, tree) for one in tree[tree["level"] == level].to_dict("records")
        )
        for level in ("component", "dimension")
    }
    rule = _(
        "Indeks adalah rata-rata berbobot kelima komponen; "
        "keenam dimensi dinilai tersendiri tanpa bobot dalam indeks."
    )
    if deck.is_on():
        said = [f"**{name}**\n{lines}" for name, lines in parts.items()]
        deck.say(_("Evaluasi angkatan"), *said, rule)
    else:
        for (name, lines), column in zip(parts.items(), st.columns(2), strict=True):
            with column.container(border=True, height="stretch"):
                st.markdown(f"**{name}**")
                st.markdown(lines)
        st.caption(rule)
    asked = questions.question("measure_claims", program=PROGRAM, measure="component_weight_percent")
    answer = asked.answer()
    if len(answer):
        frame.fold(
            _("Bobot komponen menurut sumbernya"),
            lambda: tables.show(
                answer, key="weights", of="published_figure", columns=WEIGHT_COLUMNS, made_of=asked
            ),
            key="weights",
        )
    _to(view, EVALUATION, _("Nilai evaluasi per daerah"))
    return list(answer["source_title"].dropna())


def _part(one: dict[object, object], tree: pd.DataFrame) -> str:
    """Return one component or dimension with its weight and what lies below it."""
    name, weight = plain(words.local(one, "name")), one["weight_percent"]
    below = tree[tree["parent"] == one["indicator"]]
    names = ", ".join(plain(words.local(row, "name")) for row in below.to_dict("records"))
    if not formats.is_missing(weight):
        return _("- {name} · bobot {weight}").format(
            name=name, weight=formats.percent(float(str(weight)) / 100)
        )
    return _("- {name}: {parts}").format(name=name, parts=names) if names else f"- {name}"


def _masterplan(view: View) -> list[str]:
    """Draw how far a masterplan reaches, and how many are complete in each cohort."""
    days = questions.question("measure_claims", program=PROGRAM, measure="assessment_days").answer()
    done = questions.question(
        "measure_claims", program=PROGRAM, measure="cumulative_masterplan_done"
    ).answer()
    frame.section(_("Masterplan dan peta jalan"))
    frame.text(
        _(
            "- **Masterplan** berlaku hingga 10 tahun dan disusun dalam bimbingan teknis empat tahap, bersama buku "
            "analisis kesiapan daerah, ringkasan eksekutif, dan profil quick win (Bimbingan Teknis "
            "Penyusunan Master Plan Smart City di Tanah Bumbu, 2024).\n"
            "- **Peta jalan** diminta dapat berkelanjutan hingga 25 tahun ke depan (keterangan tertulis Direktur "
            "Jenderal Aplikasi Informatika, 2 November 2021).\n"
            "- **Quick win** terlaksana kurang dari 12 bulan."
        )
    )
    cited = pd.concat([days, done]).drop_duplicates("source_title")
    links = [
        linked(
            str(row["source_title"]),
            None if formats.is_missing(row["source_url"]) else str(row["source_url"]),
        )
        for row in cited.to_dict("records")
    ]
    if links:
        st.caption(_("Sumber: {sources}").format(sources="; ".join(links)))
    _masterplans(view)
    if len(done):
        frame.fold(
            _("Kumulatif masterplan menurut sumbernya"),
            lambda: tables.show(
                done,
                key="masterplan_claims",
                of="published_figure",
                columns=FIGURE_COLUMNS,
                values=tables.all_value_names("published_figure"),
            ),
            key="masterplan_claims",
        )
    return list(cited["source_title"].dropna())


def _masterplans(view: View) -> None:
    answer = data.ask("funnel_editions", program=PROGRAM, region=assessment.scope(view))
    done = answer[(answer["stage"] == "masterplan_done") & answer["count"].notna()].reset_index(drop=True)
    if done.empty:
        frame.empty(
            _("Belum diketahui berapa masterplan yang tersusun."),
            _("Tidak ada angka terbit dan tidak ada nama pada tahap Masterplan tersusun untuk wilayah ini."),
            _("Unggah partisipasi dengan tahap masterplan_done beserta sumbernya."),
        )
        return
    heading = _("**Masterplan tersusun per angkatan**")
    st.markdown(heading)
    tables.show(
        done,
        key="masterplans",
        of="participation",
        columns=MASTERPLAN_COLUMNS,
        made_of=assessment.scope(view),
        title=heading,
    )
