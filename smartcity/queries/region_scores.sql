-- Which overall scores a region had over the years, beside its province and the nation, and how many are known
with own as (
    select *
    from headline_score
    where indicator = 'index' and agency = '' and region_code = $region
),

above as (
    select framework, edition, region_code, score
    from headline_score
    where indicator = 'index'
        and agency = ''
        and region_code in ('00', split_part($region, '.', 1))
        and score is not null
        and confidence <> 'low'
),

scored as (
    select distinct assessment.framework, assessment.edition, assessment.region_code
    from assessment
    where indicator = 'index' and agency = '' and score is not null and coalesce(confidence, '') <> 'low'
),

known as (
    select
        scored.framework,
        scored.edition,
        count(*) filter (where split_part(region.code, '.', 1) = split_part($region, '.', 1)) as in_province,
        count(*) as nationally
    from scored
    join region on region.code = scored.region_code
    where region.autonomous and region.code <> '00'
    group by all
)

select
    own.framework,
    own.edition,
    own.score,
    own.grade_published,
    grade_band.grade as grade_by_rule,
    own.rank_published,
    province.score as province_score,
    nation.score as national_score,
    case when $region <> '00' then coalesce(known.in_province, 0) end as known_in_province,
    case when $region <> '00' then (
        select count(*)
        from region
        where autonomous and split_part(code, '.', 1) = split_part($region, '.', 1)
    ) end as governments_in_province,
    coalesce(known.nationally, 0) as known_nationally,
    own.source_title,
    own.source_url,
    own.confidence,
    own.claims
from own
left join above as province
    on province.framework = own.framework
    and province.edition = own.edition
    and province.region_code = split_part($region, '.', 1)
    and $region <> '00'
left join above as nation
    on nation.framework = own.framework and nation.edition = own.edition and nation.region_code = '00'
left join known on known.framework = own.framework and known.edition = own.edition
left join grade_band
    on grade_band.framework = own.framework
    and own.score >= grade_band.lower
    and (own.score < grade_band.upper or (own.score = grade_band.upper and grade_band.includes_upper))
order by own.edition, own.framework
