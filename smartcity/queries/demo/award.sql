-- Awards: the three best of each dimension of a cohort, and of the yearly championship in each part of the country
insert into award (award, edition, region_code, title, category, rank, given_by, given_on, source_title, confidence)
with scored as (
    select
        'smart-city' as kind,
        edition,
        region_code,
        'Penghargaan Kota Cerdas' as title,
        'Dimensi ' || indicator.name_id as category,
        indicator.indicator as slug,
        'Penyelenggara contoh' as given_by,
        edition || '-11-30' as given_on,
        ability + bell(concat_ws('|', 'award', edition, region_code, indicator.indicator)) as merit
    from demo_reached
    join demo_government on code = region_code
    join indicator on framework = 'gmsc-evaluation' and indicator.level = 'dimension'
    where program = 'gmsc' and stage = 'masterplan_done'
    union all
    select
        'championship', edition, code,
        'Kejuaraan Digitalisasi Daerah',
        concat('Wilayah ', island_group, ', kategori ', level),
        lower(replace(island_group, ' ', '-')) || '-' || level,
        'Penyelenggara contoh',
        edition || '-09-24',
        ability + bell(concat_ws('|', 'award', edition, code))
    from demo_government
    cross join (select unnest(['2022', '2023', '2024', '2025']) as edition)
),

ranked as (
    select
        *,
        row_number() over (partition by kind, edition, slug order by merit desc, region_code) as place
    from scored
)

select
    concat_ws('-', 'contoh', kind, edition, slug, place),
    edition,
    region_code,
    title,
    category,
    place,
    given_by,
    given_on,
    'Data contoh',
    confidence_of(concat_ws('|', kind, edition, slug, place))
from ranked
where place <= 3
order by 1
