"""Headers of wide files, each with all that is made of them."""

from smartcity.intake.choices import PROVINCE, REGION_LEVEL

INDEX = "score indicator=index (wide)"


PLACE = {"Kab/Kota": "region_code (synonym)", "Tahun": "edition (synonym)"}


SPBE = {"framework": "SPBE"}


# headers, constants chosen, what each means, constants inferred, problems
ASSESSMENTS: dict[str, tuple[str, dict[str, str], dict[str, str], dict[str, str], list[str]]] = {
    "gmsc_evaluation_index as it is": (
        "region_name_as_published|region_type|year|smart_city_index|baseline|output|outcome|impact|quick_win|"
        "smart_governance|smart_branding|smart_economy|smart_living|smart_society|smart_environment|national_rank|"
        "note|source_url|source_title|confidence",
        {},
        {
            "region_name_as_published": "region_code (synonym)",
            "region_type": f"{REGION_LEVEL} (synonym)",
            "year": "edition (synonym)",
            "smart_city_index": INDEX,
            "baseline": "score indicator=baseline (wide)",
            "output": "score indicator=output (wide)",
            "outcome": "score indicator=outcome (wide)",
            "impact": "score indicator=impact (wide)",
            "quick_win": "score indicator=quick win (wide)",
            "smart_governance": "score indicator=smart governance (wide)",
            "smart_branding": "score indicator=smart branding (wide)",
            "smart_economy": "score indicator=smart economy (wide)",
            "smart_living": "score indicator=smart living (wide)",
            "smart_society": "score indicator=smart society (wide)",
            "smart_environment": "score indicator=smart environment (wide)",
            "national_rank": "rank_published indicator=index (wide)",
            "note": "note (name)",
            "source_url": "source_url (name)",
            "source_title": "source_title (name)",
            "confidence": "confidence (name)",
        },
        {"framework": "gmsc-evaluation"},
        [],
    ),
    "spbe_index as it is": (
        "region_name_as_published|region_type|year|spbe_index|predicate_as_published|predicate_by_threshold|"
        "domain_kebijakan|domain_tata_kelola|domain_manajemen|domain_layanan|note|source_url|source_title|confidence",
        {},
        {
            "region_name_as_published": "region_code (synonym)",
            "region_type": f"{REGION_LEVEL} (synonym)",
            "year": "edition (synonym)",
            "spbe_index": INDEX,
            "predicate_as_published": "grade_published indicator=index (wide)",
            "predicate_by_threshold": "(ignored)",
            "domain_kebijakan": "score indicator=kebijakan (wide)",
            "domain_tata_kelola": "score indicator=tata kelola (wide)",
            "domain_manajemen": "score indicator=manajemen (wide)",
            "domain_layanan": "score indicator=layanan (wide)",
            "note": "note (name)",
            "source_url": "source_url (name)",
            "source_title": "source_title (name)",
            "confidence": "confidence (name)",
        },
        SPBE,
        ["column_unknown: predicate_by_threshold"],
    ),
    "domains, index, grade and rank": (
        "Kab/Kota|Tahun|Kebijakan|Tata Kelola SPBE|Nilai Domain Manajemen|Layanan|Indeks SPBE|Predikat|Peringkat",
        {},
        {
            **PLACE,
            "Kebijakan": "score indicator=Kebijakan (wide)",
            "Tata Kelola SPBE": "score indicator=Tata Kelola SPBE (wide)",
            "Nilai Domain Manajemen": "score indicator=Manajemen (wide)",
            "Layanan": "score indicator=Layanan (wide)",
            "Indeks SPBE": INDEX,
            "Predikat": "grade_published indicator=index (wide)",
            "Peringkat": "rank_published indicator=index (wide)",
        },
        SPBE,
        [],
    ),
    "years": (
        "No|Kab/Kota|Nilai 2022|2023|Indeks 2024|Peringkat 2024|Predikat (2024)|Ket.",
        {"framework": "spbe-2020"},
        {
            "No": "(ignored)",
            "Kab/Kota": "region_code (synonym)",
            "Nilai 2022": "score indicator=index edition=2022 (wide)",
            "2023": "score indicator=index edition=2023 (wide)",
            "Indeks 2024": "score indicator=index edition=2024 (wide)",
            "Peringkat 2024": "rank_published indicator=index edition=2024 (wide)",
            "Predikat (2024)": "grade_published indicator=index edition=2024 (wide)",
            "Ket.": "note (synonym)",
        },
        {},
        [],
    ),
    "years of a named index, of provinces": (
        "Provinsi|SPBE 2023|Nilai SPBE Tahun 2024",
        {},
        {
            "Provinsi": "region_code (synonym)",
            "SPBE 2023": "score indicator=index edition=2023 (wide)",
            "Nilai SPBE Tahun 2024": "score indicator=index edition=2024 (wide)",
        },
        SPBE,
        [],
    ),
    "half-years": (
        "Kab/Kota|IETPD Semester I 2024|IETPD 2024-S2",
        {},
        {
            "Kab/Kota": "region_code (synonym)",
            "IETPD Semester I 2024": "score indicator=index edition=2024-S1 (wide)",
            "IETPD 2024-S2": "score indicator=index edition=2024-S2 (wide)",
        },
        {"framework": "ietpd"},
        [],
    ),
    "indicators and years at once; a column without a year belongs to none": (
        "Kab/Kota|Kebijakan 2022|Layanan_2022|Kebijakan 2023|Layanan|Predikat",
        {},
        {
            "Kab/Kota": "region_code (synonym)",
            "Kebijakan 2022": "score indicator=Kebijakan edition=2022 (wide)",
            "Layanan_2022": "score indicator=Layanan edition=2022 (wide)",
            "Kebijakan 2023": "score indicator=Kebijakan edition=2023 (wide)",
            "Layanan": "(ignored)",
            "Predikat": "(ignored)",
        },
        SPBE,
        ["column_unknown: Layanan", "column_unknown: Predikat"],
    ),
    "years beside a column of indicators": (
        "Instrumen|Kab/Kota|Indikator|2022|2023",
        {},
        {
            "Instrumen": "framework (synonym)",
            "Kab/Kota": "region_code (synonym)",
            "Indikator": "indicator (synonym)",
            "2022": "score edition=2022 (wide)",
            "2023": "score edition=2023 (wide)",
        },
        {},
        [],
    ),
    "years of one chosen indicator": (
        "Kab/Kota|Nilai 2022|Nilai 2023",
        {"framework": "SPBE", "indicator": "d1"},
        {
            "Kab/Kota": "region_code (synonym)",
            "Nilai 2022": "score edition=2022 (wide)",
            "Nilai 2023": "score edition=2023 (wide)",
        },
        {},
        [],
    ),
    "indicators and a year, but the file has a column for each": (
        "Instrumen|Kab/Kota|Tahun|Indikator|Nilai|Kebijakan|Layanan|Nilai 2022",
        {},
        {
            "Instrumen": "framework (synonym)",
            **PLACE,
            "Indikator": "indicator (synonym)",
            "Nilai": "score (title)",
            "Kebijakan": "(ignored)",
            "Layanan": "(ignored)",
            "Nilai 2022": "(ignored)",
        },
        {},
        ["column_unknown: Kebijakan", "column_unknown: Layanan", "column_unknown: Nilai 2022"],
    ),
    "a single column that names the index": (
        "Kab/Kota|Tahun|Indeks SPBE",
        {},
        {**PLACE, "Indeks SPBE": INDEX},
        SPBE,
        [],
    ),
    "a single year": (
        "Kab/Kota|Nilai SPBE 2023",
        {},
        {
            "Kab/Kota": "region_code (synonym)",
            "Nilai SPBE 2023": "score indicator=index edition=2023 (wide)",
        },
        SPBE,
        [],
    ),
    "a single indicator of a known instrument": (
        "Kab/Kota|Tahun|Layanan",
        {"framework": "SPBE"},
        {**PLACE, "Layanan": "score indicator=Layanan (wide)"},
        {},
        [],
    ),
    "a single word that is an indicator somewhere is no score": (
        "Kab/Kota|Tahun|Hasil|Nilai",
        {},
        {**PLACE, "Hasil": "(ignored)", "Nilai": "score (title)"},
        {},
        ["column_missing: Kode instrumen", "column_missing: Kode indikator", "column_unknown: Hasil"],
    ),
    "a narrow file of the index": (
        "Kab/Kota|Tahun|Indeks|Predikat",
        {"framework": "SPBE"},
        {**PLACE, "Indeks": "score (synonym)", "Predikat": "grade_published (synonym)"},
        {"indicator": "index"},
        [],
    ),
    "agencies by criteria": (
        "Wilayah|OPD|Tahun|Akses layanan publik|Kecepatan proses administrasi|Akuntabilitas",
        {},
        {
            "Wilayah": "region_code (synonym)",
            "OPD": "agency (synonym)",
            "Tahun": "edition (synonym)",
            "Akses layanan publik": "score indicator=Akses layanan publik (wide)",
            "Kecepatan proses administrasi": "score indicator=Kecepatan proses administrasi (wide)",
            "Akuntabilitas": "score indicator=Akuntabilitas (wide)",
        },
        {"framework": "agency-digital"},
        [],
    ),
    "numbered indicators; those of another instrument are none": (
        "Kab/Kota|Tahun|Indikator 1|I02|Output",
        {"framework": "spbe-2020"},
        {
            **PLACE,
            "Indikator 1": "score indicator=Indikator 1 (wide)",
            "I02": "score indicator=I02 (wide)",
            "Output": "(ignored)",
        },
        {},
        ["column_unknown: Output"],
    ),
    "indicators that fit two instruments equally": (
        "Kab/Kota|Tahun|A1|I01",
        {},
        {**PLACE, "A1": "score indicator=A1 (wide)", "I01": "score indicator=I01 (wide)"},
        {},
        ["column_missing: Kode instrumen"],
    ),
    "two columns for the index": (
        "Kab/Kota|Tahun|Nilai|Indeks SPBE|Kebijakan",
        {},
        {
            **PLACE,
            "Nilai": "(ignored)",
            "Indeks SPBE": "(ignored)",
            "Kebijakan": "score indicator=Kebijakan (wide)",
        },
        SPBE,
        ["column_twice: Nilai"],
    ),
    "the same year twice": (
        "Kab/Kota|Nilai 2022|nilai 2022 ",
        {"framework": "SPBE"},
        {"Kab/Kota": "region_code (synonym)", "Nilai 2022": "(ignored)", "nilai 2022 ": "(ignored)"},
        {},
        ["header_twice: Nilai 2022"],
    ),
}


