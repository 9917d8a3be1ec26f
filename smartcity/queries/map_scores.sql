-- Which overall score and grade each government of a region has in one instrument: of one edition, or with '' the
-- latest; the grade by its bounds, else as it was published
with scored as (
    select
        region_code as code,
        edition,
        score,
        regexp_replace(lower(trim(grade_published)), '\s+', '_', 'g') as published
    from headline_score
    where framework = $framework
        and (edition = $edition or $edition = '')
        and indicator = 'index'
        and agency = ''
        and confidence <> 'low'
        and (score is not null or coalesce(grade_published, '') <> '')
    qualify row_number() over (partition by region_code order by edition desc) = 1
)

select
    map_place.*,
    scored.score as value,
    coalesce(by_bounds.grade, as_published.grade) as category,
    coalesce(scored.edition, '') as edition,
    false as low_only
from map_place
left join scored on scored.code = map_place.code
left join grade_band as by_bounds
    on by_bounds.framework = $framework
    and scored.score >= by_bounds.lower
    and (
        scored.score < by_bounds.upper
        or (scored.score = by_bounds.upper and by_bounds.includes_upper)
    )
left join grade_band as as_published
    on as_published.framework = $framework and as_published.grade = scored.published
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
