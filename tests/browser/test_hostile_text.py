"""Thirty texts that mean harm, in every column that people fill, on every page where they show: text, nothing else."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Dialog, Request

from smartcity import sessions
from smartcity.caller import Caller
from smartcity.draft import Draft
from smartcity.store import Store
from smartcity.ui.menu import ENTRIES
from smartcity.visitor import COOKIE
from tests.account_kit import PASSWORD, make, token
from tests.browser.conftest import Server, Visit
from tests.browser.test_translation import CHARTS, TOOLTIPS
from tests.browser.test_upload import drop

pytestmark = pytest.mark.browser

HIT = "window.__hit=1"
# {} is a word by which a text is found again; around it is always something that would vanish, were it read as markup.
PAYLOADS = tuple(
    text.replace("{}", f"racun{place:02}", 1)
    for place, text in enumerate(
        (
            f"<script>{HIT}//{{}}</script>",
            f"</script><script>{HIT}//{{}}</script>",
            f"<img src=x onerror={HIT} alt={{}}>",
            f"<svg onload={HIT}><text>{{}}</text></svg>",
            f"\"><iframe srcdoc='<script>parent.{HIT}</script>'>{{}}",
            f"<a href=javascript:{HIT}>{{}}</a>",
            f"<details open ontoggle={HIT}>{{}}</details>",
            "<style>@import '//evil.example/{}.css'</style>",
            "<b>{}</b> <table><tr><td>sel",
            "<!-- {} --> <![CDATA[x]]>",
            f"[{{}}](javascript:{HIT})",
            "[{}](data:text/html,<script>parent.__hit=1</script>)",
            "![{}](https://evil.example/x.png)",
            "https://evil.example/{} www.evil.example",
            "@{}@evil.example",
            "**{}** _miring_ ~~coret~~",
            "`{}` ```kode```",
            "# {} > kutip - daftar",
            "| {} | b | |---|---| | 1 | 2 |",
            "$x^2 {}$ $$\\frac{1}{2}$$ \\(a\\)",
            ":material/home: :red[{}] :smile: :blue-badge[x]",
            "&lt;{}&gt; &#60;i&#62; &copy;",
            "{{7*7}} ${7*7} {0} %s %(a)s {racun} {}",
            "datum.{} || alert(1) + event.view",
            "'+alert('{}')+' \"},{\"mark\":\"bar",
            '=HYPERLINK("https://evil.example","{}")',
            "+{}|' /C calc'!A0 @SUM(1) -2+3",
            "\u202e{} kanan\u202c \u2066x\u2069 \u200blebar\u200d",
            "bel\x07 baris\n{}\tlari\x1b[31m",
            "{}" + "x" * 193,
        )
    )
)
# Pages that show what people wrote, and what one of them is asked for.
PAGES = (
    "percontohan?wilayah=16",
    "percontohan?percontohan=jahat-2",
    "percontohan?wilayah=16&mode=paparan&salindia=4",
    "tindak-lanjut?wilayah=16",
    "tindak-lanjut?wilayah=16&mode=paparan",
    "kegiatan?kegiatan=jahat-13",
    "kegiatan?bagian=daftar",
    "wilayah?wilayah=16",
    "wilayah?wilayah=16.01",
    "wilayah?wilayah=16.01&mode=paparan",
    "peta?program=gmsc&periode=2022&wilayah=16",
    "perangkat-daerah?wilayah=16",
    "tahapan?program=gmsc&periode=2022&tahap=selected&wilayah=16",
    "jelajah?tabel=pilot&kunci=%5B%22jahat-15%22%5D",
    "cari?cari=racun",
    "paparan?isi=funnel,map,profiles,sources&wilayah=16&daerah=16,16.01",
    f"sumber?sumber={quote(PAYLOADS[3])}",
    "riwayat",
    "riwayat?unggahan=2",
    "ubah?tabel=pilot&wilayah=16",
    "ubah?tabel=pilot&kunci=%5B%22jahat-15%22%5D",
    "audit",
)
KNOWN = {entry.path for entry in ENTRIES} | {
    "static",
    "app",
    "_stcore",
    "media",
    "component",
    "masuk",
    "favicon.png",
}
# The page and, as roots, the parts of it whose styles stand apart.
ROOTS = """
    const roots = [document];
    for (const root of roots) {
        roots.push(...[...root.querySelectorAll('*')].map(element => element.shadowRoot).filter(shadow => shadow));
    }
    const all = places => roots.flatMap(root => [...root.querySelectorAll(places)]);
    const bare = text => text.replace(/[\\u200b\\u2060\\x00-\\x08\\x0e-\\x1f]/g, '').replace(/\\s+/g, ' ');
