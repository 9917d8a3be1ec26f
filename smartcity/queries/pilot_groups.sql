-- How many pilots of each program, smart-city dimension or province stand at each status, and how many of them
-- are past their due date
select
    case $by when 'program' then program when 'dimension' then dimension else province_code end as grouped,
    any_value(if($by = 'province', province, null)) as name,
    status,
    count(*) as pilots,
    count(*) filter (where due_end < cast($today as date) and not finished) as late
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
group by grouped, status
order by sum(count(*)) over (partition by grouped) desc, grouped, status
