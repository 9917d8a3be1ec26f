"""Frames of one assessment as the queries give them, made by hand."""

from typing import Any

import pandas as pd

GRADE_COLUMNS = [
    "kind",
    "grade",
    "name_id",
    "name_en",
    "lower",
    "upper",
    "includes_upper",
    "by_threshold",
    "by_print",
]
NAMES = {"kurang": ("Kurang", "Poor"), "cukup": ("Cukup", "Fair"), "baik": ("Baik", "Good")}
BOUNDS = {"kurang": (1.0, 1.8), "cukup": (1.8, 2.6), "baik": (2.6, 5.0)}


def grades(unknown: int = 0, **counts: tuple[int, int]) -> pd.DataFrame:
    """Return a distribution: grade=(by the threshold, as printed)."""
    rows: list[tuple[Any, ...]] = [
        ("grade", grade, *NAMES[grade], *BOUNDS[grade], grade == "baik", *counts[grade]) for grade in counts
    ]
    rows.append(("unknown", "", "", "", None, None, None, unknown, None))
    return pd.DataFrame(rows, columns=GRADE_COLUMNS)


def ranges(unknown: int = 0, **counts: int) -> pd.DataFrame:
    """Return a distribution over ranges of ten: r60=how many."""
    rows: list[tuple[Any, ...]] = [
        ("range", "", "", "", float(name[1:]), float(name[1:]) + 10, name == "r90", count, None)
        for name, count in counts.items()
    ]
    rows.append(("unknown", "", "", "", None, None, None, unknown, None))
    return pd.DataFrame(rows, columns=GRADE_COLUMNS)


def ranked(**scores: float) -> pd.DataFrame:
    """Return a ranking of regions by name: Kota_A=3.5."""
    frame = pd.DataFrame(
        [
            {"region_code": name, "name": name.replace("_", " "), "score": score}
            for name, score in sorted(scores.items(), key=lambda item: -item[1])
        ],
        columns=["region_code", "name", "score"],
    )
    place = frame["score"].rank(method="min", ascending=False).astype(int)
    return frame.assign(
        place=place,
        province="Jawa Barat",
        level="kota",
        grade_by_rule="baik",
        place_nationally=place,
        known_nationally=len(frame),
        place_in_level=place,
        known_in_level=len(frame),
    )


def changed(*, comparable: bool = True, **pairs: tuple[float, float]) -> pd.DataFrame:
    """Return changes: Kota_A=(before, after)."""
    rows = [
        {
            "region_code": name,
            "name": name.replace("_", " "),
            "province": "Jawa Barat",
            "score_before": before,
            "score_after": after,
            "change": round(after - before, 2) if comparable else None,
        }
        for name, (before, after) in pairs.items()
    ]
    columns = ["region_code", "name", "province", "score_before", "score_after", "change"]
    return pd.DataFrame(rows, columns=columns).sort_values("change", ascending=False, kind="stable")


TREE = pd.DataFrame(
    [
        ("index", "", "index", 1, "Indeks", "Index", None, 1.0, 5.0, 2),
        ("d1", "index", "domain", 1, "Kebijakan Internal", "Internal policy", 25.0, 1.0, 5.0, 2),
        ("d2", "index", "domain", 2, "Layanan", "Services", 75.0, 1.0, 5.0, 1),
        ("a1", "d2", "aspect", 1, "Layanan Publik Berbasis Elektronik", "Public services", 75.0, 1.0, 5.0, 0),
    ],
    columns=[
        *("indicator", "parent", "level", "ordinal", "name_id", "name_en"),
        *("weight_percent", "lowest", "highest", "known"),
    ],
)
LEVELS = {"domain": "Domain", "aspect": "Aspek"}


def parts(**scores: dict[str, float]) -> pd.DataFrame:
    """Return scores of parts: Kota_A={"d1": 3.2}."""
    rows = [
        {
            "region_code": name,
            "name": name.replace("_", " "),
            "indicator": indicator,
            "score": score,
            "candidates": len(scores),
        }
        for name, given in scores.items()
        for indicator, score in given.items()
    ]
    return pd.DataFrame(rows, columns=["region_code", "name", "indicator", "score", "candidates"])


def peers(own: float | None, others: tuple[float, ...], nation: float | None = None) -> pd.DataFrame:
    """Return a region called Kota A beside others of its kind, and the nation."""
    scores = [*others, *([own] if own is not None else [])]
    median = float(pd.Series(scores).median()) if scores else None
    rows: list[tuple[Any, ...]] = [
        ("index", "level", "", 93, len(scores), median, f"{place}", f"Kota {place}", score, False)
        for place, score in enumerate(others)
    ]
    if own is not None:
        rows.append(("index", "level", "", 93, len(scores), median, "a", "Kota A", own, True))
    if nation is not None:
        rows.append(("index", "nation", "", 1, 1, None, "00", "Indonesia", nation, False))
    columns = [
        "indicator",
        "peers",
        "cohort",
        "governments",
        "known",
        "median",
        "code",
        "name",
        "score",
        "own",
    ]
    return pd.DataFrame(rows, columns=columns).astype({"own": "bool"})


def recomputed(*differences: float) -> pd.DataFrame:
    """Return what was computed again, with these differences."""
    return pd.DataFrame({"difference": list(differences)}, dtype="float64")


def came(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Return who came: (region, day, class)."""
    return pd.DataFrame(list(rows), columns=["name", "reached_on", "class"]).astype("object")
