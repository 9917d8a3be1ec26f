-- What shows which stages the kabupaten and kota of a region reached in one edition
select
    claim.region_code,
    region.name,
    province.name as province,
    stage.name_id,
    stage.name_en,
    claim.reached_on,
    claim.source_title,
    claim.source_url,
    coalesce(nullif(claim.confidence, ''), 'official') as confidence
from participation as claim
join stage using (program, stage)
join region on region.code = claim.region_code
left join region as province on province.code = region.parent_code
where claim.program = $program
    and claim.edition = $edition
    and region.level in ('kabupaten', 'kota')
    and (starts_with(claim.region_code, $region || '.') or $region = '00')
order by claim.region_code, stage.ordinal, claim.source_title
