-- All that is known of one pilot, what is internal included
select
    pilot.*,
    region_name,
    province,
    agency_name,
    coalesce(due_end < cast($today as date) and not finished, false) as late,
    date_diff('day', due_end, cast($today as date)) as days_past_due
from pilot
join (
    select pilot, region_name, province, agency_name, due_end, finished from pilot_shown
) as shown using (pilot)
where pilot = $pilot
