-- How much each uppermost part of an instrument weighs
select
    indicator.framework,
    framework.name_id, framework.name_en,
    indicator.indicator,
    indicator.name_id as part_id, indicator.name_en as part_en,
    indicator.weight_percent
from indicator
join framework using (framework)
where indicator.parent = 'index' and indicator.weight_percent is not null
order by framework.program, indicator.framework, indicator.ordinal, indicator.indicator
