"""What a map shows, in words: how many regions have a value, of how many, and how many are known by name."""

from typing import Any

import pandas as pd

from smartcity.findings.phrases import did, listing, share_words, unit
from smartcity.findings.stages import known
from smartcity.formats import is_missing, number, signed
from smartcity.words import _

WHOLE = "00"


def map_stages(steps: pd.DataFrame, frame: pd.DataFrame, program: str, region: str, region_name: str) -> str:
    """Return the finding of a map of stages: how many of a published figure are known by name, else how many are."""
    published = steps[steps["published"].notna() & (steps["published"] > 0)] if len(steps) else steps
    if region == WHOLE and len(published):
        return known(steps, program)
    reached = frame[frame["value"].notna() & ~frame["low_only"]]
    if reached.empty:
        return _("Belum ada {unit} yang diketahui namanya di {region}").format(
            unit=unit(program), region=region_name
        )
    first, furthest = _first_stage(steps), _furthest(steps, reached)
    text = _("{count} dari {total} {unit} di {region} diketahui {did}; {last} {did_last}")
    if furthest is None or first is None or furthest["stage"] == first["stage"]:
        text = _("{count} dari {total} {unit} di {region} diketahui {did}")
    return text.format(
        count=number(len(reached)),
        total=number(len(frame)),
        unit=unit(program),
        region=region_name,
        did=did(first) if first else "",
        last=number((reached["value"] >= (furthest["ordinal"] if furthest else 0)).sum()),
        did_last=did(furthest) if furthest else "",
    )


def map_coverage(steps: pd.DataFrame) -> tuple[str, int] | None:
    """Return the stage whose names are counted on a map and how many are missing, or None where none are."""
    published = [
        row for row in _rows(steps) if not is_missing(row["published"]) and int(row["published"]) > 0
    ]
    if not published:
        return None
    row = next((row for row in published if row["stage"] == "selected"), published[-1])
    missing = int(row["published"]) - int(row["known"])
    return (str(row["stage"]), missing) if missing > 0 else None


def map_programs(frame: pd.DataFrame, region_name: str) -> str:
    """Return the finding of a map of programs joined, counted over governments."""
    own = frame[frame["autonomous"]]
    joined = int(own["value"].notna().sum())
    if not joined:
        return _("Belum ada kabupaten/kota di {region} yang diketahui ikut serta").format(region=region_name)
    group = _("kabupaten/kota di {region}").format(region=region_name)
    found = share_words(joined, len(own), group, _("diketahui ikut sedikitnya satu program"))
    several = int((own["value"] > 1).sum())
    if not several:
        return found
    return _("{finding}; {several} lebih dari satu").format(finding=found, several=number(several))


def map_names(frame: pd.DataFrame, region_name: str, program: str = "") -> str:
    """Return the finding of a map of names: of how many governments any edition is known, and where of most."""
    own = frame[frame["autonomous"]]
    known = own[own["value"].notna()]
    where = _("{region} ({program})").format(region=region_name, program=program) if program else region_name
    if known.empty:
        return _("Belum ada kabupaten/kota di {region} yang diketahui namanya").format(region=where)
    group = _("kabupaten/kota di {region}").format(region=where)
    found = share_words(len(known), len(own), group, _("diketahui namanya"))
    provinces = own.assign(known=own["value"].notna()).groupby("province")["known"].agg(["sum", "size"])
    if len(provinces) < 2:
        return found
    none = int((provinces["sum"] == 0).sum())
    if not none:
        return _("{finding}; di setiap provinsi ada").format(finding=found)
    return _("{finding}; di {count} provinsi belum satu pun").format(finding=found, count=number(none))


def map_change(frame: pd.DataFrame, index: str, region_name: str) -> str:
    """Return the finding of a map of changes: how many rose, fell, stayed, of how many of which both are known."""
    own = frame[frame["autonomous"]]
    changed = own[own["value"].notna()]
    if changed.empty:
        return _(
            "Belum ada pemerintah daerah di {region} yang {index}-nya diketahui pada dua periode terakhir"
        ).format(region=region_name, index=index)
    rose, fell = int((changed["value"] > 0).sum()), int((changed["value"] < 0).sum())
    tail = _("diketahui untuk {known} dari {total} pemerintah daerah di {region}").format(
        known=number(len(changed)), total=number(len(own)), region=region_name
    )
    words = {"index": index, "editions": str(changed["edition"].iloc[0])}
    if len(changed) == 1:
        change = signed(changed["value"].iloc[0], 2)
        head = _("{index} satu daerah berubah {change} ({editions})").format(change=change, **words)
    else:
        head = _change_text(rose, fell, len(changed) - rose - fell, words)
    return _("{finding}; {coverage}").format(finding=head, coverage=tail)


