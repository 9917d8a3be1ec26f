-- Which instruments give governments an overall score or grade, in which editions, on which scale, the fullest first
with scored as (
    select framework, edition, region_code, score
    from headline_score
    where indicator = 'index'
        and agency = ''
        and region_code <> '00'
        and confidence <> 'low'
        and (score is not null or coalesce(grade_published, '') <> '')
)

select
    framework.framework,
    framework.program,
    framework.name_id,
    framework.name_en,
    list_reverse_sort(list(distinct scored.edition)) as editions,
    count(distinct scored.region_code) as governments,
    -- where the scale is not on record the highest score tells whether it goes to 5 or to 100
    coalesce(any_value(indicator.min), 0) as lowest,
    coalesce(any_value(indicator.max), case when max(scored.score) > 5 then 100 else 5 end) as highest
from scored
join framework using (framework)
left join indicator on indicator.framework = scored.framework and indicator.indicator = 'index'
group by framework.framework, framework.program, framework.name_id, framework.name_en
order by governments desc, framework.framework
