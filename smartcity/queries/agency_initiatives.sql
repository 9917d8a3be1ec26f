-- Which initiatives for infrastructure, training, applications and collaboration run in one region ('00': in any), of
-- one agency ('' for all): those past their due date first, then those reported as delayed
select
    pilot, title, region_code, region_name, agency, agency_name, kind, status,
    coalesce(due_end < cast($today as date) and not finished, false) as late,
    status = 'delayed' and not finished as delayed,
    finished,
    progress_percent, start_on, due_on, finished_on, updated_on, source_title, source_url, confidence
from pilot_shown
where kind in ('infrastructure', 'training', 'application', 'collaboration')
    and (region_code = $region or $region = '00')
    and (agency = $agency or $agency = '')
order by late desc, if(late, due_end, null), delayed desc, finished, region_code, kind, title, pilot
