-- How many pilots each government of a region has at a status (with '' at any)
with piloted as (
    select region_code as code, count(*) as pilots
    from pilot
    where status = $status or $status = ''
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
    cast(piloted.pilots as double) as value,
    $status as category,
    '' as edition,
    false as low_only
from region
left join region as province on province.code = split_part(region.code, '.', 1)
left join piloted on piloted.code = region.code
where region.level in ('provinsi', 'kabupaten', 'kota')
    and (region.code = $region or starts_with(region.code, $region || '.') or $region = '00')
order by region.code
