-- Every score of a local agency that pictures show, and its index: as published, else from its weighted parts where
-- all of them are known and belong to one level; hundredths are rounded half up, in whole numbers
with scored as not materialized (
    select
        framework, edition, region_code, agency, indicator, score, assessed_on, claims,
        source_title, source_url, confidence
    from headline_score
    where agency <> '' and confidence <> 'low' and score is not null
),

part as (
    select
        framework,
        indicator,
        cast(round(1000 * weight_percent) as bigint) as weight,
        count(*) over one_list as parts,
        count(weight_percent) over one_list as weighted,
        min(level) over one_list = max(level) over one_list as on_one_level
    from indicator
    where indicator <> 'index' and coalesce(parent, '') in ('', 'index')
    window one_list as (partition by framework)
),

computed as (
    select
        scored.framework,
        scored.edition,
        scored.region_code,
        scored.agency,
        'index' as indicator,
        cast(
            (2 * sum(cast(round(10000 * score) as bigint) * weight) + 100 * sum(weight))
            // (200 * nullif(sum(weight), 0)) as double
        ) / 100 as score,
        max(assessed_on) as assessed_on,
        1 as claims,
        min(source_title) as source_title,
        arg_min(source_url, source_title) as source_url,
        max_by(confidence, list_position(['official', 'high', 'medium', 'low'], confidence)) as confidence
    from scored
    join part using (framework, indicator)
    where parts > 1 and weighted = parts and on_one_level
    group by scored.framework, scored.edition, scored.region_code, scored.agency
    having count(*) = any_value(parts) and sum(weight) > 0
)

select *, false as computed from scored
union all
select *, true as computed
from computed
anti join (from scored where indicator = 'index') as published using (framework, edition, region_code, agency)
