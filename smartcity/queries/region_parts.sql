-- Which scores the parts of an instrument have that a region was assessed in, of the latest edition in which parts are
-- known, beside the nation's of the same edition; lowest and highest are the scale's ends
with part as (
    select framework, edition, region_code, indicator, score, source_title, source_url, confidence
    from headline_score
    where region_code in ($region, '00')
        and agency = ''
        and indicator <> 'index'
        and confidence <> 'low'
        and score is not null
),

latest as (
    select framework, max(edition) as edition
    from part
    where region_code = $region
    group by framework
)

select
    indicator.framework,
    latest.edition,
    indicator.indicator,
    coalesce(indicator.parent, '') as parent,
    indicator.level,
    indicator.ordinal,
    indicator.name_id,
    indicator.name_en,
    indicator.weight_percent,
    (
        select count(*)
        from indicator as all_parts
        where all_parts.framework = indicator.framework and all_parts.level = indicator.level
    ) as parts_in_level,
    coalesce(indicator.min, 0) as lowest,
    coalesce(indicator.max, case when max(own.score) over (partition by latest.framework) > 5 then 100 else 5 end)
        as highest,
    own.score,
    case when $region <> '00' then nation.score end as national_score,
    own.source_title,
    own.source_url,
    own.confidence
from latest
join indicator using (framework)
join part as own
    on own.framework = latest.framework
    and own.edition = latest.edition
    and own.indicator = indicator.indicator
    and own.region_code = $region
left join part as nation
    on nation.framework = latest.framework
    and nation.edition = latest.edition
    and nation.indicator = indicator.indicator
    and nation.region_code = '00'
order by
    latest.edition desc,
    indicator.framework,
    list_position(['element', 'domain', 'component', 'dimension', 'aspect', 'sub_dimension', 'indicator'], level)
        nulls last,
    indicator.ordinal,
    indicator.indicator
