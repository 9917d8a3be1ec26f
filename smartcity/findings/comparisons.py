"""What comparisons show, in words: editions, areas, statuses of pilots, reach."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity.findings.phrases import did, listing, share_words, unit
from smartcity.formats import is_missing, number
from smartcity.words import N_, _

LEVELS = {"kabupaten": N_("kabupaten"), "kota": N_("kota"), "provinsi": N_("provinsi")}
DONE = ("completed", "evaluated")
MOST_NAMED = 3
"""So many areas that tie are named; more are counted."""


def editions(frame: pd.DataFrame, program: str, stage: str | None = None) -> str:
    """Return the finding of editions side by side: rise, fall, tie, one only, none."""
    rows = _of_stage(frame, stage)
    published = [row for row in rows if not is_missing(row["published"])]
    if not published:
        return _("Belum ada angka terpublikasi untuk dibandingkan antarperiode")
    last = published[-1]
    values = {
        "unit": unit(program),
        "did": did(last),
        "after": number(last["published"]),
        "edition_after": last["edition"],
    }
    if len(published) == 1:
        text = _("Baru satu periode yang memiliki angka: {after} {unit} {did} pada {edition_after}")
        return text.format(**values)
    before = published[-2]
    values |= {"before": number(before["published"]), "edition_before": before["edition"]}
    found = _change(int(before["published"]), int(last["published"])).format(**values)
    later = [str(row["edition"]) for row in rows if str(row["edition"]) > str(last["edition"])]
    if not later:
        return found
    return _("{finding}; {editions} baru diketahui sebagian").format(finding=found, editions=listing(later))


def areas(frame: pd.DataFrame, program: str, stage: str | Mapping[str, Any], by: str) -> str:
    """Return the finding of a breakdown by area: the leading one, a tie, none; and who is not yet known."""
    rows = [] if frame.empty else frame.to_dict(orient="records")
    named = [row for row in rows if row["area"]]
    total = sum(int(row["known"]) for row in named)
    unknown = sum(int(row["known"]) for row in rows if not row["area"])
    if not total:
        text = _("Belum ada {unit} yang diketahui namanya pada tahap ini")
        return text.format(unit=unit(program))
    most = max(int(row["known"]) for row in named)
    leading = [str(row["area_name"]) for row in named if int(row["known"]) == most]
    text = _leading(leading, by, alone=most == total)
    areas_named = listing(leading) if len(leading) <= MOST_NAMED else ""
    if by == "level":
        areas_named = listing([_(LEVELS.get(area, area)) for area in leading])
    found = text.format(
        areas=areas_named,
        number=number(len(leading)),
        count=number(most),
        total=number(total),
        unit=unit(program),
        did=did({"stage": stage} if isinstance(stage, str) else stage),
    )
    if not unknown:
        return found
    return _("{finding}; {unknown} belum diketahui namanya").format(finding=found, unknown=number(unknown))


def statuses(frame: pd.DataFrame) -> str:
    """Return the finding of pilots by status: how many are done or running, how many are late."""
    rows = [] if frame.empty else frame.to_dict(orient="records")
    total = sum(int(row["pilots"]) for row in rows)
    if not total:
        return _("Belum ada percontohan yang tercatat")
    done = sum(int(row["pilots"]) for row in rows if row["status"] in DONE)
    running = sum(int(row["pilots"]) for row in rows if row["status"] == "running")
    late = sum(int(row["late"]) for row in rows)
    if done:
        found = share_words(done, total, _("percontohan"), _("telah selesai"))
    elif running:
        found = share_words(running, total, _("percontohan"), _("sedang berjalan"))
    else:
        found = _("{total} percontohan tercatat").format(total=number(total))
    tail = _("{finding}; {late} lewat tenggat") if late else _("{finding}; tidak ada yang lewat tenggat")
    return tail.format(finding=found, late=number(late))


def reach(frame: pd.DataFrame | dict[str, Any]) -> str:
    """Return the finding of reach: how many local governments and provinces ever took part."""
    if isinstance(frame, pd.DataFrame):
        if frame.empty:
            return _("Belum ada data jangkauan")
        frame = {str(key): value for key, value in frame.iloc[0].to_dict().items()}
    reached, governments = int(frame["reached"]), int(frame["local_governments"])
    if not reached:
        return _("Belum ada kabupaten/kota yang diketahui ikut serta")
    if reached == governments:
        text = _("Semua {total} kabupaten/kota pernah ikut serta")
    else:
        text = _("{count} dari {total} kabupaten/kota pernah ikut serta, di {provinces} dari {all} provinsi")
    return text.format(
        count=number(reached),
        total=number(governments),
        provinces=number(frame["provinces_reached"]),
        all=number(frame["provinces"]),
    )


def _of_stage(frame: pd.DataFrame, stage: str | None) -> list[dict[str, Any]]:
    """Return the rows of one stage, the earliest edition first; by default selection or the fullest stage."""
    if frame.empty:
        return []
    if stage is None:
        figures = frame.dropna(subset=["published"])["stage"].value_counts()
        stage = "selected" if figures.get("selected", 0) else str(next(iter(figures.index), ""))
    some = frame[(frame["stage"] == stage) & frame["count"].notna()].sort_values("edition")
    return [{str(key): value for key, value in row.items()} for row in some.to_dict(orient="records")]


def _change(before: int, after: int) -> str:
    """Return the sentence for a rise, a fall or a tie."""
    if after > before:
        return _(
            "Jumlah {unit} yang {did} naik dari {before} ({edition_before}) menjadi {after} ({edition_after})"
        )
    if after < before:
        return _(
            "Jumlah {unit} yang {did} turun dari {before} ({edition_before}) menjadi {after} ({edition_after})"
        )
    return _("Jumlah {unit} yang {did} tetap {after} pada {edition_before} dan {edition_after}")


def _leading(leading: list[str], by: str, *, alone: bool) -> str:
    """Return the sentence for one leading area, a tie of some, a tie of many."""
    if by == "level":
        if len(leading) > 1:
            return _("Sama banyak {areas} yang diketahui {did}: masing-masing {count}")
        return _("{count} dari {total} yang diketahui {did} adalah {areas}")
    if len(leading) > MOST_NAMED:
        return _("{number} wilayah sama banyak: masing-masing {count} {unit} diketahui {did}")
    if len(leading) > 1:
        return _("{areas} sama banyak: masing-masing {count} {unit} diketahui {did}")
    if alone:
        return _("Semua {total} {unit} yang diketahui {did} berada di {areas}")
    return _("Terbanyak di {areas}: {count} dari {total} {unit} yang diketahui {did}")
