-- How many pilots each government of a region has at a status (with '' at any); 'late_or_delayed' are the open
-- ones that are past their due date or reported as delayed, 'late_or_unreported' besides those not reported for long
with piloted as (
    select region_code as code, count(*) as pilots
    from pilot
    join pilot_due using (pilot)
    cross join rule_limit
    where $status = ''
        or status = $status
        or (
            $status in ('late_or_delayed', 'late_or_unreported')
            and not finished
            and (status = 'delayed' or coalesce(due_end < cast($today as date), false))
        )
        or (
            $status = 'late_or_unreported'
            and not finished
            and coalesce(reported_end < cast($today as date) - unreported_after_days, true)
        )
    group by region_code
)

select
    map_place.*,
    cast(piloted.pilots as double) as value,
    $status as category,
    '' as edition,
    false as low_only
from map_place
left join piloted on piloted.code = map_place.code
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
