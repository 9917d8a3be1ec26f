-- Every instrument with the years in which it held, how many parts of each level are known, and its scores
with part as (
    select
        framework,
        count(*) filter (where level = 'indicator') as indicators,
        cast(sum(weight_percent) filter (where parent = 'index') as double) as weights
    from indicator
    group by framework
),

score as (
    select
        framework,
        count(distinct region_code) filter (where region.autonomous) as governments,
        count(*) as scores
    from headline_score
    left join region on region.code = region_code
    where indicator = 'index' and agency = ''
    group by framework
)

select
    framework.framework, framework.program, framework.name_id, framework.name_en, framework.version,
    framework.valid_from, framework.valid_to,
    coalesce(part.indicators, 0) as indicators,
    part.weights,
    coalesce(score.governments, 0) as governments,
    coalesce(score.scores, 0) as scores
from framework
left join part using (framework)
left join score using (framework)
order by framework.program, framework.valid_from nulls last, framework.framework
