-- How many kabupaten/kota of a region a program (or, with '', any) is known to have reached, and how many provinces
with reached as (
    select distinct region_code as code
    from known_stage
    where program = $program or $program = ''
),

below as (
    select code, autonomous
    from region
    where contains(code, '.')
        and (code = $region or starts_with(code, $region || '.') or $region = '00')
)

select
    count(*) filter (where autonomous) as local_governments,
    count(*) filter (where autonomous and code in (select code from reached)) as reached,
    count(*) as all_regions,
    (select count(*) from region where autonomous) as governments,
    (select count(*) from region where level = 'provinsi') as provinces,
    (
        select count(*) from region
        where level = 'provinsi' and code in (select split_part(code, '.', 1) from reached)
    ) as provinces_reached
from below
