-- What local agencies are called: those with these keys (a JSON array of pairs of region code and agency)
with wanted as (
    select unnest(from_json($ids, '[["VARCHAR"]]')) as pair
)

select agency.region_code, agency.agency, agency.name
from agency
join (select distinct pair from wanted) on agency.region_code = pair[1] and agency.agency = pair[2]
order by agency.region_code, agency.agency
