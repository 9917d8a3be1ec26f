-- Which local agencies of one region are on record or were assessed, by name
select agency, name, kind
from agency
where region_code = $region
union
select distinct agency, agency, null
from assessment
where region_code = $region
    and agency <> ''
    and agency not in (select agency from agency where region_code = $region)
order by name, agency
