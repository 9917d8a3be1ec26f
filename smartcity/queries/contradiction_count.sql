-- About how many things in a region sources contradict each other: figures, scores of governments and agencies
with figures as (
    select count(*) as contradictions
    from (
        select 1
        from figure_claim
        where scope_code = $region or starts_with(scope_code, $region || '.') or $region = '00'
        group by program, edition, scope_code, scope_label, stage, measure, category
        having min(value) <> max(value)
    )
),

scores as (
    select count(*) as contradictions
    from (
        select 1
        from assessment
        where region_code = $region or starts_with(region_code, $region || '.') or $region = '00'
        group by framework, edition, region_code, agency, indicator
        having min(score) <> max(score)
    )
)

select
    figures.contradictions + scores.contradictions as contradictions,
    figures.contradictions as figures,
    scores.contradictions as scores
from figures, scores
