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

-- Only where several sources tell of a region and period can one contradict another
told as (
    select framework, edition, region_code
    from assessment
    where region_code = $region or starts_with(region_code, $region || '.') or $region = '00'
    group by framework, edition, region_code
    having count(distinct source_title) > 1
),

scores as (
    select count(*) as contradictions
    from (
        select 1
        from assessment
        semi join told using (framework, edition, region_code)
        group by framework, edition, region_code, agency, indicator
        having min(score) <> max(score)
    )
)

select
    figures.contradictions + scores.contradictions as contradictions,
    figures.contradictions as figures,
    scores.contradictions as scores
from figures, scores
