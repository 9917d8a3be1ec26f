-- How recent the facts of each table are (not when they were uploaded), how many, from how many sources
select 'participation' as table_name, max(reached_on) as newest, count(*) as "rows",
    count(distinct nullif(source_title, '')) as sources
from participation
union all
select 'published_figure', max(as_of), count(*), count(distinct nullif(source_title, ''))
from published_figure
union all
select 'pilot', max(greatest(updated_on, finished_on, start_on)), count(*),
    count(distinct nullif(source_title, ''))
from pilot
union all
select
    'assessment',
    -- where no day is known the year that was assessed stands for it
    greatest(max(assessed_on), max(edition) filter (where edition similar to '\d{4}')),
    count(*),
    count(distinct nullif(source_title, ''))
from assessment
union all
select 'award', max(given_on), count(*), count(distinct nullif(source_title, ''))
from award
union all
select 'event', max(starts_on), count(*), count(distinct nullif(source_title, ''))
from event
