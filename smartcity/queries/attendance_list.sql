-- Which governments of a region are recorded to have come to which events, the latest first, each with its source
select
    event.event,
    event.title,
    event.starts_on,
    attendance.region_code,
    region.name as region_name,
    attendance.participants,
    event.source_title,
    event.source_url
from attendance
join event using (event)
left join region on region.code = attendance.region_code
where attendance.region_code = $region or starts_with(attendance.region_code, $region || '.') or $region = '00'
order by event.starts_on desc nulls last, event.event, attendance.region_code
