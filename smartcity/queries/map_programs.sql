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
    region.code,
    region.name,
    region.level,
    region.autonomous,
    province.name as province,
    region.lat,
    region.lon,
    cast(joined.programs as double) as value,
    joined.program_list as category,
    '' as edition,
    false as low_only
from region
left join region as province on province.code = region.parent_code
left join joined on joined.code = region.code
where region.level in ('kabupaten', 'kota')
    and (starts_with(region.code, $region || '.') or $region = '00')
order by region.code
