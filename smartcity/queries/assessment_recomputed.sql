-- What an index, or a part of it, comes to when it is computed from its weighted parts, where all of them are known
-- and belong to one level; hundredths are rounded half up, as published indexes are, in whole numbers
with part as (
    select
        framework,
        coalesce(parent, '') as whole,
        level,
        indicator,
        cast(round(1000 * weight_percent) as bigint) as weight,
        count(*) over one_list as parts,
        count(weight_percent) over one_list as weighted
    from indicator
    where framework = $framework and coalesce(parent, '') <> ''
    window one_list as (partition by framework, parent, level)
),

scored as (
    select region_code, indicator, score, source_title, source_url, confidence
    from headline_score
    where framework = $framework
        and edition = $edition
        and agency = ''
        and confidence <> 'low'
        and score is not null
),

computed as (
    select
        scored.region_code,
        part.whole,
        part.level,
        any_value(part.parts) as parts,
        count(*) as known,
        sum(cast(round(10000 * scored.score) as bigint) * part.weight) as points,
        sum(part.weight) as weights
    from scored
    join part on part.indicator = scored.indicator and part.weighted = part.parts and part.parts > 1
    group by scored.region_code, part.whole, part.level
),

compared as (
    select
        computed.*,
        scored.score,
        scored.source_title,
        scored.source_url,
        scored.confidence,
        cast((2 * points + 100 * weights) // (200 * nullif(weights, 0)) as double) / 100 as recomputed
    from computed
    join scored on scored.region_code = computed.region_code and scored.indicator = computed.whole
    where computed.known = computed.parts
)

select
    compared.region_code,
    region.name,
    province.name as province,
    compared.whole as indicator,
    indicator.name_id,
    indicator.name_en,
    compared.level,
    cast(compared.parts as bigint) as parts,
    compared.score,
    compared.recomputed,
    round(compared.score - compared.recomputed, 4) as difference,
    compared.source_title,
    compared.source_url,
    compared.confidence
from compared
join region on region.code = compared.region_code
left join region as province on province.code = split_part(compared.region_code, '.', 1)
left join indicator on indicator.framework = $framework and indicator.indicator = compared.whole
where region.autonomous
    and (compared.region_code = $region or starts_with(compared.region_code, $region || '.') or $region = '00')
order by abs(difference) desc, compared.whole <> 'index', compared.region_code, compared.whole
