-- Which claims about a region and the regions below it (of Indonesia: about the whole country) contradict the one
-- that pictures show, beside that one
with figure_shown as (
    from figure_claim where chosen
),

figures as (
    select
        'published_figure' as table_name,
        cast(json_array(claim.figure) as varchar) as row_key,
        claim.program,
        claim.edition,
        '' as framework,
        claim.scope_code as region_code,
        claim.scope_label,
        claim.stage,
        claim.measure,
        claim.category,
        '' as indicator,
        '' as agency,
        claim.chosen_value,
        claim.value,
        figure_shown.source_title as chosen_source,
        claim.source_title,
        claim.source_url,
        claim.confidence
    from figure_claim as claim
    join figure_shown using (program, edition, scope_code, scope_label, stage, measure, category)
    where claim.value <> claim.chosen_value
        and (claim.scope_code = $region or starts_with(claim.scope_code, $region || '.'))
),

score_shown as (
    from headline_score
    where claims > 1 and (region_code = $region or starts_with(region_code, $region || '.'))
),

scores as (
    select
        'assessment' as table_name,
        cast(json_array(framework, edition, region_code, agency, indicator, claim.source_title) as varchar)
            as row_key,
        coalesce(framework.program, '') as program,
        edition,
        framework,
        region_code,
        '' as scope_label,
        '' as stage,
        '' as measure,
        '' as category,
        indicator,
        agency,
        score_shown.score as chosen_value,
        claim.score as value,
        score_shown.source_title as chosen_source,
        claim.source_title,
        claim.source_url,
        coalesce(nullif(claim.confidence, ''), 'official') as confidence
    from score_shown
    join assessment as claim using (framework, edition, region_code, agency, indicator)
    left join framework using (framework)
    where claim.score <> score_shown.score
)

select found.*, region.name as region_name
from (
    from figures
    union all
    from scores
) as found
left join region on region.code = found.region_code
order by table_name, edition desc, program, region_code, row_key
