-- What a region is: names, level, province, place, and how many regions it has right below it
select
    region.code,
    region.parent_code,
    region.level,
    region.name,
    region.short_name,
    region.autonomous,
    region.island_group,
    region.capital,
    region.lat,
    region.lon,
    province.name as province,
    (
        select count(*)
        from region as child
        where case
            when $code = '00' then child.level = 'provinsi'
            else starts_with(child.code, $code || '.')
        end
    ) as children
from region
left join region as province
    on province.code = split_part(region.code, '.', 1) and province.level = 'provinsi'
where region.code = $code
