-- Every government that a map can show, with the name of its province
select
    region.code,
    region.name,
    region.level,
    region.autonomous,
    province.name as province,
    region.lat,
    region.lon
from region
left join region as province on province.code = split_part(region.code, '.', 1)
where region.level in ('provinsi', 'kabupaten', 'kota')
