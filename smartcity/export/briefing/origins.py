"""Sumber of a briefing: what every number rests on, and how sure it is. It closes the briefing."""

from smartcity import formats
from smartcity.export.briefing.model import Column, Section
from smartcity.export.briefing.reading import NATION, Reader, Scope, question, records, table, value_names
from smartcity.words import N_, _

CONFIDENCE_RULE = N_(
    "Tingkat keyakinan: resmi berasal dari instansi yang berwenang; tinggi, sedang, dan rendah menurut jenis "
    "dan kecocokan beritanya."
)
MOST_SOURCES = 24


def sources(reader: Reader, scope: Scope) -> Section:
    """Return the sources of the facts about the region, those with most facts first."""
    nation = scope.region == NATION
    asked = question("sources") if nation else question("region_sources", region=scope.region)
    answer = reader.ask(asked)
    confidence = "confidences" if nation else "confidence"
    known = value_names("participation", "confidence")
    named = answer.assign(
        source_title=[row["source_title"] or _("Unggahan tanpa judul sumber") for row in records(answer)],
        confidence=[_confidences(str(row[confidence] or ""), known) for row in records(answer)],
    )
    columns = {
        "source_title": Column(_("Judul sumber"), width=3.4),
        "confidence": Column(_("Tingkat keyakinan"), width=1.0),
        "facts": Column(_("Fakta"), "count", width=0.6),
        "source_url": Column(_("Tautan"), width=3.0),
    }
    said = _("{facts} fakta berasal dari {sources} sumber").format(
        facts=formats.number(answer["facts"].sum()), sources=formats.number(len(answer))
    )
    there = len(answer) > 0
    return Section(
        key="sources",
        name=_("Sumber"),
        title=said if there else _("Belum ada sumber."),
        subtitle=reader.region_name(scope.region),
        address=reader.link("sumber", wilayah=scope.region, bagian="sumber"),
        questions=(asked,),
        sources=tuple(named["source_title"]),
        tables=(table(_("Sumber"), named, columns, asked, most=MOST_SOURCES),) if there else (),
        definitions=(_(CONFIDENCE_RULE),),
        nothing="" if there else _("Basis data ini belum memuat satu fakta pun."),
    )


def _confidences(ids: str, known: dict[str, str]) -> str:
    """Return the words for confidences, in the order of certainty."""
    return ", ".join(name for id_, name in known.items() if id_ in ids.split(", "))
