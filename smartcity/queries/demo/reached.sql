-- Which kabupaten/kota reached which stage of each cohort: the able ones, more likely in the cohort whose turn it is
create temp table demo_cohort as
select
    cohort.program,
    cohort.edition,
    stage.stage,
    stage.ordinal,
    cohort.regions[stage.ordinal] as regions,
    cohort.listed[stage.ordinal] as listed,
    cohort.edition || cohort.days[stage.ordinal] as day
from (
    select *, ['-01-16', '-03-05', '-04-18', '-05-22', '-11-20'] as days
    from (
        values
        -- how many reached each stage; which share of those who did is named
        ('gmsc', '2017', [85, 68, 26, 26, 26], [0.05, 0.1, 1, 1, 1]),
        ('gmsc', '2018', [125, 101, 48, 48, 46], [1, 1, 1, 1, 1]),
        ('gmsc', '2019', [110, 90, 30, 30, 29], [0.5, 0.7, 1, 1, 1]),
        ('gmsc', '2020', [75, 58, 20, 20, 18], [0.1, 0.15, 1, 1, 1]),
        ('gmsc', '2021', [116, 94, 46, 46, 43], [1, 1, 1, 1, 1]),
        ('gmsc', '2022', [145, 92, 52, 52, 47], [1, 1, 1, 1, 1]),
        ('gmsc', '2023', [138, 104, 51, 50, 45], [0.6, 1, 1, 1, 1]),
        ('gmsc', '2024', [132, 97, 54, 51, 28], [1, 1, 1, 1, 1]),
        ('idsll', '2022', [98, 74, 60], [1, 1, 1]),
        ('idsll', '2023', [64, 48, 39], [1, 1, 1])
    ) as planned (program, edition, regions, listed)
) as cohort
join stage using (program);

create temp table demo_reached as
with merit as (
    select
        cohort.program,
        cohort.edition,
        government.code as region_code,
        ability
        + bell(concat_ws('|', 'merit', cohort.program, cohort.edition, code))
        + if(cast(cohort.edition as integer) - 2017 = floor(8 * chance('turn|' || code)), 1.2, 0) as merit
    from (select distinct program, edition from demo_cohort) as cohort
    cross join demo_government as government
    where contains(government.code, '.')
),

ranked as (
    select
        *,
        row_number() over (partition by program, edition order by merit desc, region_code) as place,
        1 + cast(floor(4 * chance(concat_ws('|', 'class', edition, region_code))) as integer) as class
    from merit
)

select
    program, edition, region_code, stage, ordinal,
    listed,
    case when stage = 'assessed' then class end as class,
    -- the assessment is held class by class, on four days in a row
    case when stage = 'assessed' then day_after(day, class - 1) else day end as reached_on
from ranked
join demo_cohort using (program, edition)
where place <= regions
