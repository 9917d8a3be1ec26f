-- Where each local agency of one region stands in an instrument and period, by its index or by one criterion; equal
-- scores share a place
with scored as (
    from agency_score
    where framework = $framework and edition = $edition and region_code = $region and indicator = $measure
)

select
    rank() over (order by scored.score desc) as place,
    scored.agency,
    coalesce(agency.name, scored.agency) as name,
    agency.kind,
    scored.score,
    count(*) over (partition by scored.score) as sharing,
    if($measure = 'index', grade_band.grade, null) as grade_by_rule,
    if($measure = 'index', grade_band.name_id, null) as grade_name_id,
    if($measure = 'index', grade_band.name_en, null) as grade_name_en,
    scored.computed,
    scored.claims,
    scored.assessed_on,
    scored.source_title,
    scored.source_url,
    scored.confidence
from scored
left join agency using (region_code, agency)
left join grade_band
    on grade_band.framework = $framework
    and scored.score >= grade_band.lower
    and (scored.score < grade_band.upper or (scored.score = grade_band.upper and grade_band.includes_upper))
order by scored.score desc, name, scored.agency
