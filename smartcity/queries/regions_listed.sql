-- Every region below the nation with its province, by code
select region.code as region_code, region.name, province.name as province
from region
left join region as province on province.code = split_part(region.code, '.', 1)
where region.level <> 'nasional'
order by region.code
