-- Which parts an instrument has, each below its parent with its weight, and of how many governments its score is known
with known as (
    select indicator, count(distinct region_code) as known
    from headline_score
    join region on region.code = region_code
    where framework = $framework
        and edition = $edition
        and agency = ''
        and confidence <> 'low'
        and score is not null
        and region.autonomous
        and (region_code = $region or starts_with(region_code, $region || '.') or $region = '00')
    group by indicator
)

select
    indicator,
    coalesce(parent, '') as parent,
    level,
    ordinal,
    name_id,
    name_en,
    weight_percent,
    min as lowest,
    max as highest,
    coalesce(known.known, 0) as known
from indicator
left join known using (indicator)
where framework = $framework
order by
    list_position(['index', 'element', 'domain', 'component', 'dimension', 'aspect', 'indicator'], level) nulls last,
    level, ordinal, indicator
