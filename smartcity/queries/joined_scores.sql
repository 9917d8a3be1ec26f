-- Which overall score each kabupaten and kota known to have reached a program's stage had in each edition of another
-- program's instruments, with its source; claims of low confidence are marked
select
    joined.region_code,
    region.name,
    region.short_name,
    region.level,
    score.framework,
    score.edition,
    score.score,
    score.confidence = 'low' as low_only,
    score.source_title,
    score.source_url,
    score.confidence
from (
    select distinct region_code
    from known_stage
    where program = $program and stage = $stage and contains(region_code, '.')
) as joined
join region on region.code = joined.region_code
join headline_score as score on score.region_code = joined.region_code
join framework using (framework)
where framework.program = $framework_program
    and score.indicator = 'index'
    and score.agency = ''
    and score.score is not null
    and (
        joined.region_code = $region
        or starts_with(joined.region_code, $region || '.')
        or $region = '00'
    )
order by joined.region_code, score.edition, score.framework
