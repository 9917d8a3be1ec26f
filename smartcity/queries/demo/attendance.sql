-- How many people each government sent to each event
insert into attendance (event, region_code, participants)
select event, region_code, participants
from demo_attendance
order by event, region_code
