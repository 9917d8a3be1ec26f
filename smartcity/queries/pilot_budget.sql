-- How much money is planned for the pilots of each program at each status, and of how many it is known
select
    program,
    status,
    count(*) as pilots,
    count(budget_idr) as with_budget,
    cast(sum(budget_idr) as double) as budget_idr
from pilot_shown
join (select pilot, budget_idr from pilot) as budget using (pilot)
where (program = $program or $program = '')
    and (edition = $edition or $edition = '')
    and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
    and (dimension = $dimension or $dimension = '')
    and (kind = $kind or $kind = '')
    and (
        status = $status
        or $status = ''
        or ($status = 'late' and due_end < cast($today as date) and not finished)
    )
    and contains(lower(concat_ws(' ', title, region_name, agency_name)), lower($text))
group by program, status
order by
    program,
    list_position(
        ['nominated', 'planned', 'preparing', 'running', 'delayed', 'completed', 'evaluated', 'stopped'],
        status
    ),
    status
