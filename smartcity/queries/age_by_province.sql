-- How old the newest fact of each table is in each province ('00': of all facts), and whether that is old by rule;
-- where a source gives no day the edition that it speaks of stands for it
with assessed as (
    -- The few days of a region's periods, each with how many assessments there are of it
    select region_code, edition, assessed_on, count(*) as facts
    from assessment
    group by region_code, edition, assessed_on
),

fact as (
    select
        'participation' as table_name, region_code,
        coalesce(nullif(reached_on, ''), regexp_extract(edition, '^\d{4}')) as dated,
        1 as facts
    from participation
    union all
    select
        'assessment', region_code,
        coalesce(nullif(assessed_on, ''), regexp_extract(edition, '^\d{4}')),
        facts
    from assessed
    union all
    select
        'pilot', region_code,
        coalesce(nullif(greatest(updated_on, finished_on, start_on), ''), regexp_extract(edition, '^\d{4}')),
        1
    from pilot
    union all
    select 'award', region_code, coalesce(nullif(given_on, ''), regexp_extract(edition, '^\d{4}')), 1
    from award
    union all
    select 'attendance', region_code, starts_on, 1
    from attendance
    join event using (event)
    union all
    select
        'published_figure', scope_code, coalesce(nullif(as_of, ''), regexp_extract(edition, '^\d{4}')), 1
    from published_figure
),

counted as (
    select
        table_name,
        split_part(region_code, '.', 1) as area,
        cast(sum(facts) as bigint) as facts,
        max(nullif(dated, '')) filter (where dated <= $today) as newest
    from fact
    group by all
),

placed as (
    select table_name, area, facts, newest from counted where area <> '00'
    union all
    select table_name, '00', cast(sum(facts) as bigint), max(newest) from counted group by table_name
),

aged as (
    select
        placed.*,
        date_diff(
            'day',
            case length(newest)
                when 4 then try_cast(newest || '-12-31' as date)
                when 7 then last_day(try_cast(newest || '-01' as date))
                else try_cast(newest as date)
            end,
            cast($today as date)
        ) as days
    from placed
)

select
    region.code as area,
    region.name as area_name,
    tables.table_name,
    coalesce(aged.facts, 0) as facts,
    aged.newest,
    case when aged.days < 0 then 0 else aged.days end as days,
    coalesce(aged.days > old_after_days, false) as is_old
from region
cross join (
    select unnest(
        ['participation', 'assessment', 'pilot', 'award', 'attendance', 'published_figure']
    ) as table_name
) as tables
cross join rule_limit
left join aged on aged.area = region.code and aged.table_name = tables.table_name
where region.level in ('nasional', 'provinsi')
order by region.code, tables.table_name
