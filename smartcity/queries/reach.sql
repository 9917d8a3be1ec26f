-- How many kabupaten/kota and provinces a program (or, with '', any) is known to have reached
with reached as (
    select distinct region_code as code
    from known_stage
    where program = $program or $program = ''
)

select
    (select count(*) from region where autonomous and contains(code, '.')) as local_governments,
    (select count(*) from region where autonomous) as governments,
    (select count(*) from region where contains(code, '.')) as all_regions,
    (select count(*) from region semi join reached using (code) where autonomous and contains(code, '.'))
        as reached,
    (select count(*) from region where level = 'provinsi') as provinces,
    (
        select count(*) from region
        where level = 'provinsi' and code in (select split_part(code, '.', 1) from reached)
    ) as provinces_reached
