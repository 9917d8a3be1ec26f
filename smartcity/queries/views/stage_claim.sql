-- Each region at each stage with the claim that shows it: the claim for this stage, else for the nearest
-- later one, chosen as headline figures are; date, class and note only where the claim is for this very stage
with claim as (
    select
        participation.* exclude (stage) replace (coalesce(nullif(confidence, ''), 'official') as confidence),
        stage.ordinal as claimed_ordinal
    from participation
    join stage using (program, stage)
),

shown as (
    select
        reached.*,
        claim.* exclude (program, edition, region_code),
        list_position(['official', 'high', 'medium', 'low'], claim.confidence) as confidence_rank
    from region_stage as reached
    join claim
        on claim.program = reached.program
        and claim.edition = reached.edition
        and claim.region_code = reached.region_code
        and claim.claimed_ordinal >= reached.ordinal
        and (claim.confidence = 'low') = reached.low_only
)

select
    program, edition, region_code, stage, ordinal, direct, low_only,
    case when claimed_ordinal = ordinal then reached_on end as reached_on,
    case when claimed_ordinal = ordinal then class end as class,
    case when claimed_ordinal = ordinal then note end as note,
    source_title, source_url, confidence,
    ['official', 'high', 'medium', 'low'][min(confidence_rank) over at_stage] as best_confidence,
    max(claimed_ordinal) over at_stage as furthest_ordinal
from shown
window at_stage as (partition by program, edition, region_code, stage)
qualify row_number() over (
    partition by program, edition, region_code, stage
    order by claimed_ordinal, confidence_rank, reached_on desc nulls last, source_title
) = 1
