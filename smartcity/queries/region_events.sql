-- Which events a region and the regions below it attended, the latest first; for Indonesia also the events
-- of which no attendance is known
select
    event.*,
    attendance.region_code,
    attendance.participants as region_participants,
    region.name as region_name
from event
left join attendance
    on attendance.event = event.event
    and (
        attendance.region_code = $region
        or starts_with(attendance.region_code, $region || '.')
        or $region = '00'
    )
left join region on region.code = attendance.region_code
where attendance.region_code is not null or $region = '00'
order by event.starts_on desc nulls last, event.event, attendance.region_code
