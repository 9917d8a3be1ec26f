-- In how many programs each kabupaten and kota of a region is known to have taken part
with joined as (
    select
        region_code as code,
        count(distinct program) as programs,
        array_to_string(list_sort(list(distinct program)), ', ') as program_list
    from known_stage
    group by region_code
)

select
    map_place.*,
    cast(joined.programs as double) as value,
    joined.program_list as category,
    '' as edition,
    false as low_only
from map_place
left join joined on joined.code = map_place.code
where map_place.level <> 'provinsi'
    and (starts_with(map_place.code, $region || '.') or $region = '00')
order by map_place.code
