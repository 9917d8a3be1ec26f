-- Which pilots need following up, and why: past their due date, reported as delayed, not reported for long, or
-- incomplete; by region and agency, the group with the most pressing one first
with judged as (
    select
        pilot_shown.*,
        not finished and coalesce(due_end < cast($today as date), false) as late,
        not finished and status = 'delayed' as delayed,
        not finished
            and coalesce(reported_end < cast($today as date) - unreported_after_days, true) as unreported,
        date_diff('day', due_end, cast($today as date)) as days_past_due,
        date_diff('day', reported_end, cast($today as date)) as days_unreported,
        list_filter(
            [
                if(not finished and coalesce(agency, '') = '', 'agency', null),
                if(not finished and start_begin is null, 'start_on', null),
                if(not finished and due_end is null, 'due_on', null),
                if(finished and coalesce(finished_on, '') = '', 'finished_on', null),
                if(not finished and progress_percent is null, 'progress_percent', null),
                if(reported_end is null, 'updated_on', null),
                if(coalesce(source_title, '') = '', 'source_title', null)
            ],
            lambda name: name is not null
        ) as missing
    from pilot_shown, rule_limit
    where (program = $program or $program = '')
        and (edition = $edition or $edition = '')
        and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
),

placed as (
    select
        *,
        row_number() over (
            order by
                late desc,
                if(late, days_past_due, 0) desc,
                delayed desc,
                unreported desc,
                if(unreported, coalesce(days_unreported, 1000000), 0) desc,
                length(missing) desc,
                region_code, title, pilot
        ) as urgency
    from judged
    where late or delayed or unreported or length(missing) > 0
)

select
    region_code, region_name, province, agency, agency_name,
    pilot, title, program, edition, kind, status,
    late,
    if(late, days_past_due, null) as days_past_due,
    delayed,
    unreported,
    if(unreported, days_unreported, null) as days_unreported,
    array_to_string(missing, ', ') as missing,
    progress_percent, due_on, updated_on, source_title, source_url
from placed
order by min(urgency) over (partition by region_code, agency), urgency
