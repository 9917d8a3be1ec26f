-- Which governments of a region have an index or a level of electronic transactions that is known, each its latest
-- one, with the one before
with scored as (
    select
        headline_score.*,
        lag(score) over by_region as score_before,
        lag(edition) over by_region as edition_before,
        row_number() over (partition by region_code order by edition desc) as place
    from headline_score
    where framework = 'ietpd'
        and indicator = 'index'
        and agency = ''
        and confidence <> 'low'
        and region_code <> '00'
        and (score is not null or coalesce(grade_published, '') <> '')
    window by_region as (partition by region_code order by edition)
)

select
    scored.region_code,
    region.name,
    province.name as province,
    scored.edition,
    scored.score,
    grade.grade as level,
    scored.grade_published,
    scored.edition_before,
    scored.score_before,
    round(scored.score - scored.score_before, 4) as change,
    scored.claims,
    scored.source_title,
    scored.source_url,
    scored.confidence
from scored
join region on region.code = scored.region_code
left join region as province on province.code = split_part(scored.region_code, '.', 1)
left join grade
    on grade.framework = 'ietpd'
    and regexp_replace(lower(scored.grade_published), '[^a-z]', '', 'g') in (
        grade.grade, regexp_replace(lower(grade.name_id), '[^a-z]', '', 'g'),
        regexp_replace(lower(grade.name_en), '[^a-z]', '', 'g')
    )
where scored.place = 1
    and region.autonomous
    and (scored.region_code = $region or starts_with(scored.region_code, $region || '.') or $region = '00')
order by scored.edition desc, scored.score desc nulls last, scored.region_code
