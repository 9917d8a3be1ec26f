-- When each pilot begins at the earliest, is due and was reported at the latest (the first or the last day of a
-- month or year given alone), and whether it is finished
select
    pilot,
    case
        when due_on < '0001' then null
        when regexp_full_match(due_on, '\d{4}') then try_cast(due_on || '-12-31' as date)
        when regexp_full_match(due_on, '\d{4}-\d{2}') then last_day(try_cast(due_on || '-01' as date))
        when regexp_full_match(due_on, '\d{4}-\d{2}-\d{2}') then try_cast(due_on as date)
    end as due_end,
    coalesce(finished_on, '') <> '' or status in ('completed', 'evaluated', 'stopped') as finished,
    case
        when start_on < '0001' then null
        when regexp_full_match(start_on, '\d{4}') then try_cast(start_on || '-01-01' as date)
        when regexp_full_match(start_on, '\d{4}-\d{2}') then try_cast(start_on || '-01' as date)
        when regexp_full_match(start_on, '\d{4}-\d{2}-\d{2}') then try_cast(start_on as date)
    end as start_begin,
    case
        when updated_on < '0001' then null
        when regexp_full_match(updated_on, '\d{4}') then try_cast(updated_on || '-12-31' as date)
        when regexp_full_match(updated_on, '\d{4}-\d{2}') then last_day(try_cast(updated_on || '-01' as date))
        when regexp_full_match(updated_on, '\d{4}-\d{2}-\d{2}') then try_cast(updated_on as date)
    end as reported_end
from pilot
