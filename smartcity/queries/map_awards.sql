-- How many awards each government of a region has received
with awarded as (
    select region_code as code, count(*) as awards
    from award
    group by region_code
)

select
    map_place.*,
    cast(awarded.awards as double) as value,
    '' as category,
    '' as edition,
    false as low_only
from map_place
left join awarded on awarded.code = map_place.code
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
