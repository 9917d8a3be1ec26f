-- Which kabupaten and kota of a region are known to have taken part in a program (or, with '', in any), and what
-- shows it
select
    known_stage.region_code,
    region.name,
    province.name as province,
    known_stage.program,
    known_stage.edition,
    stage.name_id,
    stage.name_en,
    claim.source_title,
    claim.source_url,
    claim.confidence
from known_stage
join stage using (program, stage)
join region on region.code = known_stage.region_code
left join region as province on province.code = region.parent_code
join participation as claim
    on claim.program = known_stage.program
    and claim.edition = known_stage.edition
    and claim.region_code = known_stage.region_code
    and claim.stage = known_stage.stage
where known_stage.direct
    and contains(known_stage.region_code, '.')
    and (known_stage.program = $program or $program = '')
    and (
        known_stage.region_code = $region
        or starts_with(known_stage.region_code, $region || '.')
        or $region = '00'
    )
order by known_stage.region_code, known_stage.program, known_stage.edition, stage.ordinal, claim.source_title
