-- How many pilots each government of a region has at a status (with '' at any)
with piloted as (
    select region_code as code, count(*) as pilots
    from pilot
    where status = $status or $status = ''
    group by region_code
)

select
    map_place.*,
    cast(piloted.pilots as double) as value,
    $status as category,
    '' as edition,
    false as low_only
from map_place
left join piloted on piloted.code = map_place.code
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
