-- To how many events, of those whose attendance is known and that fit the filters, each government of a region came,
-- and whether that is often, seldom or never; $frequency chooses one of these ('' for any)
with known as (
    select event, starts_on
    from event_shown
    where regions > 0
        and (program = $program or $program = '')
        and (year = $year or $year = '')
        and (month = $month or $month = '')
        and (mode = $mode or $mode = '')
        and contains(searched, lower($text))
),

came as (
    select
        attendance.region_code as code,
        count(*) as events,
        cast(sum(attendance.participants) as bigint) as people,
        max(known.starts_on) as last_on
    from attendance
    join known using (event)
    group by attendance.region_code
),

government as (
    select
        region.code as region_code,
        region.name as region_name,
        region.level,
        split_part(region.code, '.', 1) as province_code,
        coalesce(came.events, 0) as events,
        people,
        last_on,
        known_events,
        case
            when events >= often_from_events and events >= often_from_share * known_events then 'often'
            when events > 0 then 'seldom'
            else 'never'
        end as frequency
    from region
    cross join rule_limit
    cross join (select count(*) as known_events from known)
    left join came on came.code = region.code
    where region.autonomous
        and (region.code = $region or starts_with(region.code, $region || '.') or $region = '00')
)

select
    government.region_code, region_name, government.level, province_code, province.name as province,
    events, people, last_on, known_events, frequency
from government
left join region as province on province.code = province_code
where frequency = $frequency or $frequency = ''
order by events desc, region_code
