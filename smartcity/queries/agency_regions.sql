-- Which governments of a region have local agencies on record, and in which latest period how many of them were assessed
with known as (
    select region_code, count(*) as agencies
    from agency
    group by region_code
),

assessed as (
    select distinct region_code, edition, agency
    from assessment
    where agency <> ''
        and score is not null
        and coalesce(confidence, '') <> 'low'
        and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
),

period as (
    select region_code, edition, count(*) as assessed from assessed group by region_code, edition
),

latest as (
    select region_code, max(edition) as edition, arg_max(assessed, edition) as assessed, count(*) as evaluations
    from period
    group by region_code
)

select
    region.code as region_code,
    region.name,
    province.name as province,
    region.level,
    cast(coalesce(known.agencies, 0) as bigint) as agencies,
    cast(coalesce(latest.assessed, 0) as bigint) as assessed,
    latest.edition,
    cast(coalesce(latest.evaluations, 0) as bigint) as evaluations
from region
left join known on known.region_code = region.code
left join latest on latest.region_code = region.code
left join region as province on province.code = split_part(region.code, '.', 1)
where (known.agencies is not null or latest.edition is not null)
    and (region.code = $region or starts_with(region.code, $region || '.') or $region = '00')
order by assessed desc, agencies desc, region.code
