-- When pilots of which a date is known begin, are due and were finished, the most pressing first: past their due
-- date, reported as delayed, open, finished
select
    pilot, title, region_code, region_name, status, progress_percent,
    start_on, due_on, finished_on,
    cast(start_begin as varchar) as start_begin,
    cast(due_end as varchar) as due_end,
    finished,
    coalesce(due_end < cast($today as date) and not finished, false) as late,
    status = 'delayed' and not finished as delayed,
    cast($today as varchar) as today,
    source_title, source_url, confidence
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
    and (start_begin is not null or due_end is not null)
order by late desc, if(late, due_end, null), delayed desc, finished, if(finished, null, due_end) nulls last,
    due_end desc nulls last, start_begin desc nulls last, region_code, title, pilot
limit $limit
