"""What one assessment shows, in words: predicates, places, changes, parts, peers, and what was computed again."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from smartcity import rules
from smartcity.findings.phrases import listing
from smartcity.formats import is_missing, number, score, short_number, signed
from smartcity.words import _, local

MOST_NAMED = 3
"""So many names that tie are named; more are counted."""

Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict(orient="records")]


def grade_label(row: Row) -> str:
    """Return what a row of the distribution counts: a predicate, or a range of scores."""
    if row["kind"] == "range":
        is_whole = not is_missing(row["includes_upper"]) and bool(row["includes_upper"])
        text = _("{lower} sampai {upper}") if is_whole else _("{lower} sampai di bawah {upper}")
        return text.format(lower=short_number(row["lower"], 2), upper=short_number(row["upper"], 2))
    return local(row, "name")


def grades(frame: pd.DataFrame, index: str, edition: str, region: str) -> str:
    """Return the finding of a distribution: the most frequent predicate, a tie, one only, none."""
    given = rows(frame)
    counted = [row for row in given if row["kind"] in ("grade", "range")]
    column = "by_threshold" if any(_count(row, "by_threshold") for row in counted) else "by_print"
    named = [row for row in given if row["kind"] != "unknown" and _count(row, column)]
    known = sum(_count(row, column) for row in named)
    unknown = sum(_count(row, "by_threshold") for row in given if row["kind"] == "unknown")
    if not known:
        text = _("Belum ada nilai {index} {edition} yang diketahui di {region}")
        return text.format(index=index, edition=edition, region=region)
    most = max(_count(row, column) for row in named)
    leading = [grade_label(row) for row in named if _count(row, column) == most]
    text = _grades_text(leading, known, whole=most == known, ranges=named[0]["kind"] == "range")
    found = text.format(grade=listing(leading), count=number(most), known=number(known))
    if not unknown:
        return found
    rest = _("{finding}; {unknown} pemerintah daerah belum diketahui nilainya")
    return rest.format(finding=found, unknown=number(unknown))


def _grades_text(leading: list[str], known: int, *, whole: bool, ranges: bool) -> str:
    if known == 1:
        return (
            _("Satu-satunya daerah yang diketahui bernilai {grade}")
            if ranges
            else _("Satu-satunya daerah yang diketahui berpredikat {grade}")
        )
    if whole:
        return (
            _("Semua {known} daerah yang diketahui bernilai {grade}")
            if ranges
            else _("Semua {known} daerah yang diketahui berpredikat {grade}")
        )
    if len(leading) > 1:
        return (
            _("Nilai {grade} sama banyak: masing-masing {count} dari {known} daerah yang diketahui")
            if ranges
            else _("Predikat {grade} sama banyak: masing-masing {count} dari {known} daerah yang diketahui")
        )
    return (
        _("{count} dari {known} daerah yang diketahui bernilai {grade}")
        if ranges
        else _("{count} dari {known} daerah yang diketahui berpredikat {grade}")
    )


def _count(row: Row, column: str) -> int:
    return 0 if is_missing(row[column]) else int(row[column])


def ranking(frame: pd.DataFrame, index: str, edition: str, region: str, total: int) -> str:
    """Return the finding of a ranking: the highest known, a tie, none; and of how many a score is known."""
    if frame.empty:
        text = _("Belum ada nilai {index} {edition} yang diketahui di {region}")
        return text.format(index=index, edition=edition, region=region)
    first = [row for row in rows(frame) if row["place"] == 1]
    values = {
        "region": region,
        "score": score(first[0]["score"]),
        "known": number(len(frame)),
        "total": number(total),
        "names": listing([str(row["name"]) for row in first[:MOST_NAMED]]),
        "count": number(len(first)),
    }
    if len(first) == 1:
        text = _("Tertinggi yang diketahui di {region}: {names} ({score}); diketahui {known} dari {total}")
    elif len(first) <= MOST_NAMED:
        text = _("{names} sama tinggi di {region} ({score}); diketahui {known} dari {total}")
    else:
        text = _("{count} daerah sama tinggi di {region} ({score}); diketahui {known} dari {total}")
    return text.format(**values)


def own_place(frame: pd.DataFrame, code: str) -> str:
    """Return where a region stands in a ranking, in words; '' where its score is not known."""
    mine = [row for row in rows(frame) if row["region_code"] == code]
    if not mine:
        return ""
    row = mine[0]
    text = _(
        "{name} {score}: peringkat {nationally} dari {known} pemerintah daerah yang diketahui, "
        "{in_level} dari {known_in_level} di jenisnya"
    )
    return text.format(
        name=row["name"],
        score=score(row["score"]),
        nationally=number(row["place_nationally"]),
        known=number(row["known_nationally"]),
        in_level=number(row["place_in_level"]),
        known_in_level=number(row["known_in_level"]),
    )


def changes(frame: pd.DataFrame, before: str, after: str, *, comparable: bool) -> str:
    """Return the finding of two periods: who rose and fell, all or none of them, or that they cannot be compared."""
    values = {"before": before, "after": after, "count": number(len(frame))}
    if not comparable:
        text = _(
            "{before} dan {after} tidak sebanding karena instrumen berganti; "
            "{count} daerah memiliki nilai pada keduanya"
        )
        return text.format(**values)
    if frame.empty:
        text = _("Belum ada daerah yang nilainya diketahui pada {before} dan {after}")
        return text.format(**values)
    risen, fallen, same = counts(frame)
    text = _changes_text(risen, fallen, len(frame))
    found = text.format(**values, risen=number(risen), fallen=number(fallen), same=number(same))
    return found + _largest(frame)


def counts(frame: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many rose, fell and stayed."""
    change = frame["change"]
    return int((change > 0).sum()), int((change < 0).sum()), int((change == 0).sum())


