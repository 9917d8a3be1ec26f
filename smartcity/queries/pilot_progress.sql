-- How far open pilots with dates and progress are beside the share of their time that has passed, those farthest
-- behind first
select
    pilot, title, region_code, region_name, status, progress_percent, start_on, due_on,
    greatest(date_diff('day', start_begin, cast($today as date)), 0)
        / nullif(cast(date_diff('day', start_begin, due_end) as double), 0) as elapsed_share,
    due_end < cast($today as date) as late,
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
    and not finished
    and progress_percent is not null
    and start_begin < due_end
order by progress_percent - 100 * elapsed_share, region_code, title, pilot