"""
SHOWN = f"""() => {{{ROOTS}
    const typed = all('input, textarea').map(element => element.value);
    return bare([...roots.map(root => (root.body ?? root).textContent), ...typed].join(' '));
}}"""
# A painted table writes what it paints for those who cannot see it, a fifth of a second later.
WRITTEN = """() => [...document.querySelectorAll('[data-testid=stDataFrame]')]
    .every(table => table.querySelector('[role=columnheader]'))"""
# What a text made: something that runs or is fetched, or an element in which it stands without its signs.
MADE = (
    f"payloads => {{{ROOTS}"
    + """
    const made = [];
    const dangerous = /^(on.*|src|srcdoc|srcset|action|formaction|data|style|http-equiv)$/;
    for (const element of all('*')) {
        for (const {name, value} of element.attributes) {
            const leads = /^(xlink:)?href$/.test(name) && new URL(value, location).origin !== location.origin;
            if ((dangerous.test(name) || leads) && /racun|__hit|evil|^x$/.test(value)) made.push(element);
        }
    }
    const signs = `strong, b, em, i, u, s, del, code, pre, a, h1, h2, h3, h4, h5, h6, sup, sub, mark, kbd, table, ul,
        ol, blockquote, details, math, .katex, script, style, iframe, [data-testid=stIconMaterial],
        .stMarkdownColoredText, .stMarkdownBadge, span[style*=color]`;
    for (const element of all(signs)) {
        const text = bare(element.textContent);
        if (text.includes('racun') && payloads.some((payload, place) => {
            const word = `racun${String(place).padStart(2, '0')}`;
            return text.includes(word) && !text.includes(bare(payload).trim());
        })) made.push(element);
    }
    return [window.__hit ?? null, ...made.map(element => element.outerHTML.slice(0, 300))];
}"""
)


@pytest.fixture(scope="module")
def hostile(serve: Callable[[Path | None], Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return a dashboard in whose facts everything that a person writes means harm."""
    folder = tmp_path_factory.mktemp("hostile") / "db"
    store = Store(folder)
    store.ensure()
    for place, tables in enumerate(
        (("pilot", "agency", "event"), ("event_session", "participation", "award"))
    ):

        def change(draft: Draft, tables: tuple[str, ...] = tables, is_first: bool = place == 0) -> None:
            if is_first:
                rename_regions(draft)
            for table in tables:
                draft.upsert(table, pd.DataFrame([row(table, each) for each in range(len(PAYLOADS))]))

        store.publish(
            change,
            kind="upload",
            made_by=PAYLOADS[place + 8],
            reason=PAYLOADS[place + 19],
            file_name=PAYLOADS[place],
        )
    store.close()
    make(folder, "ani", "administrator")
    for text in (PAYLOADS[10], PAYLOADS[15], PAYLOADS[21]):
        token(folder, "ani", text)
    return serve(folder)


def rename_regions(draft: Draft) -> None:
    """Give thirty regions, from those of Sumatera Selatan on, names that mean harm."""
    regions = draft.connection.execute(
        "select * from region where code > '16.' and length(code) = 5 order by code limit 30"
    ).df()
    draft.upsert("region", regions.assign(name=PAYLOADS))


