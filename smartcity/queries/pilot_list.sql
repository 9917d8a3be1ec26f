-- Which pilots fit the filters ('' for any), those past their due date first, then those reported as delayed
select
    pilot, title, region_code, region_name, province, agency_name, program, edition, dimension, kind, status,
    coalesce(due_end < cast($today as date) and not finished, false) as late,
    progress_percent, start_on, due_on, finished_on, updated_on, source_title, source_url, confidence
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
order by late desc, if(late, due_end, null), status = 'delayed' desc, finished, region_code, title, pilot
