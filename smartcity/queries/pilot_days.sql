-- When one pilot begins, is due and was finished, as on the timeline; no row where neither is known
select
    pilot, title, region_name, status, progress_percent,
    start_on, due_on, finished_on,
    cast(start_begin as varchar) as start_begin,
    cast(due_end as varchar) as due_end,
    finished,
    coalesce(due_end < cast($today as date) and not finished, false) as late,
    status = 'delayed' and not finished as delayed,
    cast($today as varchar) as today
from pilot_shown
where pilot = $pilot and (start_begin is not null or due_end is not null)
