-- How many local agencies of a region and what lies in it are on record, how many were ever assessed, in how many
-- governments, and in which latest period
with known as (
    select region_code, agency
    from agency
    where region_code = $region or starts_with(region_code, $region || '.') or $region = '00'
),

assessed as (
    select region_code, agency, max(edition) as edition
    from assessment
    where agency <> ''
        and score is not null
        and coalesce(confidence, '') <> 'low'
        and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
    group by region_code, agency
)

select
    (select count(*) from known) as agencies,
    (select count(distinct region_code) from known) as governments,
    count(*) as assessed,
    count(distinct region_code) as governments_assessed,
    max(edition) as edition
from assessed
