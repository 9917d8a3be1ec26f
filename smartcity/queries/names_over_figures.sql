-- Where more regions are known by name than were published, and which of them are in doubt: weakly shown, or
-- also known in another edition of the same program
with surplus as (
    select program, edition, stage, name_id, name_en, scope_code, known, published
    from funnel_stage
    where known > published
),

counted as (
    select surplus.program, surplus.edition, surplus.stage, scope_code, region_code, best_confidence
    from surplus
    join stage_claim using (program, edition, stage)
    where not stage_claim.low_only
        and contains(region_code, '.')
        and (scope_code in ('00', region_code) or starts_with(region_code, scope_code || '.'))
),

doubt as (
    select
        counted.program, counted.edition, counted.stage, scope_code, counted.region_code, best_confidence,
        array_to_string(
            list_sort(list(distinct other.edition) filter (where other.edition <> counted.edition)), ', '
        ) as other_editions
    from counted
    left join known_stage as other
        on other.program = counted.program
        and other.region_code = counted.region_code
        and other.stage = counted.stage
    group by all
)

select
    surplus.program, surplus.edition, surplus.stage, surplus.name_id, surplus.name_en,
    surplus.scope_code, surplus.known, surplus.published,
    doubt.region_code, region.name as region_name, doubt.best_confidence, doubt.other_editions
from surplus
left join doubt
    on doubt.program = surplus.program
    and doubt.edition = surplus.edition
    and doubt.stage = surplus.stage
    and doubt.scope_code = surplus.scope_code
    and (doubt.best_confidence = 'medium' or doubt.other_editions <> '')
left join region on region.code = doubt.region_code
order by surplus.program, surplus.edition desc, surplus.stage, surplus.scope_code, doubt.region_code
