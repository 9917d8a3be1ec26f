-- Where the regions known at a stage are; the last row is how many of the figure are not yet known by name
with government as (
    select
        code,
        autonomous,
        case $by
            when 'island_group' then island_group
            when 'province' then split_part(code, '.', 1)
            when 'level' then level
        end as area
    from region
    where contains(code, '.')
        and (code = $region or starts_with(code, $region || '.') or $region = '00')
),

at_stage as (
    select region_code as code, low_only
    from region_stage
    where program = $program and edition = $edition and stage = $stage
),

counted as (
    select
        area,
        min(code) as first_code,
        count(*) filter (where not at_stage.low_only) as known,
        count(*) filter (where at_stage.low_only) as low_only,
        count(*) filter (where autonomous) as local_governments
    from government
    left join at_stage using (code)
    where area is not null
    group by area
),

unknown as (
    select greatest(coalesce(max(published) - max(known), 0), 0) as missing
    from funnel_stage
    where program = $program and edition = $edition and stage = $stage and scope_code = $region
)

select area, area_name, known, low_only, local_governments, share_known
from (
    select
        counted.area,
        case when $by = 'province' then region.name else counted.area end as area_name,
        counted.known,
        counted.low_only,
        counted.local_governments,
        counted.known / nullif(cast(counted.local_governments as double), 0) as share_known,
        counted.first_code
    from counted
    left join region on region.code = counted.area
    union all
    select '', '', missing, 0, null, null, null
    from unknown
)
order by area = '', first_code
