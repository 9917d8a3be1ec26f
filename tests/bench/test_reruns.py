"""How long a rerun of each page takes on the server, and how much it sends."""

import asyncio
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path

import pytest

from smartcity import audit, sessions
from smartcity.caller import Caller
from smartcity.state_file import StateFile
from smartcity.visitor import COOKIE
from tests.account_kit import FAR, PASSWORD, make
from tests.bench.client import session
from tests.bench.conftest import SIZES, Running
from tests.bench.report import Report, percentile, spread
from tests.browser.conftest import start_server

RUNS = 60
WARM_UP = 4
PAGES = {
    "Ringkasan": ("", "program=gmsc&periode=2022"),
    "Peta": ("peta", "program=gmsc&periode=2022"),
    "Tahapan seleksi": ("tahapan", "program=gmsc&periode=2022&tahap=selected"),
    "Wilayah, nation": ("wilayah", ""),
    "Wilayah, province": ("wilayah", "wilayah=35"),
    "Wilayah, kota": ("wilayah", "wilayah=35.78"),
    "Peta, change": ("peta", "ukuran=change.spbe-2020"),
    "Percontohan": ("percontohan", ""),
    "Percontohan, province": ("percontohan", "program=gmsc&wilayah=35"),
    "Tindak lanjut": ("tindak-lanjut", ""),
    "IDSLL": ("idsll", ""),
    "Penilaian": ("penilaian", "instrumen=spbe-2020&periode=2023"),
    "Penilaian, ranking": ("penilaian", "instrumen=spbe-2020&periode=2023&bagian=ranking"),
    "Penilaian, change": ("penilaian", "instrumen=spbe-2020&periode=2023&bagian=change"),
    "Penilaian, parts": ("penilaian", "instrumen=spbe-2020&periode=2023&bagian=tree"),
    "Penilaian, profile": ("penilaian", "instrumen=spbe-2020&periode=2023&bagian=profile&wilayah=35.78"),
    "Kegiatan": ("kegiatan", ""),
    "Kegiatan, province": ("kegiatan", "wilayah=35&tahun=2023"),
    "Kegiatan, one event": ("kegiatan", "kegiatan=2023-01-16-lokakarya-transformasi"),
    "Peta, attendance": ("peta", "ukuran=attendance"),
    "Perangkat daerah, nation": ("perangkat-daerah", ""),
    "Perangkat daerah": ("perangkat-daerah", "wilayah=11"),
    "Perangkat daerah, ranking": ("perangkat-daerah", "wilayah=11&bagian=ranking"),
    "Perangkat daerah, change": ("perangkat-daerah", "wilayah=11&bagian=change"),
    "Perangkat daerah, lagging": ("perangkat-daerah", "wilayah=11&bagian=lagging"),
    "Perangkat daerah, initiatives": ("perangkat-daerah", "bagian=initiatives"),
    "Perangkat daerah, IETPD": ("perangkat-daerah", "bagian=ietpd"),
    "Perangkat daerah, one": ("perangkat-daerah", "wilayah=11&perangkat=diskominfo"),
    "Jelajah": ("jelajah", ""),
    "Jelajah, scores": ("jelajah", "tabel=assessment"),
    "Jelajah, scores by region, page 9000": ("jelajah", "tabel=assessment&urut=region_code&halaman=9000"),
    "Jelajah, scores by period, last first": ("jelajah", "tabel=assessment&urut=-edition&halaman=3"),
    "Jelajah, scores of a province": ("jelajah", "tabel=assessment&wilayah=35&urut=-score&halaman=2"),
    "Paparan": ("paparan", "isi=funnel,map,profiles&wilayah=35"),
    "Cari": ("cari", "cari=dinas+kesehatan+bandung"),
    "Cari, region": ("cari", "cari=kab+oku"),
    "Sumber, sources": ("sumber", "bagian=sumber"),
    "Sumber, contradictions": ("sumber", "bagian=pertentangan"),
    "Sumber, coverage": ("sumber", "bagian=cakupan"),
    "Sumber, checks": ("sumber", "bagian=pemeriksaan"),
    "Sumber, age": ("sumber", "bagian=umur"),
    "Metode": ("metode", ""),
    "Unggah data": ("unggah", ""),
    "Riwayat": ("riwayat", ""),
    "Riwayat, one batch": ("riwayat", "unggahan=1"),
    "Ubah satu baris": ("ubah", ""),
    "Ubah satu baris, form": ("ubah", "tabel=pilot&kunci=new"),
    "Tentang data": ("tentang", ""),
}
# What only an administrator sees, and what it costs to be signed in.
OWN_PAGES = {
    "Akun": ("akun", ""),
    "Audit": ("audit", ""),
    "Audit, filtered": ("audit", "siapa=orang7&tindakan=sign_out&sejak=2026-01-01"),
    "Ringkasan, signed in": ("", "program=gmsc&periode=2022"),
    "Wilayah, signed in": ("wilayah", "wilayah=35.78"),
}
LINES = 50_000
MEDIAN_MS, P95_MS, ANSWER_MS = 50, 100, 150
MAP_FIRST_KB, MAP_RERUN_KB = 300, 20


