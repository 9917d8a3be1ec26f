-- Which governments of a region have a score in both of two periods, and by how much it changed; across two
-- instruments there is no change, only two scores side by side
with scored as (
    select framework, edition, region_code, score, source_title, source_url, confidence
    from headline_score
    where indicator = 'index' and agency = '' and confidence <> 'low' and score is not null
),

before as (
    from scored where framework = $before_framework and edition = $before
),

after as (
    from scored where framework = $framework and edition = $edition
)

select
    after.region_code,
    region.name,
    province.name as province,
    region.level,
    before.score as score_before,
    after.score as score_after,
    case when $framework = $before_framework then round(after.score - before.score, 4) end as change,
    before.source_title as source_before,
    after.source_title,
    after.source_url,
    after.confidence
from after
join before using (region_code)
join region on region.code = after.region_code
left join region as province on province.code = split_part(after.region_code, '.', 1)
where region.autonomous
    and (after.region_code = $region or starts_with(after.region_code, $region || '.') or $region = '00')
order by change desc nulls last, score_after desc, after.region_code
