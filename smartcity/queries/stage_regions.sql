-- Which regions are known at a stage, who stopped there, and what shows it
select
    stage_claim.region_code,
    region.name,
    split_part(stage_claim.region_code, '.', 1) as province_code,
    province.name as province,
    region.island_group,
    stage_claim.direct,
    stage_claim.reached_on,
    stage_claim.class,
    stage_claim.best_confidence,
    stage_claim.low_only,
    furthest.stage as furthest_stage,
    stage_claim.furthest_ordinal,
    stage_claim.furthest_ordinal = stage_claim.ordinal as stopped_here,
    stage_claim.source_title,
    stage_claim.source_url
from stage_claim
join stage as furthest
    on furthest.program = stage_claim.program and furthest.ordinal = stage_claim.furthest_ordinal
join region on region.code = stage_claim.region_code
left join region as province on province.code = split_part(stage_claim.region_code, '.', 1)
where stage_claim.program = $program
    and stage_claim.edition = $edition
    and stage_claim.stage = $stage
    and contains(stage_claim.region_code, '.')
    and (
        stage_claim.region_code = $region
        or starts_with(stage_claim.region_code, $region || '.')
        or $region = '00'
    )
order by stage_claim.low_only, stage_claim.region_code
