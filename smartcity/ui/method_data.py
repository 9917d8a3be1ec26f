"""The sections of Metode on instruments, counting, borders and the limits of the data."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats, maps, rules
from smartcity.findings import quality as said
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, frame, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _, local

PAGES = ROOT / "pages"
Row = Mapping[Any, Any]
# Pixels of one row of a table, and of the space below the last one.
ROW, BELOW = 35, 8


def grades(_view: View) -> list[str]:
    """Explain grades and the weighted index, with bounds and weights from the tables."""
    frame.text(
        _(
            "Predikat ditentukan oleh nilai: batas bawah termasuk, batas atas tidak, kecuali pada predikat teratas. "
            "Predikat yang tercetak di sumber tetap ditampilkan; bila berbeda dari ambangnya, perbedaan itu ditandai."
        )
    )
    answer = data.ask("grades").dropna(subset=["lower", "upper"])
    if len(answer):
        _whole(answer, "method_grades", ("framework", "name_id", "name_en", "lower", "upper"))
    frame.text(
        _(
            "Indeks berbobot adalah jumlah nilai setiap bagian dikali bobotnya, dibagi jumlah bobot, dibulatkan dua "
            "desimal. Indeks hanya dihitung ulang bila semua bagiannya diketahui, lalu dibandingkan dengan yang "
            "terbit."
        )
    )
    weights = data.ask("instrument_weights")
    if len(weights):
        shown = data.made("instrument weights", lambda: _weights(weights))
        _whole(shown, "method_weights", ("instrument", "part", "weight"))
    return []


def _whole(
    answer: pd.DataFrame,
    key: str,
    columns: tuple[str, ...],
    values: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Draw a short table at its full height, so that nothing of it hides.

    Its place is kept before it is drawn: a link to a section below would else lead past it.
    """
    height = ROW * (len(answer) + 1) + 3
    with st.container(height=height + BELOW, border=False):
        tables.show(answer, key=key, columns=columns, values=values, height=height, made_of="method")


def _weights(answer: pd.DataFrame) -> pd.DataFrame:
    rows = answer.to_dict("records")
    return answer.assign(
        instrument=[local(row, "name") for row in rows],
        part=[local({"name_id": row["part_id"], "name_en": row["part_en"]}, "name") for row in rows],
        weight=[formats.percent(row["weight_percent"] / 100, 2) for row in rows],
    )


def agencies(_view: View) -> list[str]:
    """Explain the index of local agencies, when a mean is shown, what compares, and who lags."""
    frame.text(
        _(
            "- **Indeks** sebuah perangkat daerah adalah yang terbit; bila tidak terbit, dihitung dari kriteria "
            "utamanya dengan aturan indeks berbobot, hanya bila semua kriteria dinilai dan semua bobotnya diketahui.\n"
            "- **Rata-rata** hanya ditampilkan bila semua perangkat daerah yang tercatat di wilayah itu dinilai; "
            "selain itu median, bila sedikitnya {least} nilai diketahui.\n"
            "- **Perubahan** hanya dihitung antara dua periode dengan instrumen yang sama. Indeks juga tidak sebanding "
            "bila ada kriteria yang ditambah atau dihapus; nilai setiap kriteria tetap dapat dibandingkan.\n"
            "- **Tertinggal** berarti berada di bawah median perangkat daerah sewilayah pada sedikitnya {periods} "
            "penilaian berturut-turut sampai periode yang dilihat. Penilaian dengan kurang dari {least} nilai, atau "
            "yang tidak memuat perangkat daerah itu, memutus hitungannya."
        ).format(least=formats.number(rules.MEDIAN_FROM), periods=formats.number(rules.LAGS_FROM_PERIODS))
    )
    st.page_link(
        PAGES / "agencies.py",
        label=_("Perangkat daerah"),
        icon=":material/apartment:",
        query_params=address.carried(),
    )
    return []


def instruments(_view: View) -> list[str]:
    """Explain the instruments, their versions, and why years do not compare across them."""
    frame.text(
        _(
            "Nilai dari instrumen yang berbeda tidak sebanding: jumlah indikator, bobot, dan cara menilainya lain. "
            "Grafik memutus garis saat instrumen berganti, dan perubahan hanya dihitung di dalam satu versi."
        )
    )
    answer = data.ask("instruments")
    if len(answer):
        shown = data.made("instruments", lambda: _instruments(answer))
        _whole(shown, "method_instruments", ("instrument", "valid", "governments_known"))
    change = data.ask("instrument_change")
    if len(change):
        _change({str(name): value for name, value in change.iloc[0].items()})
    st.page_link(
        PAGES / "assessments.py",
        label=_("Penilaian"),
        icon=":material/analytics:",
        query_params=address.carried(),
    )
    return []


