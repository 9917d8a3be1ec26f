-- Which pilots a region and the regions below it have
select pilot.*, region.name as region_name
from pilot
left join region on region.code = pilot.region_code
where pilot.region_code = $region or starts_with(pilot.region_code, $region || '.') or $region = '00'
order by pilot.region_code, pilot.edition desc nulls last, pilot.title, pilot.pilot
