-- How many pilots there are, in how many regions, how many are open, past their due date or reported as delayed,
-- and of how many open ones dates and progress are known
select
    count(*) as pilots,
    count(distinct region_code) as regions,
    count(*) filter (where status in ('completed', 'evaluated')) as done,
    count(*) filter (where status = 'running') as running,
    count(*) filter (where not finished) as still_open,
    count(*) filter (where not finished and due_end < cast($today as date)) as late,
    count(*) filter (where not finished and status = 'delayed') as delayed,
    count(*) filter (where not finished and status = 'delayed' and due_end < cast($today as date))
        as late_and_delayed,
    count(*) filter (where not finished and due_end is not null) as open_with_due,
    count(*) filter (where start_begin is not null or due_end is not null) as dated,
    count(*) filter (where start_begin is not null and due_end is not null) as with_both_dates
from pilot_shown
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