def _instruments(answer: pd.DataFrame) -> pd.DataFrame:
    rows = answer.to_dict("records")
    return answer.assign(
        instrument=[local(row, "name") for row in rows],
        valid=[_valid(row) for row in rows],
        governments_known=[formats.number(row["governments"]) for row in rows],
    )


def _valid(row: Row) -> str:
    """Return in which years an instrument held."""
    start, end = row["valid_from"], row["valid_to"]
    if formats.is_missing(start):
        return _("tidak disebutkan")
    if formats.is_missing(end):
        return _("sejak {year}").format(year=int(start))
    return _("{first} sampai {last}").format(first=int(start), last=int(end))


def _change(row: Row) -> None:
    before = {"name_id": row["previous_name_id"], "name_en": row["previous_name_en"]}
    text = _(
        "Contoh: {region} {before_score} pada {before_year} ({before_name}) dan {score} pada {year} ({name}). "
        "Selisihnya bukan kenaikan atau penurunan."
    )
    frame.text(
        text.format(
            region=plain(str(row["region_name"])),
            before_score=formats.score(row["previous_score"]),
            before_year=row["previous_edition"],
            before_name=plain(local(before, "name")),
            score=formats.score(row["score"]),
            year=row["edition"],
            name=plain(local(row, "name")),
        )
    )


def counting(_view: View) -> list[str]:
    """Explain the counts of regions and governments."""
    reach = data.ask("reach", program="", region=NATION).iloc[0]
    without = int(reach["all_regions"] - reach["local_governments"])
    frame.text(
        _(
            "- Peta memuat **{provinces}** provinsi dan **{all}** kabupaten/kota.\n"
            "- **{without}** di antaranya tidak memiliki pemerintahan sendiri (wilayah administrasi DKI Jakarta), "
            "sehingga cakupan kabupaten/kota dihitung dari **{own}**.\n"
            "- Bersama provinsi ada **{governments}** pemerintah daerah; dari jumlah inilah cakupan penilaian "
            "dihitung."
        ).format(
            provinces=formats.number(reach["provinces"]),
            all=formats.number(reach["all_regions"]),
            without=formats.number(without),
            own=formats.number(reach["local_governments"]),
            governments=formats.number(reach["governments"]),
        )
    )
    return []


def borders(_view: View) -> list[str]:
    """Explain what maps show and which borders are estimates."""
    codes = sorted(maps.approximate_borders())
    frame.text(
        _(
            "- Titik menandai ibu kota atau pusat wilayah, bukan luasnya; kabupaten/kota tidak digambar batasnya, "
            "kecuali kantor ini memuat berkas batasnya sendiri.\n"
            "- Garis provinsi diolah dari Natural Earth. Batas {count} provinsi adalah **perkiraan** dan digambar "
            "putus-putus: {names}.\n"
            "- Garis perkiraan dapat meleset puluhan kilometer. Jangan dipakai untuk mengukur atau menetapkan "
            "wilayah."
        ).format(
            count=formats.number(len(codes)),
            names=plain(", ".join(filters.region_name(code) for code in codes)),
        )
    )
    label, query = _("Peta"), address.carried()
    st.page_link(PAGES / "map.py", label=label, icon=":material/map:", query_params=query)
    return []


def limits(_view: View) -> list[str]:
    """Explain what the data cannot say."""
    frame.text(
        _(
            "- Data berasal dari yang terbit: berita, laman resmi, dan unggahan. Tidak tercatat bukan berarti tidak "
            "ikut.\n"
            "- Nilai yang diketahui bukan sampel acak: daerah bernilai baik lebih sering mengumumkannya. Karena itu "
            "**jangan dirata-ratakan**; rata-rata nasional yang tampil adalah angka yang diterbitkan sumber.\n"
            "- Fakta yang lebih tua dari {days} hari ditandai lama.\n"
            "- Tahap dengan kurang dari {share} nama yang diketahui perlu perhatian: daftarnya belum mewakili tahap "
            "itu.\n"
            "- Tidak ada sebab-akibat yang dapat dibaca dari perbandingan daerah yang ikut dan yang tidak tercatat "
            "ikut."
        ).format(days=formats.number(rules.OLD_AFTER_DAYS), share=formats.percent(rules.FEW_NAMES_BELOW))
    )
    if parts := data.made("scores known", _scores_known):
        frame.text(_("Pemerintah daerah yang nilainya diketahui: {parts}.").format(parts=parts))
    return []


def _scores_known() -> str:
    answer = data.ask("coverage", table_name="assessment")
    nation = answer[(answer["area"] == NATION) & (answer["program"] == "spbe") & (answer["known"] > 0)]
    return known_of_total(nation)


def known_of_total(coverage: pd.DataFrame) -> str:
    """Return how many of how many are known in each period, in words."""
    return "; ".join(
        _("{period}: {known} dari {total}").format(
            period=plain(said.period_name(row)),
            known=formats.number(row["known"]),
            total=formats.number(row["total"]),
        )
        for row in coverage.to_dict("records")
    )
