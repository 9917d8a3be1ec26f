-- Scores of governments in every framework but that of agencies; depth says what a smaller database has first
create temp table demo_score (
    framework varchar, edition varchar, region_code varchar, indicator varchar, depth integer, hundredths bigint,
    source_title varchar, class varchar
);

-- SPBE from 2021: 47 indicators at a level of 1 to 5; aspects, domains and the index are their weighted means.
insert into demo_score
with measured as (
    select
        i.indicator,
        i.parent as aspect,
        a.parent as domain,
        cast(round(100 * i.weight_percent) as bigint) as weight,
        0.4 * bell('indicator|' || i.indicator) as ease
    from indicator as i
    join indicator as a on a.framework = i.framework and a.indicator = i.parent
    where i.framework = 'spbe-2020' and i.level = 'indicator'
),

standing as (
    select
        code,
        measured.*,
        0.8 * ability + ease + 0.9 * bell(concat_ws('|', 'standing', code, indicator)) as standing
    from demo_government
    cross join measured
),

maturity as (
    select
        standing.*,
        year,
        cast(between_bounds(
            1,
            round(
                2 + 0.33 * (year - 2021) + standing
                + 0.25 * bell(concat_ws('|', 'maturity', code, indicator, year))
            ),
            5
        ) as bigint) as maturity
    from standing
    cross join range(2021, 2026) as years (year)
)

select
    'spbe-2020',
    cast(year as varchar),
    code,
    part.part,
    part.depth,
    mean_of_hundredths(cast(sum(100 * maturity * weight) as bigint), cast(sum(weight) as bigint)),
    'Data contoh',
    null
from maturity,
    unnest([
        {'part': 'index', 'depth': 1},
        {'part': domain, 'depth': 2},
        {'part': aspect, 'depth': 2},
        {'part': indicator, 'depth': 3}
    ]) as parts (part)
group by year, code, part.part, part.depth;

-- SPBE to 2020: three domains and their weighted mean.
insert into demo_score
with measured as (
    select
        code,
        year,
        indicator.indicator,
        cast(weight_percent as bigint) as weight,
        cast(round(100 * between_bounds(
            1,
            1.8 + 0.15 * (year - 2018) + 0.8 * ability
            + 0.5 * bell(concat_ws('|', 'domain', code, indicator.indicator))
            + 0.1 * bell(concat_ws('|', 'domain', code, indicator.indicator, year)),
            5
        )) as bigint) as hundredths
    from demo_government
    cross join range(2018, 2021) as years (year)
    join indicator on indicator.framework = 'spbe-2018' and indicator.level = 'domain'
)

select
    'spbe-2018',
    cast(year as varchar),
    code,
    part.part,
    part.depth,
    mean_of_hundredths(cast(sum(hundredths * weight) as bigint), cast(sum(weight) as bigint)),
    'Data contoh',
    null
from measured, unnest([{'part': 'index', 'depth': 1}, {'part': indicator, 'depth': 2}]) as parts (part)
group by year, code, part.part, part.depth;

-- What comes after SPBE, and the electronic transactions by half-years.
insert into demo_score
select
    'pemdi-2026', '2026', code, part.part, part.depth,
    if(part.whole, 100 * cast(round(level) as bigint), cast(round(100 * level) as bigint)),
    'Data contoh', null
from (
    select code, between_bounds(1, 3.1 + 0.8 * ability + 0.3 * bell('pemdi|' || code), 5) as level
    from demo_government
),
    unnest([
        {'part': 'index', 'depth': 1, 'whole': false},
        {'part': 'a1', 'depth': 2, 'whole': true},
        {'part': 'i01', 'depth': 3, 'whole': true}
    ]) as parts (part)
union all
select
    'ietpd', edition, code, 'index', 1,
    cast(round(100 * between_bounds(
        5,
        50 + 4 * period + 20 * ability + 14 * bell('ietpd|' || code)
        + 4 * bell(concat_ws('|', 'ietpd', code, edition)),
        100
    )) as bigint),
    'Data contoh', null
from demo_government
cross join (
    select edition, row_number() over (order by edition) as period
    from edition
    where program = 'tp2dd' and contains(edition, '-S')
);

-- Smart city: readiness of those assessed; yearly evaluation of those with a masterplan from an earlier cohort.
insert into demo_score
select
    'gmsc-readiness', edition, region_code, indicator, 2,
    cast(round(100 * between_bounds(
        10,
        55 + 18 * ability + 14 * bell(concat_ws('|', 'readiness', region_code, indicator))
        + 4 * bell(concat_ws('|', 'readiness', region_code, indicator, edition)),
        100
    )) as bigint),
    'Data contoh',
    'Kelas ' || class
from demo_reached
join demo_government on code = region_code
join indicator on framework = 'gmsc-readiness'
where stage = 'assessed' and (indicator.level = 'element' or indicator similar to '(resource|pillar)_.*');

insert into demo_score
with evaluated as (
    select distinct cast(year as varchar) as edition, region_code
    from demo_reached
    join range(2019, 2025) as years (year) on year > cast(edition as integer)
    where stage = 'masterplan_done'
),

measured as (
    select
        evaluated.*,
        indicator.indicator,
        indicator.level,
        cast(weight_percent as bigint) as weight,
        cast(round(100 * between_bounds(
            0.5,
            2.2 + 0.12 * (cast(edition as integer) - 2019) + 0.6 * ability
            + 0.5 * bell(concat_ws('|', 'evaluation', region_code, indicator.indicator))
            + 0.2 * bell(concat_ws('|', 'evaluation', region_code, indicator.indicator, edition)),
            4
        )) as bigint) as hundredths
    from evaluated
    join demo_government on code = region_code
    join indicator on indicator.framework = 'gmsc-evaluation' and indicator.level in ('component', 'dimension')
)

select 'gmsc-evaluation', edition, region_code, indicator, 2, hundredths, 'Data contoh', null
from measured
union all
select
    'gmsc-evaluation', edition, region_code, 'index', 1,
    mean_of_hundredths(cast(sum(hundredths * weight) as bigint), cast(sum(weight) as bigint)),
    'Data contoh', null
from measured
where level = 'component'
group by edition, region_code;

-- The nation's own index is the mean of all governments; a few indexes have a second source, some of them another value.
insert into demo_score
select
    framework, edition, '00', 'index', 1,
    mean_of_hundredths(cast(sum(hundredths) as bigint), count(*)),
    'Data contoh', null
from demo_score
where indicator = 'index' and framework <> 'gmsc-evaluation'
group by framework, edition;

insert into demo_score
select
    framework, edition, region_code, indicator, depth,
    hundredths - if(chance(concat_ws('|', 'differs', edition, region_code)) < 0.3, 4, 0),
    'Data contoh (sumber kedua)', null
from demo_score
where framework = 'spbe-2020'
    and indicator = 'index'
    and region_code <> '00'
    and hundredths > 104
    and chance(concat_ws('|', 'second', edition, region_code)) < 0.03
