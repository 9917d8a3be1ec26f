-- Which rows about a region or the regions below it were changed last, the newest first: when, by whom, what
with named as (
    select 'pilot' as table_name, cast(json_array(pilot) as varchar) as row_key, region_code, title from pilot
    union all
    select 'award', cast(json_array(award) as varchar), region_code, title from award
    union all
    select 'published_figure', cast(json_array(figure) as varchar), scope_code, measure from published_figure
),

touched as (
    select
        change.batch,
        change.table_name,
        change.row_key,
        change.before,
        change.after,
        -- an added row is logged with its key alone
        coalesce(
            case when json_valid(coalesce(after, before)) then coalesce(
                coalesce(after, before) ->> '$.region_code',
                coalesce(after, before) ->> '$.scope_code'
            ) end,
            case
                when not json_valid(row_key) then null
                when change.table_name in ('participation', 'assessment') then row_key ->> 2
                when change.table_name = 'attendance' then row_key ->> 1
                when change.table_name in ('agency', 'region') then row_key ->> 0
            end,
            named.region_code
        ) as region_code,
        coalesce(
            named.title,
            case when json_valid(before) then coalesce(before ->> '$.title', before ->> '$.measure') end,
            ''
        ) as title
    from change
    left join named using (table_name, row_key)
    where contains(row_key, '"' || $region)
        or contains(coalesce(after, before), '"' || $region)
        or named.region_code = $region
        or starts_with(named.region_code, $region || '.')
)

select
    batch.batch,
    batch.made_at,
    batch.made_by,
    batch.kind,
    batch.reason,
    touched.table_name,
    touched.row_key,
    touched.title,
    touched.region_code,
    region.name as region_name,
    case
        when touched.after is null and touched.before is not null then 'removed'
        when touched.before is null then 'added'
        else 'changed'
    end as happened,
    count(*) over () as total
from touched
join batch using (batch)
left join region on region.code = touched.region_code
where touched.region_code = $region or starts_with(touched.region_code, $region || '.')
order by batch.batch desc, touched.table_name, touched.row_key
limit $limit
