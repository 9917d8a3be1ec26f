"""Parts of sentences about stages: who is counted, and what they did."""

from collections.abc import Mapping
from typing import Any

from smartcity.formats import number
from smartcity.words import N_, _, local

UNITS = {"gmsc": N_("kabupaten/kota")}
"""What a program counts; programs that are not named here count governments of every level."""

ANY_UNIT = N_("daerah")

WHO = {
    "invited": N_("{unit} yang diundang"),
    "assessed": N_("{unit} yang mengikuti penilaian"),
    "selected": N_("{unit} terpilih"),
    "mou_signed": N_("{unit} yang menandatangani nota kesepakatan"),
    "masterplan_done": N_("{unit} yang telah menyusun masterplan"),
    "committed": N_("{unit} yang menandatangani komitmen"),
    "piloting": N_("{unit} percontohan"),
}

ANY_WHO = N_("{unit} pada tahap {stage}")

DID = {
    "invited": N_("diundang"),
    "assessed": N_("mengikuti penilaian"),
    "selected": N_("terpilih"),
    "mou_signed": N_("menandatangani nota kesepakatan"),
    "masterplan_done": N_("telah menyusun masterplan"),
    "committed": N_("menandatangani komitmen"),
    "piloting": N_("menjadi percontohan"),
}

ANY_DID = N_("mencapai tahap {stage}")


def is_nation(name: str) -> bool:
    """Tell whether a name is that of the whole country, which is not compared with itself."""
    return name in ("Indonesia", _("Nasional"))


def unit(program: str) -> str:
    """Return what a program counts."""
    return _(UNITS.get(program, ANY_UNIT))


def who(row: Mapping[str, Any], program: str) -> str:
    """Return the group of those at a stage: kabupaten/kota yang diundang."""
    text = _(WHO.get(row["stage"], ANY_WHO))
    return text.format(unit=unit(program), stage=local(row, "name"))


def did(row: Mapping[str, Any]) -> str:
    """Return what those at a stage did: mengikuti penilaian."""
    return _(DID.get(row["stage"], ANY_DID)).format(stage=local(row, "name"))


def listing(names: list[str]) -> str:
    """Return names as people list them: A, B, dan C."""
    if len(names) < 3:
        return _("{first} dan {second}").format(first=names[0], second=names[1]) if names[1:] else names[0]
    return _("{some}, dan {last}").format(some=", ".join(names[:-1]), last=names[-1])


def share_words(count: int, total: int, group: str, verb: str) -> str:
    """Say how many of a group did something: some, all, the only one, none."""
    if total == 1 and count == 1:
        text = _("Satu-satunya {who} {did}")
    elif count == total:
        text = _("Semua {total} {who} {did}")
    elif count == 0:
        text = _("Tidak satu pun dari {total} {who} {did}")
    else:
        text = _("{count} dari {total} {who} {did}")
    return text.format(count=number(count), total=number(total), who=group, did=verb)
