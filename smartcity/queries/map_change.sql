-- By how much the overall score of each government of a region changed between the two latest editions of one
-- instrument, in hundredths as scores are published; only where both are known
with scored as (
    select headline_score.region_code, headline_score.edition, headline_score.score
    from headline_score
    join region on region.code = headline_score.region_code
    where headline_score.framework = $framework
        and headline_score.indicator = 'index'
        and headline_score.agency = ''
        and headline_score.confidence <> 'low'
        and headline_score.score is not null
        and region.autonomous
),

latest as (
    select min(edition) as before, max(edition) as after
    from (select distinct edition from scored order by edition desc limit 2)
    having count(*) = 2
),

changed as (
    select
        scored_after.region_code as code,
        round(scored_after.score - scored_before.score, 2) as change,
        latest.before || '–' || latest.after as editions
    from latest
    join scored as scored_after on scored_after.edition = latest.after
    join scored as scored_before
        on scored_before.edition = latest.before and scored_before.region_code = scored_after.region_code
)

select
    map_place.*,
    changed.change as value,
    '' as category,
    coalesce(changed.editions, '') as edition,
    false as low_only
from map_place
left join changed on changed.code = map_place.code
where map_place.code = $region or starts_with(map_place.code, $region || '.') or $region = '00'
order by map_place.code
