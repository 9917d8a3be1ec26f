-- How many regions reached each stage, every edition of a program side by side, the earliest first
select
    funnel_stage.edition, edition.label_id, edition.label_en,
    stage, name_id, name_en, ordinal,
    "count", known, known_direct, low_only, published,
    of_previous, of_first, larger_than_previous,
    sources, contradicting
from funnel_stage
join edition using (program, edition)
where funnel_stage.program = $program and scope_code = $region
order by funnel_stage.edition, ordinal
