"""Frames as the queries give them, made by hand: small, with every case that a picture must survive."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

STAGES = (
    ("invited", "Diundang", "Invited"),
    ("assessed", "Mengikuti penilaian", "Assessed"),
    ("selected", "Terpilih", "Selected"),
    ("mou_signed", "Menandatangani nota kesepakatan", "Memorandum signed"),
    ("masterplan_done", "Masterplan tersusun", "Masterplan completed"),
)

HOSTILE = (
    "Kabupaten <script>alert(1)</script> & \"Ko\" 'ta'",
    "Kota 🏙️🇮🇩 Cerdas",
    "مدينة ذكية في إندونيسيا",
    "Kabupaten " + "Ogan Komering Ulu Selatan Timur Barat Raya " * 3,
    "{kurung} %s \\ \x00\x08 akhir",
)


def steps(
    published: Sequence[int | None],
    known: Sequence[int] = (),
    stages: Sequence[tuple[str, str, str]] = STAGES,
) -> pd.DataFrame:
    """Return a funnel with these published figures; where there is none, the known names are counted."""
    rows: list[dict[str, Any]] = []
    before: int | None = None
    for place, figure in enumerate(published):
        names = known[place] if place < len(known) else 0
        count = figure if figure is not None else (names or None)
        larger = count is not None and before is not None and count > before
        rows.append(
            {
                "stage": stages[place][0],
                "name_id": stages[place][1],
                "name_en": stages[place][2],
                "ordinal": place + 1,
                "count": count,
                "known": names,
                "known_direct": names,
                "low_only": 0,
                "published": figure,
                "of_previous": None if larger or not before or count is None else count / before,
                "of_first": None,
                "larger_than_previous": larger,
                "sources": [],
                "contradicting": 0,
            }
        )
        before = count if count is not None else before
    return pd.DataFrame(rows)


def editions(**published: Sequence[int | None]) -> pd.DataFrame:
    """Return funnels of several editions, named e2021=..., one below the other."""
    frames = []
    for name, figures in published.items():
        frame = steps(figures, known=[figure or 0 for figure in figures])
        frame.insert(0, "edition", name[1:])
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def areas(known: dict[str, int], unknown: int = 0) -> pd.DataFrame:
    """Return a breakdown by area, with those not yet known by name last."""
    rows: list[dict[str, Any]] = [
        {
            "area": name,
            "area_name": name,
            "known": count,
            "low_only": 0,
            "local_governments": 50,
            "share_known": count / 50,
        }
        for name, count in known.items()
    ]
    rows.append(
        {
            "area": "",
            "area_name": "",
            "known": unknown,
            "low_only": 0,
            "local_governments": None,
            "share_known": None,
        }
    )
    return pd.DataFrame(rows)


def statuses(**pilots: tuple[int, int]) -> pd.DataFrame:
    """Return pilots by status: name=(pilots, late)."""
    rows = [{"status": name, "pilots": count, "late": late} for name, (count, late) in pilots.items()]
    return pd.DataFrame(rows, columns=["status", "pilots", "late"])


def scores(*rows: tuple[str, str, float | None, float | None, float | None]) -> pd.DataFrame:
    """Return scores: (framework, edition, own, of the province's government, of the nation)."""
    columns = ["framework", "edition", "score", "province_score", "national_score"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.assign(grade_published=None, grade_by_rule="baik")


GRADES = pd.DataFrame(
    [
        {
            "framework": framework,
            "grade": grade,
            "name_id": name,
            "name_en": english,
            "lower": low,
            "upper": high,
        }
        for framework in ("spbe-2018", "spbe-2020")
        for grade, name, english, low, high in (
            ("kurang", "Kurang", "Poor", 1.0, 1.8),
            ("cukup", "Cukup", "Fair", 1.8, 2.6),
            ("baik", "Baik", "Good", 2.6, 3.5),
            ("sangat_baik", "Sangat Baik", "Very good", 3.5, 4.2),
            ("memuaskan", "Memuaskan", "Excellent", 4.2, 5.0),
        )
    ]
)


def participations(*rows: tuple[str, str, int, bool, bool]) -> pd.DataFrame:
    """Return a region's stages: (program, edition, ordinal, direct, low_only)."""
    return pd.DataFrame(
        [
            {
                "program": program,
                "edition": edition,
                "stage": STAGES[ordinal - 1][0],
                "ordinal": ordinal,
                "name_id": STAGES[ordinal - 1][1],
                "name_en": STAGES[ordinal - 1][2],
                "direct": direct,
                "low_only": low,
                "reached_on": "2022-01" if direct else None,
            }
            for program, edition, ordinal, direct, low in rows
        ]
    )


def children(**found: float | None) -> pd.DataFrame:
    """Return children of a region with their SPBE score."""
    return pd.DataFrame(
        [
            {
                "code": name,
                "name": name.replace("_", " "),
                "spbe_edition": "2023" if score else None,
                "spbe_score": score,
                "spbe_grade": "baik" if score else None,
            }
            for name, score in found.items()
        ]
    )
