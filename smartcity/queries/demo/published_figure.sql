-- Published figures: what the names and scores add up to, for the nation and its parts, and a few that contradict
create temp table demo_figure (
    program varchar, edition varchar, scope_code varchar, scope_label varchar, stage varchar, measure varchar,
    category varchar, value double, counted_unit varchar, as_of varchar, ordinal integer
);

insert into demo_figure
with placed as (
    select
        demo_reached.*,
        split_part(region_code, '.', 1) as province,
        case
            when island_group in ('Jawa', 'Bali-Nusa Tenggara') then 'Jawa, Bali, dan Nusa Tenggara'
            when island_group = 'Sumatera' then 'Sumatera'
            else 'Kalimantan, Sulawesi, Maluku, dan Papua'
        end as part
    from demo_reached
    join region on code = region_code
)

select
    program, edition, scope_code, scope_label, stage, 'reached_stage', null, count(*), 'kabupaten/kota',
    max(reached_on), 1
from (
    select *, '00' as scope_code, null as scope_label from placed
    union all
    select *, province, null from placed where stage in ('selected', 'piloting')
    union all
    select *, '00', part from placed where stage = 'selected'
)
group by program, edition, stage, scope_code, scope_label;

insert into demo_figure
select
    'gmsc', edition, '00', null, null, 'cumulative_selected', null,
    sum(count(*)) over (order by edition), 'kabupaten/kota', edition || '-12-15', 1
from (
    select region_code, min(edition) as edition
    from demo_reached
    where program = 'gmsc' and stage = 'selected'
    group by region_code
)
group by edition
union all
select
    'gmsc', edition, '00', null, null, 'awarded', category, count(*), 'kabupaten/kota', edition || '-11-30', 1
from award
where title = 'Penghargaan Kota Cerdas'
group by edition, category
union all
select 'gmsc', edition, '00', null, null, 'evaluated', null, count(*), 'kabupaten/kota', edition || '-10-31', 1
from demo_score
where framework = 'gmsc-evaluation' and indicator = 'index'
group by edition;

insert into demo_figure
with scored as (
    select demo_score.*, framework.program, level, province
    from demo_score
    join framework using (framework)
    join demo_government on code = region_code
    where indicator = 'index' and source_title = 'Data contoh' and framework in ('spbe-2018', 'spbe-2020', 'ietpd')
)

select
    program, edition, '00', null, null, 'evaluated', null, count(*), 'pemerintah daerah', left(edition, 4) || '-12-20', 1
from scored
group by program, edition
union all
select
    program, edition, '00', null, null, 'average_index', null,
    mean_of_hundredths(cast(sum(hundredths) as bigint), count(*)) / 100.0, 'indeks', left(edition, 4) || '-12-20', 1
from scored
group by program, edition
union all
select
    program, edition, province, 'Rata-rata kabupaten/kota', null, 'average_index', null,
    mean_of_hundredths(cast(sum(hundredths) as bigint), count(*)) / 100.0, 'indeks', left(edition, 4) || '-12-20', 1
from scored
where level <> 'provinsi'
group by program, edition, province
union all
select
    'spbe', edition, '00', null, null, 'predicate_count', name_id, count(*), 'pemerintah daerah', edition || '-12-20', 1
from scored
join grade_band
    on grade_band.framework = scored.framework
    and hundredths >= round(100 * lower)
    and (hundredths < round(100 * upper) or (hundredths = round(100 * upper) and includes_upper))
where program = 'spbe'
group by edition, name_id
union all
select
    'tp2dd', edition, '00', null, null, 'digital_percent', null,
    mean_of_hundredths(10000 * count(*) filter (where hundredths >= 8000), count(*)) / 100.0,
    'persen', left(edition, 4) || '-12-20', 1
from scored
where program = 'tp2dd'
group by edition
union all
select
    'tp2dd', edition, '00', region.island_group, null, 'digital_percent', null,
    mean_of_hundredths(10000 * count(*) filter (where hundredths >= 8000), count(*)) / 100.0,
    'persen', left(edition, 4) || '-12-20', 1
from scored
join region on region.code = scored.region_code
where program = 'tp2dd' and region.island_group is not null
group by edition, region.island_group
union all
select
    'tp2dd', edition, '00', null, null, 'local_governments',
    case
        when hundredths >= 8000 then 'Digital'
        when hundredths >= 6000 then 'Maju'
        when hundredths >= 4000 then 'Berkembang'
        else 'Inisiasi'
    end as category,
    count(*), 'pemerintah daerah', left(edition, 4) || '-12-20', 1
from scored
where program = 'tp2dd'
group by edition, category
union all
select
    'tp2dd', cast(year as varchar), '00', null, null, 'championship_participation_percent', null,
    80 + 4 * (year - 2022), 'persen', year || '-10-05', 1
from range(2022, 2026) as years (year)
union all
select
    'spbe', cast(year as varchar), '00', null, null, 'target_index', null, 2.6, 'indeks', year || '-01-31', 1
from range(2021, 2026) as years (year)
union all
select
    'tp2dd', edition, '00', null, null, 'target_digital_percent', null, 60 + 5 * row_number() over (order by edition),
    'persen', left(edition, 4) || '-01-31', 1
from (select unnest(['2022', '2023', '2024', '2025']) as edition)
union all
select
    null, cast(year as varchar), '00', null, null, 'tdn_index', null, 40 + 1.5 * (year - 2017), 'skor 0–100',
    cast(year as varchar), 1
from range(2018, 2026) as years (year);

-- What another source says, later or less surely.
insert into demo_figure
select demo_figure.* replace (value + difference as value, day_after(as_of, 40) as as_of, 2 as ordinal)
from demo_figure
join (
    values
    ('gmsc', '2018', 'invited', 'reached_stage', 5),
    ('gmsc', '2019', 'assessed', 'reached_stage', -2),
    ('gmsc', '2022', 'assessed', 'reached_stage', -3),
    ('gmsc', '2023', 'invited', 'reached_stage', 10),
    ('gmsc', '2024', 'selected', 'reached_stage', -2),
    ('idsll', '2022', 'piloting', 'reached_stage', -10),
    ('spbe', '2023', '', 'average_index', 0.04),
    ('spbe', '2024', '', 'average_index', 0)
) as other (program, edition, stage, measure, difference)
    on other.program = demo_figure.program
    and other.edition = demo_figure.edition
    and other.stage = coalesce(demo_figure.stage, '')
    and other.measure = demo_figure.measure
where scope_code = '00' and scope_label is null;

insert into published_figure
    (figure, program, edition, scope_code, scope_label, stage, measure, category, value, counted_unit, as_of,
        source_title, confidence)
with keyed as (
    select
        *,
        concat_ws(
            '-', 'contoh', coalesce(program, 'lain'), edition, coalesce(stage, replace(measure, '_', '-')),
            trim(regexp_replace(lower(category), '[^a-z]+', '-', 'g'), '-'), scope_code,
            trim(regexp_replace(lower(scope_label), '[^a-z]+', '-', 'g'), '-'), ordinal
        ) as figure
    from demo_figure
)

select
    figure,
    program,
    edition,
    scope_code,
    scope_label,
    stage,
    measure,
    category,
    value,
    counted_unit,
    as_of,
    if(ordinal = 1, 'Data contoh', 'Data contoh (sumber kedua)'),
    case when ordinal = 2 then 'medium' when scope_code = '00' then 'high' else confidence_of(figure) end
from keyed
order by figure
