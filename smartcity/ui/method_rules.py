"""The sections of Metode on rules: headline, funnel, names and totals, confidence, lateness."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from smartcity import formats, rules
from smartcity.settings import ROOT
from smartcity.ui import address, data, frame, method_data, quality_claims, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import N_, _, local, ngettext

PAGES = ROOT / "pages"
LEVELS = {
    "official": N_("keputusan, laman, atau data resmi; juga isi unggahan yang tidak menyebut sumber lain"),
    "high": N_("berita atau laman pemerintah yang menyebut angkanya dengan jelas"),
    "medium": N_("disebut sekali, tidak langsung, atau oleh satu media"),
    "low": N_("bertentangan dengan sumber lain atau tidak jelas maksudnya"),
}
Row = Mapping[str, Any]


def headline(_view: View) -> list[str]:
    """Explain how the headline is chosen, with an example from the data."""
    frame.text(
        _(
            "Setiap fakta adalah **klaim dengan sumber**. Klaim yang bertentangan disimpan berdampingan dan semuanya "
            "dapat dibuka; data kosong tetap kosong, tidak ada angka yang dikira-kira. Yang tampil sebagai **angka "
            "utama** dipilih dengan satu aturan, langkah demi langkah:"
        )
    )
    frame.text(
        _(
            "1. klaim yang terdaftar sebagai **pengecualian** beserta alasannya;\n"
            "2. tingkat **keyakinan**: {confidences};\n"
            "3. **tanggal** yang lebih baru;\n"
            "4. bila masih sama, urutan abjad **judul sumber**."
        ).format(confidences=", ".join(_confidence_names()))
    )
    frame.text(_("Untuk nilai, klaim yang memuat nilai didahulukan dari yang hanya memuat predikat."))
    sources = _example()
    _to_quality("pertentangan", _("Semua pertentangan"), ":material/difference:")
    return sources


def _confidence_names() -> list[str]:
    known = tables.value_names("participation", "confidence")
    return [known[id_].lower() for id_ in rules.CONFIDENCES]


def _example() -> list[str]:
    """Draw the contradiction with most claims as a worked example."""
    told, sources = data.made("example", _worked)
    if not told:
        st.caption(_("Pada versi data ini tidak ada sumber yang bertentangan."))
        return []
    frame.text(told)
    return list(sources)


def _worked() -> tuple[str, list[str]]:
    """Return the example in Markdown with its sources, '' where nothing contradicts."""
    answer = data.ask("contradictions")
    if answer.empty:
        return "", []
    thing = answer["thing"].value_counts(sort=False).idxmax()
    rows = answer[answer["thing"] == thing].to_dict("records")
    claims = [{str(name): value for name, value in row.items()} for row in rows]
    lines = [_("Contoh: {subject}.").format(subject=plain(quality_claims.subject(claims[0])))]
    lines += [f"- {_claim(claim)}" for claim in claims]
    return "\n".join([lines[0], "", *lines[1:]]), [str(claim["source_title"]) for claim in claims]


def _claim(claim: Row) -> str:
    why = _("angka utama") if claim["chosen"] else _(quality_claims.STEPS[claim["decided_by"]])
    known = tables.value_names("participation", "confidence")
    text = _("**{value}**: keyakinan {confidence}, tanggal {date} ({source}): {why}")
    return text.format(
        value=plain(quality_claims.value(claim)),
        confidence=known[claim["confidence"]].lower(),
        date=formats.date(claim["dated"]),
        source=plain(str(claim["source_title"])),
        why=why,
    )


def funnel(view: View) -> list[str]:
    """Explain the funnel rule, with the edition in which sources disagree."""
    frame.text(
        _(
            "- Daerah yang mencapai suatu tahap dianggap telah melewati tahap sebelumnya.\n"
            "- Setiap tahap menampilkan angka utama bila ada angka untuk wilayah itu sendiri, selain itu jumlah "
            "daerah yang diketahui namanya; di sampingnya selalu tertulis berapa yang diketahui namanya.\n"
            "- Angka nasional tidak pernah dibagi ke provinsi. Rincian ditutup dengan wilayah yang belum diketahui, "
            "sehingga jumlahnya sama dengan angka utama.\n"
            "- Persentase hanya ditulis antara dua angka dengan dasar yang sama."
        )
    )
    if larger := data.made("larger", _larger):
        frame.text(larger)
    query = address.shared(view, region=NATION)
    label = _("Tahapan seleksi")
    st.page_link(PAGES / "stages.py", label=label, icon=":material/filter_alt:", query_params=query)
    return []


def _larger() -> str:
    """Return the first stage that is larger than the one before, in words; '' where there is none."""
    answer = data.ask("funnel_editions", program="gmsc", region=NATION)
    larger = answer[answer["larger_than_previous"].astype(bool) & answer["published"].notna()]
    if larger.empty:
        return ""
    row = {str(name): value for name, value in larger.iloc[0].items()}
    same = answer[(answer["edition"] == row["edition"]) & (answer["ordinal"] < row["ordinal"])]
    before = {str(name): value for name, value in same.iloc[-1].items()}
    text = _(
        "Tahap yang lebih besar daripada tahap sebelumnya digambar apa adanya, ditandai, dan tidak diberi persentase. "
        "Contoh {edition}: {before_count} pada tahap {before}, {count} pada tahap {stage}."
    )
    return text.format(
        edition=plain(str(row["edition"])),
        before_count=formats.number(before["count"]),
        before=local(before, "name"),
        count=formats.number(row["count"]),
        stage=local(row, "name"),
    )


def names(_view: View) -> list[str]:
    """Explain what is known by name and what only as a total."""
    frame.text(
        _(
            "Banyak sumber hanya menyebut jumlah. Sebuah daerah **diketahui namanya** pada suatu tahap bila ada "
            "klaim berkeyakinan sedang atau lebih baik; yang hanya berkeyakinan rendah didaftar terpisah dan tidak "
            "dihitung. Bila nama yang diketahui lebih banyak daripada angkanya, kedua angka ditampilkan dan daerah "
            "yang meragukan disebut."
        )
    )
    if parts := data.made("names known", _names_known):
        frame.text(_("Nama yang diketahui dari angka terpublikasi: {parts}.").format(parts=parts))
    _to_quality("cakupan", _("Cakupan menurut provinsi"), ":material/grid_on:")
    return []


def _names_known() -> str:
    answer = data.ask("coverage", table_name="participation")
    nation = answer[(answer["area"] == NATION) & (answer["basis"] == "figure") & (answer["total"] > 0)]
    return method_data.known_of_total(nation)


def confidence(_view: View) -> list[str]:
    """Explain the levels of confidence."""
    known = tables.value_names("participation", "confidence")
    frame.text("\n".join(f"- **{known[id_]}**: {_(LEVELS[id_])}." for id_ in rules.CONFIDENCES))
    _to_quality("sumber", _("Semua sumber"), ":material/description:")
    return []


def late(_view: View) -> list[str]:
    """Explain when a pilot is late, and how many are."""
    finished = tables.value_names("pilot", "status")
    frame.text(
        _(
            "Percontohan dianggap **lewat tenggat** bila tenggatnya sudah lampau, belum ada tanggal selesai, dan "
            "statusnya bukan {statuses}. Tenggat yang hanya berupa bulan atau tahun baru lewat setelah bulan atau "
            "tahun itu berakhir. Status **{delayed}** yang dilaporkan daerah adalah hal lain dan ditampilkan "
            "terpisah."
        ).format(statuses=", ".join(finished[id_] for id_ in rules.FINISHED), delayed=finished["delayed"])
    )
    answer = data.ask("pilots_by_status", today=data.today(), program="", region=NATION)
    count, overdue = int(answer["pilots"].sum()), int(answer["late"].sum())
    text = ngettext(
        "Hari ini {late} dari {count} percontohan lewat tenggat.",
        "Hari ini {late} dari {count} percontohan lewat tenggat.",
        count,
    )
    frame.text(text.format(late=formats.number(overdue), count=formats.number(count)))
    label = _("Percontohan & quick win")
    query = address.carried()
    st.page_link(PAGES / "pilots.py", label=label, icon=":material/rocket_launch:", query_params=query)
    return []


def attendance(_view: View) -> list[str]:
    """Explain when a government comes to events often, seldom or never, and what is counted."""
    frame.text(
        _(
            "Kehadiran dihitung hanya dari **kegiatan yang kehadirannya diketahui**: sedikitnya satu daerah disebut "
            "namanya sebagai peserta, penyelenggara, atau tuan rumah. Sebuah pemerintah daerah datang **sering** bila "
            "tercatat pada sedikitnya {events} kegiatan dan sedikitnya {share} dari kegiatan itu, pada saringan yang "
            "berlaku; **jarang** bila kurang; **tidak pernah tercatat** bila tidak ada dalam satu daftar pun. Daftar "
            "hadir yang terbit jarang lengkap, jadi yang terakhir tidak berarti tidak pernah datang."
        ).format(
            events=formats.number(rules.OFTEN_FROM_EVENTS),
            share=formats.percent(rules.OFTEN_FROM_SHARE, 0),
        )
    )
    frame.text(
        _(
            "Jumlah peserta ditampilkan bersama satuannya sebagaimana terbit (orang, perangkat daerah, atau "
            "kabupaten/kota) dan tidak dijumlahkan antarkegiatan."
        )
    )
    label = _("Kegiatan")
    st.page_link(PAGES / "events.py", label=label, icon=":material/event:", query_params=address.carried())
    return []


def _to_quality(part: str, label: str, icon: str) -> None:
    st.page_link(PAGES / "quality.py", label=label, icon=icon, query_params=address.carried(part=part))
