-- To how many events (with '' any, else to one) each government of a region is recorded to have come
with visited as (
    select region_code as code, count(*) as events
    from attendance
    where event = $event or $event = ''
    group by region_code
)

select
    map_place.*,
    cast(visited.events as double) as value,
    '' as category,
    '' as edition,
    false as low_only
from map_place
left join visited on visited.code = map_place.code
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
