-- Which regions are recorded to have come to an event, with how many people, and to how many events each has come
with visits as (
    select region_code, count(*) as events
    from attendance
    group by region_code
)

select
    attendance.region_code,
    region.name as region_name,
    region.level,
    split_part(attendance.region_code, '.', 1) as province_code,
    province.name as province,
    attendance.participants,
    visits.events,
    event.source_title,
    event.source_url
from attendance
join visits using (region_code)
join event using (event)
left join region on region.code = attendance.region_code
left join region as province on province.code = split_part(attendance.region_code, '.', 1)
where attendance.event = $event
order by attendance.region_code
