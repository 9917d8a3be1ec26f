-- Which score each part of an instrument has in one period, for the named governments, else for those of a region of
-- which a part is known: the highest index first, so many of them
with part as (
    select region_code, indicator, score, source_title, source_url, confidence
    from headline_score
    where framework = $framework
        and edition = $edition
        and agency = ''
        and confidence <> 'low'
        and score is not null
),

candidate as (
    select
        region.code,
        region.name,
        max(part.score) filter (where part.indicator = 'index') as index_score,
        count(*) filter (where part.indicator <> 'index') as parts
    from region
    left join part on part.region_code = region.code
    where case
        when $codes <> '' then list_contains(string_split($codes, ','), region.code)
        else region.autonomous
            and (region.code = $region or starts_with(region.code, $region || '.') or $region = '00')
    end
    group by region.code, region.name
),

chosen as (
    select *, count(*) over () as candidates
    from candidate
    where parts > 0 or $codes <> ''
    order by index_score desc nulls last, code
    limit $limit
)

select
    chosen.code as region_code,
    chosen.name,
    chosen.index_score,
    chosen.candidates,
    part.indicator,
    part.score,
    part.source_title,
    part.source_url,
    part.confidence
from chosen
left join part on part.region_code = chosen.code and part.indicator <> 'index'
order by chosen.index_score desc nulls last, chosen.code, part.indicator
