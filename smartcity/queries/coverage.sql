-- How much of one table is known for each program, edition and province (00 is the whole country), and of how many:
-- a published figure for exactly that area, else its governments; pilots, awards and attendance have no total
with area as (
    select
        code as area, name as area_name,
        case when code = '00' then '' else code || '.' end as below
    from region
    where level in ('nasional', 'provinsi')
),

governments as (
    select
        area,
        count(*) filter (where contains(code, '.')) as regencies,
        count(*) as local_governments
    from area
    left join region on region.autonomous and (area = '00' or code = area or starts_with(code, below))
    group by area
),

fact as (
    select program, edition, region_code, 1 as facts
    from (select distinct program, edition, region_code from known_stage where contains(region_code, '.'))
    where $table_name = 'participation'
    union all
    select distinct framework.program, edition, region_code, 1
    from headline_score
    join framework using (framework)
    join region on region.code = region_code
    where $table_name = 'assessment'
        and indicator = 'index'
        and agency = ''
        and region.autonomous
        and (framework.program <> 'gmsc' or contains(region_code, '.'))
    union all
    select coalesce(program, ''), coalesce(edition, ''), region_code, count(*)
    from pilot
    where $table_name = 'pilot'
    group by all
    union all
    select '', coalesce(edition, ''), region_code, count(*)
    from award
    where $table_name = 'award'
    group by all
    union all
    select coalesce(program, ''), left(starts_on, 4), region_code, count(*)
    from attendance
    join event using (event)
    where $table_name = 'attendance'
    group by all
),

figure as (
    -- the first stage that has a figure is the widest: all later ones are among those
    select program, edition, scope_code as area, arg_min(published, ordinal) as published
    from funnel_stage
    where $table_name = 'participation' and published is not null
    group by all
    union all
    select program, edition, scope_code, max(value)
    from figure_claim
    where $table_name = 'assessment'
        and chosen
        and measure = 'evaluated'
        and scope_label = ''
        and program <> ''
        and counted_unit in ('pemerintah daerah', 'kabupaten/kota')
    group by all
),

period as (
    select program, edition
    from edition
    where $table_name = 'participation' and program in (select program from stage)
    union
    select program, edition from fact
    union
    select program, edition from figure
),

counted as (
    select program, edition, area, cast(sum(facts) as bigint) as known
    from fact
    join area on area = '00' or area = split_part(region_code, '.', 1)
    group by all
),

measured as (
    select
        period.program, period.edition, area.area, area.area_name,
        coalesce(counted.known, 0) as known,
        cast(figure.published as bigint) as published,
        case
            when $table_name = 'participation' or ($table_name = 'assessment' and period.program = 'gmsc')
                then nullif(regencies, 0)
            when $table_name = 'assessment' then nullif(local_governments, 0)
        end as governments
    from period
    cross join area
    join governments on governments.area = area.area
    left join counted
        on counted.program = period.program
        and counted.edition = period.edition
        and counted.area = area.area
    left join figure
        on figure.program = period.program and figure.edition = period.edition and figure.area = area.area
)

select
    program, edition, area, area_name, known,
    coalesce(published, governments) as total,
    known / nullif(cast(coalesce(published, governments) as double), 0) as share_known,
    case
        when published is not null then 'figure'
        when governments is not null then 'governments'
        else 'unknown'
    end as basis
from measured
order by program, edition, area
