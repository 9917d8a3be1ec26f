-- Which awards a region and the regions below it were given, the latest first
select award.*, region.name as region_name
from award
left join region on region.code = award.region_code
where award.region_code = $region or starts_with(award.region_code, $region || '.') or $region = '00'
order by given_on desc nulls last, edition desc nulls last, award.region_code, title, award