# headers, constants chosen, what each means, problems
PARTICIPATIONS: dict[str, tuple[str, dict[str, str], dict[str, str], list[str]]] = {
    "a column for each stage": (
        "Kab/Kota|Provinsi|Diundang|Dinilai|TERPILIH|Tanggal MoU|masterplan_done|Kelas",
        {"program": "gmsc", "edition": "2022"},
        {
            "Kab/Kota": "region_code (synonym)",
            "Provinsi": f"{PROVINCE} (synonym)",
            "Diundang": "reached_on stage=invited (wide)",
            "Dinilai": "reached_on stage=assessed (wide)",
            "TERPILIH": "reached_on stage=selected (wide)",
            "Tanggal MoU": "reached_on stage=mou_signed (wide)",
            "masterplan_done": "reached_on stage=masterplan_done (wide)",
            "Kelas": "class (title)",
        },
        [],
    ),
    "stages of two years": (
        "Kab/Kota|Terpilih 2022|Terpilih 2023|2024",
        {"program": "gmsc"},
        {
            "Kab/Kota": "region_code (synonym)",
            "Terpilih 2022": "reached_on stage=selected edition=2022 (wide)",
            "Terpilih 2023": "reached_on stage=selected edition=2023 (wide)",
            "2024": "(ignored)",
        },
        ["column_unknown: 2024"],
    ),
    "one stage, where none would be known else": (
        "Kab/Kota|Tahun|selected",
        {"program": "gmsc"},
        {**PLACE, "selected": "reached_on stage=selected (wide)"},
        [],
    ),
    "one stage beside a chosen one": (
        "Kab/Kota|Tahun|selected",
        {"program": "gmsc", "stage": "invited"},
        {**PLACE, "selected": "(ignored)"},
        ["column_unknown: selected"],
    ),
    "stages beside a column of stages": (
        "Program|Kab/Kota|Tahun|Tahap|Diundang|Terpilih",
        {},
        {
            "Program": "program (name)",
            **PLACE,
            "Tahap": "stage (title)",
            "Diundang": "(ignored)",
            "Terpilih": "(ignored)",
        },
        ["column_unknown: Diundang", "column_unknown: Terpilih"],
    ),
}
