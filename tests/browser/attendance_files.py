"""A list of those who came to a national workshop, as an analyst's workbook writes it."""

from tests.intake.workbook_samples import xlsx

Region = tuple[str, str, str, str]
"""Code, level, short name, name of the province."""

AMBIGUOUS = {"Bandung": "32.73", "Bogor": "32.71", "Semarang": "33.74"}
"""Names that are a kabupaten's and a kota's, written without a province: the page asks which is meant."""

WRITTEN = {
    "kabupaten": (
        "KAB. {name}",
        "Kab {name}",
        "Kabupaten {name}",
        "Pemkab {name}",
        "KABUPATEN {name}",
        "Kab.{name}",
    ),
    "kota": ("Kota {name}", "KOTA {name}", "Pemkot {name}", "kota {name}"),
    "provinsi": ("Provinsi {name}", "Pemprov {name}", "PROV. {name}"),
}


def rows(regions: list[Region], count: int) -> dict[str, tuple[str, str, int | None]]:
    """Return for so many regions, by code, the name as it is written, the province, and how many people came."""
    asked = set(AMBIGUOUS.values())
    others = [region for region in regions if region[0] not in asked][: count - len(asked)]
    found: dict[str, tuple[str, str, int | None]] = {code: (name, "", 2) for name, code in AMBIGUOUS.items()}
    for place, (code, level, name, province) in enumerate(others):
        forms = WRITTEN[level]
        written = forms[place % len(forms)].format(name=name)
        people = None if place % 10 == 9 else 1 + place % 7
        found[code] = (
            written.upper() if place % 5 == 4 else written,
            "" if level == "provinsi" else province,
            people,
        )
    return found


def workbook(rows_: dict[str, tuple[str, str, int | None]]) -> bytes:
    """Return the rows as a workbook with a title above and a sum below."""
    body = [
        (place, name, province, people) for place, (name, province, people) in enumerate(rows_.values(), 1)
    ]
    total = sum(people or 0 for _name, _province, people in rows_.values())
    head = [
        ("Daftar Hadir Lokakarya Percepatan Transformasi Digital",),
        ("Daring, 16 Januari 2024",),
        (),
        ("No", "Pemerintah Daerah", "Provinsi", "Jumlah Peserta"),
    ]
    return xlsx({"Daftar hadir": [*head, *body, ("Jumlah", None, None, total)]})
