-- How many awards each government of a region has received
with awarded as (
    select region_code as code, count(*) as awards
    from award
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
    cast(awarded.awards as double) as value,
    '' as category,
    '' as edition,
    false as low_only
from region
left join region as province on province.code = split_part(region.code, '.', 1)
left join awarded on awarded.code = region.code
where region.level in ('provinsi', 'kabupaten', 'kota')
    and (region.code = $region or starts_with(region.code, $region || '.') or $region = '00')
order by region.code
