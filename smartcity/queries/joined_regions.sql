-- Which kabupaten and kota of a region are known to have joined a program, in any of its editions, and how far they
-- came; last those of which only claims of low confidence say so
select
    stage_claim.region_code,
    region.name,
    province.name as province,
    stage_claim.stage as furthest_stage,
    stage_claim.edition,
    stage_claim.low_only,
    stage_claim.best_confidence,
    stage_claim.source_title,
    stage_claim.source_url
from stage_claim
join region on region.code = stage_claim.region_code
left join region as province on province.code = split_part(stage_claim.region_code, '.', 1)
where program = $program
    and contains(stage_claim.region_code, '.')
    and (
        stage_claim.region_code = $region
        or starts_with(stage_claim.region_code, $region || '.')
        or $region = '00'
    )
qualify row_number() over (
    partition by stage_claim.region_code
    order by stage_claim.low_only, stage_claim.ordinal desc, stage_claim.edition
) = 1
order by stage_claim.low_only, stage_claim.region_code
