-- How many regions reached each stage of one edition in one region: published, known by name, shares, sources
select
    stage, name_id, name_en, ordinal,
    "count", known, known_direct, low_only, published,
    of_previous, of_first, larger_than_previous,
    sources, contradicting
from funnel_stage
where program = $program and edition = $edition and scope_code = $region
order by ordinal