def _changes_text(risen: int, fallen: int, total: int) -> str:
    if risen == total:
        return _("Semua {count} daerah yang diketahui pada {before} dan {after} naik")
    if fallen == total:
        return _("Semua {count} daerah yang diketahui pada {before} dan {after} turun")
    if not risen and not fallen:
        return _("Semua {count} daerah yang diketahui pada {before} dan {after} tetap")
    return _(
        "{risen} naik, {fallen} turun, {same} tetap dari {count} daerah yang diketahui pada {before} dan {after}"
    )


def _largest(frame: pd.DataFrame) -> str:
    """Return the largest change upwards, else downwards, as the end of a sentence; '' where nothing changed."""
    ordered = sorted(rows(frame), key=lambda row: float(row["change"]))
    low, top = ordered[0], ordered[-1]
    if top["change"] > 0:
        text = _("; kenaikan terbesar {name} ({change})")
        return text.format(name=top["name"], change=signed(top["change"], 2))
    if low["change"] < 0:
        text = _("; penurunan terbesar {name} ({change})")
        return text.format(name=low["name"], change=signed(low["change"], 2))
    return ""


def parts(frame: pd.DataFrame, columns: int, known: int, total: int) -> str:
    """Return the finding of a heatmap: how many cells are known, and of how many governments any part is."""
    shown = int(frame["region_code"].nunique()) if len(frame) else 0
    filled = int(frame["score"].notna().sum()) if len(frame) else 0
    if not filled:
        return _("Belum ada nilai bagian yang diketahui pada periode ini")
    text = _("Nilai bagian diketahui untuk {known} dari {total} pemerintah daerah; tampil {shown} daerah")
    if filled < shown * columns:
        text = _(
            "Nilai bagian diketahui untuk {known} dari {total} pemerintah daerah; "
            "pada {shown} daerah yang tampil {filled} dari {cells} nilai terisi"
        )
    return text.format(
        known=number(known),
        total=number(total),
        shown=number(shown),
        filled=number(filled),
        cells=number(shown * columns),
    )


def peers(frame: pd.DataFrame, name: str, index: str, edition: str) -> str:
    """Return the finding of a region beside others of its kind: above, below, equal, too few known, not known."""
    own = frame[frame["own"] & (frame["indicator"] == "index")]
    if own.empty:
        text = _("Belum ada nilai {index} {edition} yang diketahui untuk {name}")
        return text.format(index=index, edition=edition, name=name)
    mine = float(own["score"].iloc[0])
    beside = frame[(frame["peers"] == "level") & (frame["indicator"] == "index")].iloc[0]
    median = rules.median_shown(beside["median"], int(beside["known"]))
    values = {"name": name, "score": score(mine), "edition": edition, "known": number(beside["known"])}
    if median is None:
        text = _(
            "{name} {score} pada {edition}; baru {known} daerah sejenis diketahui, terlalu sedikit untuk median"
        )
        return _beside_nation(text.format(**values), frame, mine)
    text = _compared(
        mine,
        median,
        _("{name} {score} pada {edition}, di atas median {known} daerah sejenis yang diketahui ({median})"),
        _("{name} {score} pada {edition}, di bawah median {known} daerah sejenis yang diketahui ({median})"),
        _("{name} {score} pada {edition}, sama dengan median {known} daerah sejenis yang diketahui"),
    )
    return _beside_nation(text.format(**values, median=score(median)), frame, mine)


def _compared(own: float, other: float, above: str, below: str, equal: str) -> str:
    if score(own) == score(other):
        return equal
    return above if own > other else below


def _beside_nation(found: str, frame: pd.DataFrame, own: float) -> str:
    nation = frame[(frame["peers"] == "nation") & (frame["indicator"] == "index")]
    if nation.empty:
        return found
    other = float(nation["score"].iloc[0])
    text = _compared(
        own,
        other,
        _("{finding}; di atas angka nasional ({nation})"),
        _("{finding}; di bawah angka nasional ({nation})"),
        _("{finding}; sama dengan angka nasional"),
    )
    return text.format(finding=found, nation=score(other))


def recomputed(frame: pd.DataFrame) -> str:
    """Return the finding of what was computed again: all agree, some differ, none could be."""
    if frame.empty:
        return _("Belum ada nilai yang semua bagian berbobotnya diketahui")
    total = len(frame)
    differing = int((frame["difference"].abs() > rules.RECOMPUTED_WITHIN).sum())
    values = {"total": number(total), "differing": number(differing)}
    if not differing:
        return _("Semua {total} nilai yang dapat dihitung ulang sama dengan yang terbit").format(**values)
    text = _("{differing} dari {total} nilai yang dapat dihitung ulang berbeda dari yang terbit")
    return text.format(**values)


def schedule(frame: pd.DataFrame, edition: str, date: Callable[[Any], str]) -> str:
    """Return the finding of the days of an assessment: how many came, on how many days, in how many classes."""
    if frame.empty:
        return _("Belum diketahui siapa yang mengikuti penilaian angkatan {edition}").format(edition=edition)
    days = sorted({str(day) for day in frame["reached_on"].dropna() if len(str(day)) == 10})
    classes = int(frame["class"].dropna().nunique())
    values = {"count": number(len(frame)), "days": number(len(days)), "classes": number(classes)}
    if not days:
        text = _("{count} daerah diketahui mengikuti penilaian; harinya belum diketahui")
    elif not classes:
        text = _(
            "{count} daerah diketahui mengikuti penilaian pada {days} hari sejak {first}; kelasnya belum diketahui"
        )
    else:
        text = _(
            "{count} daerah diketahui mengikuti penilaian pada {days} hari sejak {first} dalam {classes} kelas"
        )
    return text.format(**values, first=date(days[0]) if days else "")
