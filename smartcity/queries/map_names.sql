-- In how many editions of a program (with '' of any) each kabupaten and kota of a region is known by name
with named as (
    select region_code as code, count(distinct (program, edition)) as editions
    from known_stage
    where program = $program or $program = ''
    group by region_code
)

select
    map_place.*,
    cast(named.editions as double) as value,
    '' as category,
    '' as edition,
    false as low_only
from map_place
left join named on named.code = map_place.code
where map_place.level <> 'provinsi'
    and (starts_with(map_place.code, $region || '.') or $region = '00')
order by map_place.code
