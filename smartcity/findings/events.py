"""What events show, in words: when they were, who came to one, who comes often, which layers they address."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity.findings.phrases import listing, share_words
from smartcity.formats import is_missing, number
from smartcity.words import N_, _, ngettext

Row = Mapping[str, Any]

UNKNOWN_YEAR = "0000"
"""The year of events that sources give no date."""

UNKNOWN_MONTH = "00"
"""The month of events of which sources give the year alone."""

FREQUENCIES = {"often": N_("Sering"), "seldom": N_("Jarang"), "never": N_("Tidak pernah tercatat")}
"""How regularly a government comes, by the rule that Metode explains."""

MOST_TIED = 3
"""So many years with equally many events are named."""


def frequency_name(id_: Any) -> str:
    """Return how regularly a government comes, in words."""
    return _(FREQUENCIES[id_]) if id_ in FREQUENCIES else str(id_)


def calendar(frame: pd.DataFrame) -> str:
    """Return the finding of the calendar: how many events there were, since when, and in which year most."""
    if frame.empty:
        return _("Belum ada kegiatan yang tercatat")
    years = frame.groupby("year")["events"].sum()
    dated = years[years.index != UNKNOWN_YEAR]
    total = int(years.sum())
    found = ngettext("{count} kegiatan tercatat", "{count} kegiatan tercatat", total).format(
        count=number(total)
    )
    return "; ".join(part for part in (_since(found, dated), _undated(total - int(dated.sum()))) if part)


def _since(found: str, dated: "pd.Series[Any]") -> str:
    """Add to a sentence since when there were events, and in which years most."""
    if dated.empty:
        return found
    first, last, most = str(dated.index.min()), str(dated.index.max()), int(dated.max())
    if first == last:
        return _("{found}, semuanya pada {year}").format(found=found, year=first)
    since = _("{found} dari {first} sampai {last}").format(found=found, first=first, last=last)
    top = [str(year) for year in dated[dated == most].index]
    if most == 1:
        return since
    if len(top) > MOST_TIED:
        text = _("{since}; {count} tahun sama banyaknya ({most} kegiatan)")
        return text.format(since=since, count=number(len(top)), most=number(most))
    if len(top) > 1:
        text = _("{since}; terbanyak pada {years} (masing-masing {most})")
        return text.format(since=since, years=listing(top), most=number(most))
    return _("{since}; terbanyak pada {year} ({most})").format(since=since, year=top[0], most=number(most))


def _undated(count: int) -> str:
    return _("tahun {count} di antaranya belum diketahui").format(count=number(count)) if count else ""


def attendance(provinces: pd.DataFrame, region_name: str) -> str:
    """Return the finding of attendance over all events: how many governments ever came, how many often."""
    if provinces.empty or not int(provinces["known_events"].max()):
        return _("Belum ada kegiatan yang kehadirannya diketahui")
    came, often = int(provinces["came"].sum()), int(provinces["often"].sum())
    group = _("pemerintah daerah di {region}").format(region=region_name)
    parts = [
        share_words(came, int(provinces["governments"].sum()), group, _("pernah tercatat hadir")),
        _("{count} di antaranya sering").format(count=number(often)) if often else "",
    ]
    none = int((provinces["came"] == 0).sum())
    if none and len(provinces) > 1:
        parts.append(_("dari {count} provinsi tidak satu pun").format(count=number(none)))
    return "; ".join(part for part in parts if part)


def layers(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return the finding of events by layer of ICT services: which was never addressed, which most."""
    total = int(frame["with_layers"].max()) if len(frame) else 0
    if not total:
        return _("Belum ada kegiatan yang menyebut lapisan layanan TIK yang dibahas")
    counts = {names.get(layer, layer): int(count) for layer, count in frame[["layer", "events"]].values}
    never = [name for name, count in counts.items() if not count]
    if never:
        return _("Belum pernah dibahas: {layers}").format(layers=listing(never))
    if total == 1:
        return _("Satu-satunya kegiatan yang menyebut lapisannya membahas semuanya")
    most, least = max(counts.values()), min(counts.values())
    if most == least:
        text = _("Semua lapisan dibahas sama sering: oleh {count} dari {total} kegiatan")
        return text.format(count=number(most), total=number(total))
    text = _("Paling sering dibahas: {top} ({most} dari {total} kegiatan); paling jarang: {bottom} ({least})")
    return text.format(
        top=listing([name for name, count in counts.items() if count == most]),
        bottom=listing([name for name, count in counts.items() if count == least]),
        **{"most": number(most), "least": number(least), "total": number(total)},
    )


def event_attendance(event: Row) -> str:
    """Return who came to one event: how many are known by name, of how many where that is published."""
    known = int(event["regions"])
    if is_missing(event["participants"]) or is_missing(event["of_unit"]):
        if not known:
            return _("Belum ada daerah yang diketahui hadir")
        text = ngettext(
            "{count} daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber",
            "{count} daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber",
            known,
        )
        return text.format(count=number(known))
    named, total = int(event["of_unit"]), int(event["participants"])
    words = {"count": number(named), "total": number(total), "unit": event["counted_unit"]}
    if named > total:
        return _("{count} diketahui namanya, lebih banyak daripada {total} {unit} yang terbit").format(
            **words
        )
    if named == total:
        return _("Semua {total} {unit} diketahui namanya").format(**words)
    if not named:
        return _("Belum satu pun dari {total} {unit} diketahui namanya").format(**words)
    return _("{count} dari {total} {unit} diketahui namanya").format(**words)


def event_people(event: Row) -> str:
    """Return how many people came to one event as far as regions reported it, '' where none did."""
    known = int(event["regions_with_people"])
    if not known:
        return ""
    text = _("{people} orang, dari {known} di antara {regions} daerah yang diketahui hadir")
    if known == int(event["regions"]):
        text = _("{people} orang dari {known} daerah yang diketahui hadir")
    return text.format(people=number(event["people"]), known=number(known), regions=number(event["regions"]))


def map_event(frame: pd.DataFrame) -> str:
    """Return the finding of the map of one event: how many governments came, from how many provinces."""
    some = frame[frame["value"].notna()]
    if some.empty:
        return _("Belum ada daerah yang tercatat hadir")
    if len(some) == 1:
        return _("{name} tercatat hadir").format(name=some["name"].iloc[0])
    provinces = some["code"].str[:2].nunique()
    if provinces == 1:
        text = _("{count} daerah di {province} tercatat hadir")
        return text.format(count=number(len(some)), province=some["province"].iloc[0])
    text = _("{count} daerah dari {provinces} provinsi tercatat hadir")
    return text.format(count=number(len(some)), provinces=number(provinces))


def map_attendance(frame: pd.DataFrame, region_name: str) -> str:
    """Return the finding of a map of attendance: how many governments came to any event, and to how many at most."""
    own = frame[frame["autonomous"]]
    came = own[own["value"].notna()]
    if came.empty:
        return _("Belum ada kehadiran yang tercatat di {region}").format(region=region_name)
    group = _("pemerintah daerah di {region}").format(region=region_name)
    found = share_words(len(came), len(own), group, _("pernah tercatat hadir"))
    most = int(came["value"].max())
    if most == 1:
        return found
    top = came[came["value"] == most]
    if len(top) > 1:
        return _("{found}; paling sering {most} kegiatan").format(found=found, most=number(most))
    text = _("{found}; paling sering {name} ({most} kegiatan)")
    return text.format(found=found, name=top["name"].iloc[0], most=number(most))
