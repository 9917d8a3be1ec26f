-- How many pilots stand at each status, and how many of them are past their due date
select
    status,
    count(*) as pilots,
    count(*) filter (where due_end < cast($today as date) and not finished) as late
from pilot
join pilot_due using (pilot)
where (coalesce(program, '') = $program or $program = '')
    and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
group by status
order by
    list_position(
        ['nominated', 'planned', 'preparing', 'running', 'delayed', 'completed', 'evaluated', 'stopped'],
        status
    ),
    status
