-- How many initiatives for infrastructure, training, applications and collaboration of one region ('00': of any)
-- stand at each status, and how many of them are past their due date
select
    kind as grouped,
    cast(null as varchar) as name,
    status,
    count(*) as pilots,
    count(*) filter (where due_end < cast($today as date) and not finished) as late
from pilot_shown
where kind in ('infrastructure', 'training', 'application', 'collaboration')
    and (region_code = $region or $region = '00')
group by kind, status
order by list_position(['infrastructure', 'training', 'application', 'collaboration'], kind), status