def row(table: str, place: int) -> dict[str, object]:
    """Return the row of a table for one of the texts."""
    text, other = PAYLOADS[place], PAYLOADS[(place + 7) % len(PAYLOADS)]
    region = "16.01" if place % 2 else "16.02"
    address = f'https://contoh.go.id/sumber-{place}"><script>'  # javascript: is refused, see the contract
    source = {"source_title": text, "source_url": address, "confidence": "medium"}
    values: dict[str, dict[str, object]] = {
        "agency": {"region_code": region, "agency": f"opd-{place}", "name": text},
        "pilot": {
            "pilot": f"jahat-{place}", "region_code": region, "program": "gmsc", "edition": "2022", "title": text,
            "kind": "quick_win", "status": "running", "note": other, "start_on": "2024-01-01",
            "due_on": "2024-06-01", "updated_on": "2024-02-01", **source,
        },
        "event": {
            "event": f"jahat-{place}", "title": text, "program": "gmsc", "starts_on": "2024-03-01", "place": other,
            "organiser": text, "partner": other, "audience": text, "topics": other, "note": text, **source,
        },
        "event_session": {"event": f"jahat-{place}", "ordinal": 1, "title": text, "speaker": other},
        "participation": {
            "program": "gmsc", "edition": "2022", "region_code": f"16.{place % 13 + 1:02}",
            "stage": ("invited", "assessed", "selected")[place // 13], "note": text, **source,
        },
        "award": {
            "award": f"jahat-{place}", "edition": "2022", "region_code": region, "title": text, "category": other,
            "given_by": text, **source,
        },
    }  # fmt: skip
    return values[table]


class Watched:
    """A tab, what was asked for and opened in it, and what was found on its pages."""

    def __init__(self, tab: Visit) -> None:
        self.tab = tab
        self.made: dict[str, list[str]] = {}
        self.shown: dict[str, set[int]] = {}
        self.tooltips = ""
        self.wrong: list[str] = []
        tab.watch("dialog", self._opened)
        tab.watch("request", self._asked)

    def read(self, name: str) -> None:
        """Read what stands on the page as it is now."""
        page = self.tab.page
        assert page.locator("[data-testid=stException], [role=dialog]").count() == 0, name
        for chart in page.locator(CHARTS).all():
            self.tooltips += " ".join(chart.evaluate(TOOLTIPS))
        page.wait_for_function(WRITTEN)
        said = page.evaluate(SHOWN)
        self.shown[name] = {place for place, text in enumerate(PAYLOADS) if bare(text) in said}
        self.made[name] = page.evaluate(MADE, list(PAYLOADS))

    def _opened(self, dialog: Dialog) -> None:
        self.wrong.append(dialog.message)
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        parts = urlsplit(unquote(request.url))
        if parts.scheme not in ("blob", "data") and (
            parts.path.split("/")[1] not in KNOWN or "evil" in parts.path
        ):
            self.wrong.append(request.url)


def bare(text: str) -> str:
    """Return a text as SHOWN returns it."""
    kept = "".join(sign for sign in text if sign.isspace() or (sign >= " " and sign not in "\u200b\u2060"))
    return " ".join(kept.split())


def test_thirty_texts_that_mean_harm_stay_text(visit: Callable[..., Visit], hostile: Server) -> None:
    """The tab itself fails the test for a request to outside and for any complaint of the browser."""
    watched = Watched(visit(at=hostile))
    page = watched.tab.page
    page.goto(f"{hostile.address}/masuk")
    page.fill("#name", PAYLOADS[2])
    page.fill("#password", PAYLOADS[0])
    page.get_by_role("button").click()
    watched.read("masuk")
    (refused,) = watched.tab.complaints
    assert "401" in refused
    watched.tab.complaints.clear()

    session = sessions.sign_in(hostile.data, "ani", PASSWORD, Caller("", "127.0.0.1"))
    page.context.add_cookies([{"name": COOKIE, "value": session, "url": hostile.address}])
    for path in PAGES:
        watched.tab.open(f"{path}{'&' if '?' in path else '?'}lang=id")
        watched.read(path)
    watched.tab.open("akun?lang=id")
    page.get_by_text("Token pribadi saya").click()
    page.locator("[data-testid=stSelectbox]", has_text="Token yang dicabut").wait_for()
    watched.tab.settle()
    watched.read("akun")
    watched.tab.open("unggah?tabel=pilot&lang=id")
    columns = ["pilot", "region_code", "title", PAYLOADS[20]]
    lines = pd.DataFrame([dict.fromkeys(columns, text) for text in PAYLOADS])
    drop(watched.tab, f"{PAYLOADS[15]}.csv", lines.to_csv(index=False).encode())
    watched.read("unggah")

    assert len(PAYLOADS) == 30
    assert {path: made for path, made in watched.made.items() if made != [None]} == {}
    assert watched.wrong == []
    assert {path for path, shown in watched.shown.items() if not shown} == set()
    assert set.union(*watched.shown.values()) == set(range(30))
    assert [text for text in (PAYLOADS[2], PAYLOADS[13], PAYLOADS[20]) if text not in watched.tooltips] == []
    assert {15, 20} <= watched.shown["unggah"]
