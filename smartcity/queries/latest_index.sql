-- Which overall score of a program's frameworks a region had last, its grade, and the score before it
with scored as (
    select headline_score.*, framework.valid_from
    from headline_score
    join framework using (framework)
    where indicator = 'index'
        and agency = ''
        and region_code = $region
        and framework.program = $framework_program
        and score is not null
        and confidence <> 'low'
),

ranked as (
    select
        *,
        lead(score) over latest_first as previous_score,
        lead(edition) over latest_first as previous_edition,
        lead(framework) over latest_first as previous_framework,
        row_number() over latest_first as place
    from scored
    window latest_first as (order by edition desc, valid_from desc nulls last, framework)
)

select
    ranked.framework,
    ranked.edition,
    ranked.score,
    grade_band.grade,
    grade_band.name_id,
    grade_band.name_en,
    ranked.assessed_on,
    ranked.source_title,
    ranked.source_url,
    ranked.previous_score,
    ranked.previous_edition,
    coalesce(ranked.framework = ranked.previous_framework, false) as comparable
from ranked
left join grade_band
    on grade_band.framework = ranked.framework
    and ranked.score >= grade_band.lower
    and (ranked.score < grade_band.upper or (ranked.score = grade_band.upper and grade_band.includes_upper))
where ranked.place = 1
