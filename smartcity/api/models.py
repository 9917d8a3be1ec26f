"""The shapes of answers for the description of the API; those of tables come from the contract."""

from collections.abc import Mapping, Sequence
from typing import Any

from smartcity.api.parameters import internal_words
from smartcity.contract import Field, Table
from smartcity.queries.visible import visible
from smartcity.words import _, language

Schema = dict[str, Any]

_TYPES = {"datetime": {"type": "string", "format": "date-time"}}


def _nullable(of: str) -> Schema:
    return {"type": [of, "null"]}


def head() -> dict[str, Schema]:
    """Return what every JSON answer begins with."""
    return {
        "version": {"type": "integer", "description": _("Versi data.")},
        "published": {
            "type": "string",
            "format": "date-time",
            "description": _("Kapan versi itu diterbitkan (UTC)."),
        },
        "data_date": {**_nullable("string"), "description": _("Tanggal fakta terbaru di dalamnya.")},
        "demo": {"type": "boolean", "description": _("Apakah datanya DATA CONTOH, dibuat untuk peragaan.")},
        "notice": {"type": "string", "description": _("Penanda data contoh; hanya bila demo.")},
    }


def answer(more: Mapping[str, Schema]) -> Schema:
    """Return the shape of an answer: what every one begins with, and its own parts."""
    properties = {**head(), **more}
    needed = [name for name in properties if name not in ("notice", "next")]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def listed(rows: Schema) -> Schema:
    """Return the shape of a list of such rows."""
    return {"type": "array", "items": rows}


def row(table: Table) -> Schema:
    """Return the shape of a row of a table; a request may leave columns out."""
    open_ = {field.name for field in visible(table, internal=False)}
    return {
        "type": "object",
        "properties": {
            field.name: _column(field, table, field.name in open_) for field in visible(table, internal=True)
        },
        "additionalProperties": False,
    }


def _column(field: Field, table: Table, is_open: bool) -> Schema:
    of = _TYPES.get(field.type, {"type": field.type})
    always = field.required or field.name in table.key
    said = field.description(language())
    kind = of if always else {**of, "type": [of["type"], "null"]}
    return {**kind, "description": said if is_open else f"{said} {internal_words()}"}


def of_question() -> Schema:
    """Return the shape of an answer to a question; its columns are those of the question."""
    return answer(
        {
            "question": {"type": "string"},
            "sentence": {"type": "string", "description": _("Apa yang dijawab kueri ini.")},
            "parameters": {"type": "object"},
            "rows": listed({"type": "object"}),
        }
    )


def of_table(table: Table) -> Schema:
    """Return the shape of a page of a table."""
    return answer(
        {
            "table": {"type": "string", "const": table.name},
            "title": {"type": "string"},
            "total": {"type": "integer", "description": _("Banyaknya baris di semua halaman.")},
            "offset": {"type": "integer"},
            "next": {
                "type": "string",
                "description": _("Alamat halaman berikut, nisbi terhadap alamat ini; hanya bila ada."),
            },
            "rows": listed(row(table)),
        }
    )


def of_upload(most: int) -> Schema:
    """Return the shape of the report on an upload, whose longer lists hold no more than the first `most`."""
    count: Schema = {"type": "integer"}
    text: Schema = {"type": "string"}
    thing: Schema = {"type": "object"}
    properties: dict[str, Schema] = {
        "outcome": {
            "enum": ["dry_run", "published", "unchanged"],
            "description": _("Hasil: hanya diperiksa, diterbitkan, atau semua isinya sudah ada."),
        },
        "table": text,
        "file": text,
        "encoding": text,
        "delimiter": text,
        "rows": count,
        "columns": {**thing, "description": _("Judul kolom dalam berkas dan kolom tabel yang diisinya.")},
        **dict.fromkeys(("added", "changed", "unchanged", "rejected"), count),
        "version": {**_nullable("integer"), "description": _("Versi yang terbit, bila ada.")},
        "problems": {
            **listed(thing),
            "description": _(
                "Yang salah: baris, kolom, nilai, alasan, perbaikan; paling banyak {most} yang pertama."
            ).format(most=most),
        },
        "problem_count": {**count, "description": _("Banyaknya yang salah seluruhnya.")},
        "resolved": {
            **listed(thing),
            "description": _("Nama wilayah yang menjadi kode; paling banyak {most} yang pertama.").format(
                most=most
            ),
        },
        "resolved_count": {**count, "description": _("Banyaknya nama wilayah itu seluruhnya.")},
        "demo": {"type": "boolean"},
        "notice": text,
        "notes": listed(text),
        "facts": {**thing, "description": _("Banyaknya fakta yang bertambah, berubah, dan dihapus.")},
        "changes": {
            **listed(thing),
            "description": _("Sel yang berubah, dengan isi sebelum dan sesudahnya."),
        },
        "new_rows": {**listed(thing), "description": _("Baris yang bertambah.")},
        "removed_rows": {**listed(thing), "description": _("Kunci baris yang dihapus.")},
        "rejected_rows": {
            **text,
            "description": _(
                "Baris yang ditolak sebagai CSV, dengan alasannya; dapat diperbaiki dan dikirim lagi. Paling banyak "
                "{most} yang pertama dari `rejected`; semuanya dijawab bila berkas dikirim dengan format=csv."
            ).format(most=most),
        },
    }
    needed = [name for name in properties if name != "notice"]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def of_undo(most: int) -> Schema:
    """Return the shape of what became of undoing an upload; `left` names no more than `most` rows."""
    count: Schema = {"type": "integer"}
    properties: dict[str, Schema] = {
        "outcome": {
            "enum": ["dry_run", "published", "unchanged"],
            "description": _(
                "Hasil: hanya diperiksa, dibatalkan, atau tidak ada lagi yang dapat dibatalkan."
            ),
        },
        "batch": count,
        "version": {**_nullable("integer"), "description": _("Versi yang terbit, bila ada.")},
        "rows": {**count, "description": _("Banyaknya baris yang kembali seperti sebelum unggahan itu.")},
        "left": {
            **listed({"type": "object"}),
            "description": _(
                "Baris yang tetap karena kemudian diubah lagi: tabel dan kuncinya, paling banyak {most}."
            ).format(most=most),
        },
        "left_count": {**count, "description": _("Banyaknya baris yang tetap seluruhnya.")},
        "demo": {"type": "boolean"},
        "notice": {"type": "string"},
    }
    needed = [name for name in properties if name != "notice"]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def of_features() -> Schema:
    """Return the shape of a GeoJSON answer; what every answer begins with are its foreign members."""
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": _nullable("object"),
            "properties": {"type": "object"},
        },
    }
    return answer({"type": {"const": "FeatureCollection"}, "features": listed(feature)})


def content(schema: Schema, media_types: Sequence[str] = ("application/json",)) -> dict[int | str, Schema]:
    """Return a good answer as the description of an address tells it; CSV is text."""
    forms: dict[str, Any] = {
        of: {"schema": {"type": "string"} if of == "text/csv" else schema} for of in media_types
    }
    return {200: {"description": _("Jawaban."), "content": forms}}
