-- Which kabupaten/kota with a government are not known by name at a stage
select region.code as region_code, region.name, province.name as province
from region
left join region as province on province.code = split_part(region.code, '.', 1)
anti join (
    select region_code from known_stage where program = $program and edition = $edition and stage = $stage
) as known on known.region_code = region.code
where region.autonomous and contains(region.code, '.')
order by region.code
