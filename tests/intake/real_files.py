"""Headers of files that people have: table, headers, constants chosen, what each means, problems."""

from smartcity.intake.choices import PROVINCE, REGION_LEVEL

SOURCE = {
    "note": "note (name)",
    "source_url": "source_url (name)",
    "source_title": "source_title (name)",
    "confidence": "confidence (name)",
}


REGION = {
    "region_name_as_published": "region_code (synonym)",
    "region_type": f"{REGION_LEVEL} (synonym)",
}


REAL: dict[str, tuple[str, str, dict[str, str], dict[str, str], list[str]]] = {
    "gmsc_selected": (
        "participation",
        "program,year,region_name_as_published,region_type,province,note,source_url,source_title,confidence",
        {"stage": "selected"},
        {
            "program": "program (name)",
            "year": "edition (synonym)",
            **REGION,
            "province": f"{PROVINCE} (synonym)",
            **SOURCE,
        },
        [],
    ),
    "idsll_members": (
        "participation",
        "program,year,region_name_as_published,region_type,province,role,note,source_url,source_title,confidence",
        {},
        {
            "program": "program (name)",
            "year": "edition (synonym)",
            **REGION,
            "province": f"{PROVINCE} (synonym)",
            "role": "(ignored)",
            **SOURCE,
        },
        ["column_missing: Tahap", "column_unknown: role"],
    ),
    "gmsc_stages": (
        "participation",
        "program,year,stage,region_name_as_published,region_type,province,reached_on,note,source_url,source_title,"
        "confidence",
        {},
        {
            "program": "program (name)",
            "year": "edition (synonym)",
            "stage": "stage (name)",
            **REGION,
            "province": f"{PROVINCE} (synonym)",
            "reached_on": "reached_on (name)",
            **SOURCE,
        },
        [],
    ),
    "quickwins": (
        "pilot",
        "region_name_as_published,region_type,year,title,smart_city_dimension,status,note,source_url,source_title,"
        "confidence",
        {"kind": "quick_win"},
        {
            **REGION,
            "year": "edition (synonym)",
            "title": "title (name)",
            "smart_city_dimension": "dimension (title)",
            "status": "status (name)",
            **SOURCE,
        },
        ["column_missing: Kode percontohan"],
    ),
    "events": (
        "event",
        "title,start_date,end_date,place,mode,organiser,partner,audience,participants_count,participants_unit,"
        "speakers_topics,note,source_url,source_title,confidence",
        {},
        {
            "title": "title (name)",
            "start_date": "starts_on (synonym)",
            "end_date": "ends_on (synonym)",
            "place": "place (name)",
            "mode": "mode (name)",
            "organiser": "organiser (name)",
            "partner": "partner (name)",
            "audience": "audience (name)",
            "participants_count": "participants (synonym)",
            "participants_unit": "(ignored)",
            "speakers_topics": "topics (synonym)",
            **SOURCE,
        },
        ["column_missing: Kode kegiatan", "column_unknown: participants_unit"],
    ),
    "program_totals": (
        "published_figure",
        "program,year,stage,count,unit,as_of_date,note,source_url,source_title,confidence",
        {"measure": "reached_stage"},
        {
            "program": "program (name)",
            "year": "edition (synonym)",
            "stage": "stage (name)",
            "count": "value (synonym)",
            "unit": "counted_unit (title)",
            "as_of_date": "as_of (synonym)",
            **SOURCE,
        },
        ["column_missing: Kode angka"],
    ),
    "a list of an office": (
        "participation",
        "No.,Nama Kab/Kota,Prov.,Tahun,Tahapan,Tgl. Pelaksanaan,Ket.",
        {"program": "gmsc"},
        {
            "No.": "(ignored)",
            "Nama Kab/Kota": "region_code (synonym)",
            "Prov.": f"{PROVINCE} (synonym)",
            "Tahun": "edition (synonym)",
            "Tahapan": "stage (synonym)",
            "Tgl. Pelaksanaan": "reached_on (synonym)",
            "Ket.": "note (synonym)",
        },
        [],
    ),
    "agencies": (
        "agency",
        "Nomor,Pemda,Kode OPD,Nama OPD,Jenis OPD",
        {},
        {
            "Nomor": "(ignored)",
            "Pemda": "region_code (synonym)",
            "Kode OPD": "agency (synonym)",
            "Nama OPD": "name (synonym)",
            "Jenis OPD": "kind (synonym)",
        },
        [],
    ),
    "an evaluation in rows": (
        "assessment",
        "Instrumen,Periode,Wilayah,Dinas,Indikator,Nilai,Penilai",
        {},
        {
            "Instrumen": "framework (synonym)",
            "Periode": "edition (title)",
            "Wilayah": "region_code (synonym)",
            "Dinas": "agency (synonym)",
            "Indikator": "indicator (synonym)",
            "Nilai": "score (title)",
            "Penilai": "assessor (synonym)",
        },
        [],
    ),
}