def _change_text(rose: int, fell: int, same: int, words: dict[str, str]) -> str:
    """Return the sentence for rises only, falls only, ties only, or a mix."""
    ways = (
        (rose, _("naik di {count}"), _("{index} naik di semua {count} daerah yang diketahui ({editions})")),
        (fell, _("turun di {count}"), _("{index} turun di semua {count} daerah yang diketahui ({editions})")),
        (same, _("tetap di {count}"), _("{index} tetap di semua {count} daerah yang diketahui ({editions})")),
    )
    there = [way for way in ways if way[0]]
    if len(there) == 1:
        count, _part, whole = there[0]
        return whole.format(count=number(count), **words)
    parts = listing([part.format(count=number(count)) for count, part, _whole in there])
    return _("{index} {parts} daerah ({editions})").format(parts=parts, **words)


def map_scores(frame: pd.DataFrame, index: str, edition: str, region_name: str) -> str:
    """Return the finding of a map of scores: of how many governments one is known."""
    own = frame[frame["autonomous"]]
    scored = int((own["at"] >= 0).sum())
    of_year = _("{index} {edition}").format(index=index, edition=edition) if edition else index
    if not scored:
        return _("Belum ada nilai {index} yang diketahui di {region}").format(
            index=of_year, region=region_name
        )
    return _("{index} diketahui untuk {count} dari {total} pemerintah daerah di {region}").format(
        index=of_year, count=number(scored), total=number(len(own)), region=region_name
    )


def map_late(frame: pd.DataFrame, region_name: str, *, unreported: bool, pilots: int) -> str:
    """Return the finding of a map of late pilots, or besides of those without a report, among all that are recorded."""
    some = frame[frame["value"].notna()]
    late = int(some["value"].sum())
    if not pilots:
        return _("Belum ada percontohan yang tercatat di {region}").format(region=region_name)
    did = (
        _("terlambat, lewat tenggat, atau lama tidak dilaporkan")
        if unreported
        else _("terlambat atau lewat tenggat")
    )
    group = _("percontohan di {region}").format(region=region_name)
    found = share_words(late, pilots, group, did)
    if not late:
        return found
    return _("{finding}; pada {count} daerah").format(finding=found, count=number(len(some)))


def map_counts(frame: pd.DataFrame, region_name: str, *, awards: bool, status: str = "") -> str:
    """Return the finding of a map of pilots or awards: how many there are, in how many regions."""
    some = frame[frame["value"].notna()]
    total = int(some["value"].sum())
    if not total:
        text = (
            _("Belum ada penghargaan yang tercatat di {region}")
            if awards
            else _("Belum ada percontohan yang tercatat di {region}")
        )
        return text.format(region=region_name)
    if awards:
        text = _("{total} penghargaan tercatat pada {count} daerah di {region}")
    elif status:
        text = _("{total} percontohan berstatus {status} tercatat pada {count} daerah di {region}")
    else:
        text = _("{total} percontohan tercatat pada {count} daerah di {region}")
    return text.format(
        total=number(total), count=number(len(some)), region=region_name, status=status.lower()
    )


def _first_stage(steps: pd.DataFrame) -> dict[str, Any] | None:
    rows = _rows(steps)
    return rows[0] if rows else None


def _furthest(steps: pd.DataFrame, reached: pd.DataFrame) -> dict[str, Any] | None:
    """Return the furthest stage that any region is known to have reached."""
    most = reached["value"].max()
    return next((row for row in _rows(steps) if row["ordinal"] == most), None)


def _rows(steps: pd.DataFrame) -> list[dict[str, Any]]:
    ordered = steps.sort_values("ordinal") if len(steps) else steps
    return [{str(key): value for key, value in row.items()} for row in ordered.to_dict(orient="records")]