async def _measure(
    address: str, page: str, query: str, cookies: str = ""
) -> tuple[list[float], list[float], list[int]]:
    async with session(address, cookies) as tab:
        first = await tab.run(page, query)
        runs = [await tab.run(page, query) for _run in range(WARM_UP + RUNS)][WARM_UP:]
    return (
        [run.server_ms for run in runs],
        [run.answer_ms for run in runs],
        [first.bytes, *(run.bytes for run in runs)],
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_rerun(running: Callable[[str], Running], report: Report, size: str, name: str) -> None:
    server = running(size)

    on_server, answered, sent = asyncio.run(_measure(server.address, *PAGES[name]))

    _note(report, name, size, on_server, answered, sent)


def _note(
    report: Report, name: str, size: str, on_server: list[float], answered: list[float], sent: list[int]
) -> None:
    shown = spread(on_server)
    report.at_most(f"{name}: rerun", size, statistics.median(on_server), "ms", MEDIAN_MS, shown)
    report.at_most(f"{name}: rerun, p95", size, percentile(on_server, 0.95), "ms", P95_MS)
    report.at_most(
        f"{name}: click to answer", size, statistics.median(answered), "ms", ANSWER_MS, spread(answered)
    )
    limits = (MAP_FIRST_KB, MAP_RERUN_KB) if name.startswith("Peta") else (None, None)
    report.at_most(f"{name}: first load", size, sent[0] / 1024, "KB", limits[0])
    report.at_most(f"{name}: sent by a rerun", size, statistics.median(sent[1:]) / 1024, "KB", limits[1])


@pytest.mark.parametrize("size", SIZES)
def test_rerun_of_who_is_signed_in(
    folders: Callable[[str], Path], tmp_path: Path, report: Report, size: str
) -> None:
    data = Path(shutil.copytree(folders(size), tmp_path / "db"))
    make(data, "kepala", "administrator")
    _write_lines(data)
    token = sessions.sign_in(data, "kepala", PASSWORD, Caller("", FAR))
    server, process = start_server(data)
    try:
        for name, (page, query) in OWN_PAGES.items():
            measured = asyncio.run(_measure(server.address, page, query, f"{COOKIE}={token}"))
            _note(report, name, size, *measured)
    finally:
        process.terminate()


def _write_lines(data: Path) -> None:
    """Write what an office writes down in some years."""
    with StateFile(data).writing() as connection:
        for number in range(LINES):
            audit.write(connection, Caller(f"orang{number % 50}", FAR), audit.SIGN_OUT)


def test_empty_page(empty_page: Running, report: Report) -> None:
    on_server, answered, sent = asyncio.run(_measure(empty_page.address, "", ""))

    report.at_most(
        "empty Streamlit page: rerun", "-", statistics.median(on_server), "ms", None, spread(on_server)
    )
    report.at_most(
        "empty Streamlit page: click to answer",
        "-",
        statistics.median(answered),
        "ms",
        None,
        spread(answered),
    )
    report.at_most("empty Streamlit page: first load", "-", sent[0] / 1024, "KB")
