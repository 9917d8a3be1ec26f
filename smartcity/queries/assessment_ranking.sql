-- Where each government of a region stands in one instrument and period, among those whose score is known: in the
-- region, in the country, among governments of its kind; equal scores share a place
with scored as (
    select
        headline_score.*,
        region.name,
        region.level,
        split_part(region.code, '.', 1) as province_code,
        rank() over (order by score desc) as place_nationally,
        count(*) over () as known_nationally,
        rank() over (partition by region.level order by score desc) as place_in_level,
        count(*) over (partition by region.level) as known_in_level
    from headline_score
    join region on region.code = region_code
    where framework = $framework
        and edition = $edition
        and indicator = 'index'
        and agency = ''
        and confidence <> 'low'
        and score is not null
        and region.autonomous
)

select
    rank() over (order by scored.score desc) as place,
    scored.region_code,
    scored.name,
    province.name as province,
    scored.level,
    scored.score,
    grade_band.grade as grade_by_rule,
    scored.grade_published,
    scored.rank_published,
    count(*) over (partition by scored.score) as sharing,
    scored.place_nationally,
    scored.known_nationally,
    scored.place_in_level,
    scored.known_in_level,
    scored.claims,
    scored.source_title,
    scored.source_url,
    scored.confidence
from scored
left join region as province on province.code = scored.province_code
left join grade_band
    on grade_band.framework = $framework
    and scored.score >= grade_band.lower
    and (scored.score < grade_band.upper or (scored.score = grade_band.upper and grade_band.includes_upper))
where scored.region_code = $region or starts_with(scored.region_code, $region || '.') or $region = '00'
order by scored.score desc, scored.region_code
