"""Which kabupaten or kota an area is, by the properties that offices, BIG, BPS, GADM and OCHA write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smartcity.boundaries.reasons import Reason
from smartcity.regions import Candidate, Match, Matcher

# Names of properties in small letters and digits only, the surest first. KDPKAB, WADMKK and WADMPR are those of
# BIG's base map; there the code is the ministry's. Of codes without a dot nobody knows whose they are.
_SURE_CODES = ("kodekemendagri", "kdkemendagri", "kemendagri", "kodedagri", "kddagri", "kdpkab")
_CODES = (
    *_SURE_CODES,
    *("kdkabkota", "kodekabkota", "kdkabkot", "kodekabkot", "kdkab", "kodekab", "kodekabupaten"),
    *("kodewilayah", "kdwilayah", "regioncode", "kode", "code", "kd", "id"),
)
_NAMES = (
    *("wadmkk", "namakabkota", "namakabkot", "nmkabkota", "nmkabkot", "kabkota", "kabkot", "kabupatenkota"),
    *("namakabupaten", "namakab", "nmkab", "kabupaten", "name2", "adm2en", "adm2id", "adm2name", "shapename"),
    *(
        "namawilayah",
        "wilayah",
        "regionname",
        "region",
        "namadaerah",
        "daerah",
        "namobj",
        "nama",
        "name",
        "kota",
    ),
)
_PROVINCES = (
    *("wadmpr", "namaprovinsi", "namaprov", "nmprov", "provinsi", "propinsi", "province", "prov"),
    *("name1", "adm1en", "adm1id", "adm1name"),
)
_KINDS = ("type2", "tipe", "jenis", "kind", "level", "tingkat", "type")

_KEY = re.compile(r"[^a-z0-9]")
_CODE = re.compile(r"\d{2}[.,]\d{1,2}|\d{4}")
_DISTRICT = re.compile(r"\d{2}\.\d{2}(\.\d+)+|\d{6,10}")
_WITHOUT_DOT = re.compile(r"(\d{2})(\d{2})")
# Anything else that a feature's number or id may be is no code.
_ID_CODE = re.compile(r"\d{2}\.\d{2}")
# Enough of a name to find it in the file.
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Naming:
    """What became of an area's properties: a code, or the reason why there is none and who may be meant."""

    label: str
    code: str = ""
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()


class Namer:
    """Finds the kabupaten or kota that properties name; `names` holds those that count, by code."""

    def __init__(self, matcher: Matcher, names: Mapping[str, str]) -> None:
        self._matcher = matcher
        self._names = names

    def find(self, properties: Mapping[str, Any]) -> Naming:
        """Return the one region that code and name agree upon; a guess is never taken."""
        texts = _texts(properties)
        code, name = _code(texts), _first(texts, _NAMES)
        written = name or code or _first(texts, _CODES)
        label = written[:_LONGEST_LABEL]
        if not written:
            return Naming("", reason="unnamed")
        if _DISTRICT.fullmatch(code):
            return Naming(label, reason="district")
        by_code = self._matcher.match(code or None)
        by_name = self._by_name(written, texts) if name or not code else by_code
        if self._known(by_code) and self._known(by_name) and by_code.code != by_name.code:
            return Naming(label, reason="contradiction", candidates=by_code.candidates + by_name.candidates)
        return self._judged(label, by_code if self._known(by_code) else by_name)

    def _by_name(self, name: str, texts: Mapping[str, str]) -> Match:
        province = _first(texts, _PROVINCES)
        match = self._matcher.match(name, province)
        if match.status == "ambiguous" and (kind := _first(texts, _KINDS)):
            better = self._matcher.match(f"{kind} {name}", province)
            return better if self._known(better) else match
        return match

    def _known(self, match: Match) -> bool:
        return match.code in self._names

    def _judged(self, label: str, match: Match) -> Naming:
        if match.code is not None and self._known(match):
            return Naming(label, code=match.code)
        if match.status == "matched":
            return Naming(label, reason="not_regency", candidates=match.candidates)
        return Naming(label, reason=match.status, candidates=match.candidates)


def _texts(properties: Mapping[str, Any]) -> dict[str, str]:
    """Return the properties that hold a text or a number, by their plain names; an empty one is none."""
    texts: dict[str, str] = {}
    for key, value in properties.items():
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            texts.setdefault(_KEY.sub("", key.lower()), str(value).strip())
    return texts


def _first(texts: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((texts[key] for key in keys if key in texts), "")


def _code(texts: Mapping[str, str]) -> str:
    """Return the first property that looks like a code; the ministry's own without its dot gets it back."""
    for key in _CODES:
        text = texts.get(key, "")
        if key in _SURE_CODES and (digits := _WITHOUT_DOT.fullmatch(text)):
            return f"{digits[1]}.{digits[2]}"
        shape = _ID_CODE if key == "id" else _CODE
        if shape.fullmatch(text) or (key != "id" and _DISTRICT.fullmatch(text)):
            return text
    return ""
