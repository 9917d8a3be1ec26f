"""In the pseudo-locale every text of ours is marked; what is left comes from data or is listed in the docs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, TimeoutError

from tests import pseudo
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

PAGES = {
    "ringkasan": "?lang=qps",
    "tahapan": "tahapan?program=gmsc&periode=2018&tahap=selected&lang=qps",
    "provinsi": "wilayah?wilayah=35&lang=qps",
    "kota": "wilayah?wilayah=35.71&lang=qps",
    "peta": "peta?lang=qps",
    "peta-webgl": "peta?peta=deck&ukuran=score.spbe-2020&lang=qps",
    "jelajah": "jelajah?tabel=pilot&urut=-updated_on&lang=qps"
    "&saring=%5B%5B%22status%22,%22is%22,%22running%22%5D%5D&kunci=%5B%22gmsc-13.73-info-sunto%22%5D",
    "cari": "cari?cari=Kota+Bandung&lang=qps",
    "paparan": "paparan?isi=funnel,map,assessments,profiles&ukuran_peta=awards&wilayah=16&daerah=all&lang=qps",
    "sumber": "sumber?lang=qps",
    "metode": "metode?lang=qps",
    "percontohan": "percontohan?program=gmsc&menurut=dimension&lang=qps",
    "satu-percontohan": "percontohan?percontohan=gmsc-13.73-info-sunto&lang=qps",
    "tindak-lanjut": "tindak-lanjut?wilayah=61&lang=qps",
    "idsll": "idsll?lang=qps",
    "kegiatan": "kegiatan?tahun=2023&bulan=00&lang=qps",
    "satu-kegiatan": "kegiatan?kegiatan=2022-11-01-rakor-standar-pelayanan-perkotaan-cerdas-dan-idsll&lang=qps",
    "tentang": "tentang?lang=qps",
    "akun": "akun?lang=qps",
    "audit": "audit?lang=qps",
    "penilaian": "penilaian?instrumen=spbe-2020&periode=2023&bagian=profile&wilayah=35.10&lang=qps",
    "penilaian-smart-city": "penilaian?instrumen=gmsc-evaluation&periode=2022&lang=qps",
    "perangkat-daerah": "perangkat-daerah?lang=qps",
    "perangkat-daerah-inisiatif": "perangkat-daerah?bagian=initiatives&wilayah=61&lang=qps",
    "perangkat-daerah-ietpd": "perangkat-daerah?bagian=ietpd&lang=qps",
}
# This page shows what stands in files for upload.
WITH_DICTIONARY = "tentang"
WITH_TOOLTIPS = ("ringkasan", "tahapan", "provinsi")
# Tables are drawn on canvases: what is written there is kept as it is written.
KEEP_DRAWN = """(() => {
    window.drawnTexts = new Set();
    for (const kind of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
        const write = kind.prototype.fillText;
        kind.prototype.fillText = function (text, ...rest) {
            window.drawnTexts.add(String(text));
            return write.call(this, text, ...rest);
        };
    }
})()"""
# Every text that a person can see or hear: elements' own text, labels, alternative texts, what is drawn.
TEXTS = """() => {
    const found = new Set(window.drawnTexts);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const icon = getComputedStyle(parent).fontFamily.includes('Material Symbols');
        const own = !icon && !parent.closest('style, script, code, noscript, .st-key-on_paper');
        if (own) found.add(walker.currentNode.textContent);
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            if (!element.closest('code')) found.add(element.getAttribute(name));
        }
    }
    return [...found];
}"""
# The pointer visits every mark of a chart; what its tooltip says there is kept. As no real pointer leaves the last
# mark, its tooltip is hidden: it would cover what is pressed next.
TOOLTIPS = """chart => {
    const said = new Set();
    for (const mark of chart.querySelectorAll('path, rect, circle, text')) {
        for (const Kind of [PointerEvent, MouseEvent]) {
            const name = Kind === PointerEvent ? 'pointermove' : 'mousemove';
            const {left, top, width, height} = mark.getBoundingClientRect();
            const place = {clientX: left + width / 2, clientY: top + height / 2, bubbles: true};
            mark.dispatchEvent(new Kind(name, place));
        }
        const tooltip = document.querySelector('#vg-tooltip-element.visible');
        for (const cell of tooltip ? tooltip.querySelectorAll('td, h2') : []) said.add(cell.textContent);
    }
    for (const tooltip of document.querySelectorAll('#vg-tooltip-element')) tooltip.classList.remove('visible');
    return [...said];
}"""
CHARTS = "[class*=st-key-drawn_] svg.marks"
FOLDED = "[data-testid=stExpander] details:not([open]) > summary"
WINDOWS = "[data-testid=stMain] [data-testid=stPopover] button, [class*=st-key-rows_] button"
CHOICES = "[data-testid=stSelectbox] input"
OPENED = "[data-testid=stPopoverBody], [role=dialog], [data-testid=stSelectboxVirtualDropdown]"
# By then what is closed has given the keyboard back to what opened it; what is opened before would close again.
GIVES_BACK_MS = 200
OPENS_WITHIN_MS = 3_000
# Whether an element was visited before; it is marked as visited.
VISITED = "element => Boolean(element.dataset.visited) || !(element.dataset.visited = '1')"


@pytest.fixture(scope="session")
def known(server: Server) -> pseudo.Known:
    """Return what is the same in every language: data, months, names."""
    return pseudo.known(server.data)


@pytest.fixture(scope="session")
def known_of_files(server: Server) -> pseudo.Known:
    """Return what is the same in every language where files for upload are described."""
    return pseudo.known(server.data, pseudo.contract_texts())


class Reader:
    """Opens whatever a page can open, and keeps every text that is then seen."""

    def __init__(self, tab: Visit) -> None:
        self.tab = tab
        self.texts: set[str] = set()
        self.tooltips: set[str] = set()

    def read(self) -> None:
        """Keep the texts that are there now."""
        self.texts |= set(self.tab.page.evaluate(TEXTS))

    def whole_page(self) -> set[str]:
        """Return the texts of a page with all of its folds, tabs, windows, lists of choices and tooltips."""
        page = self.tab.page
        self._open(CHOICES)
        for place in range(max(1, page.locator("[data-testid=stTab]").count())):
            if page.locator("[data-testid=stTab]").count():
                page.locator("[data-testid=stTab]").nth(place).click()
                self.tab.settle()
            self._unfold()
            self.read()
            self._hover()
            self._open(WINDOWS)
        return self.texts | self.tooltips

    def _unfold(self) -> None:
        page = self.tab.page
        while page.locator(FOLDED).count():
            page.locator(FOLDED).first.click()
            self.tab.settle()

    def _open(self, openers: str) -> None:
        """Open one after the other that was not opened yet, read it, close it again."""
        page = self.tab.page
        for opener in page.locator(openers).all():
            if opener.is_visible() and not opener.evaluate(VISITED):
                self._press(opener)
                self.tab.drawn()
                self.read()
                page.keyboard.press("Escape")
                page.locator(OPENED).filter(visible=True).first.wait_for(state="hidden")
                page.wait_for_timeout(GIVES_BACK_MS)

    def _press(self, opener: Locator) -> None:
        """Click and wait for what opens; after Escape a list of choices opens at the second click only."""
        opened = self.tab.page.locator(OPENED).filter(visible=True).first
        opener.click()
        try:
            opened.wait_for(timeout=OPENS_WITHIN_MS)
        except TimeoutError:
            opener.click()
            opened.wait_for()

    def _hover(self) -> None:
        """Read what the charts say where the pointer is."""
        for chart in self.tab.page.locator(CHARTS).all():
            self.tooltips |= set(chart.evaluate(TOOLTIPS))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_ours_is_untranslated(
    visit: Callable[..., Visit], known: pseudo.Known, known_of_files: pseudo.Known, name: str
) -> None:
    same = known_of_files if name == WITH_DICTIONARY else known
    tab = visit(script=KEEP_DRAWN)
    tab.open(PAGES[name])

    reader = Reader(tab)
    texts = reader.whole_page()
    tab.shot(f"{name}-pseudo")

    assert any(text.startswith("⟦") for text in texts)
    assert reader.tooltips or name not in WITH_TOOLTIPS
    assert sorted(text for text in texts if same.unmarked(text)) == []
