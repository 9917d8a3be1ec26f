-- Which printed predicates of a period are not those of their score by the thresholds, every claim on its own
with claim as (
    select
        assessment.*,
        grade_band.grade as grade_by_rule,
        regexp_replace(lower(grade_published), '[^a-z]', '', 'g') as printed,
        list_transform(
            [grade_band.grade, grade_band.name_id, grade_band.name_en],
            lambda name: regexp_replace(lower(name), '[^a-z]', '', 'g')
        ) as fitting
    from assessment
    join grade_band
        on grade_band.framework = assessment.framework
        and assessment.score >= grade_band.lower
        and (
            assessment.score < grade_band.upper
            or (assessment.score = grade_band.upper and grade_band.includes_upper)
        )
    where assessment.framework = $framework
        and assessment.edition = $edition
        and assessment.agency = ''
        and assessment.grade_published <> ''
)

select
    claim.region_code,
    region.name,
    province.name as province,
    claim.indicator,
    claim.score,
    claim.grade_published,
    claim.grade_by_rule,
    claim.note,
    claim.source_title,
    claim.source_url,
    coalesce(nullif(claim.confidence, ''), 'official') as confidence
from claim
join region on region.code = claim.region_code
left join region as province
    on province.code = split_part(claim.region_code, '.', 1) and contains(claim.region_code, '.')
where not list_contains(claim.fitting, claim.printed)
    and (claim.region_code = $region or starts_with(claim.region_code, $region || '.') or $region = '00')
order by claim.region_code, claim.source_title
