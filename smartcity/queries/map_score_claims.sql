-- What shows the overall scores and grades of one instrument in a region: of one edition, or with '' of all
select
    assessment.region_code,
    region.name,
    province.name as province,
    assessment.edition,
    assessment.score,
    assessment.grade_published,
    assessment.source_title,
    assessment.source_url,
    coalesce(nullif(assessment.confidence, ''), 'official') as confidence
from assessment
join region on region.code = assessment.region_code
left join region as province
    on province.code = split_part(assessment.region_code, '.', 1) and contains(assessment.region_code, '.')
where assessment.framework = $framework
    and (assessment.edition = $edition or $edition = '')
    and assessment.indicator = 'index'
    and assessment.agency = ''
    and region.level in ('provinsi', 'kabupaten', 'kota')
    and (
        assessment.region_code = $region
        or starts_with(assessment.region_code, $region || '.')
        or $region = '00'
    )
order by assessment.region_code, assessment.edition desc, assessment.source_title
