-- In which periods which instruments assessed local agencies of exactly one region ('00': of any), how many, and by
-- which of their uppermost criteria
with scored as not materialized (
    select framework, edition, region_code, agency, indicator
    from assessment
    where agency <> ''
        and score is not null
        and coalesce(confidence, '') <> 'low'
        and (region_code = $region or $region = '00')
),

period as (
    select framework, edition, count(*) as assessed
    from (select distinct framework, edition, region_code, agency from scored)
    group by framework, edition
),

criterion as (
    select framework, edition, list(indicator order by indicator) as criteria
    from (select distinct framework, edition, indicator from scored)
    join indicator using (framework, indicator)
    where indicator <> 'index' and coalesce(parent, '') in ('', 'index')
    group by framework, edition
)

select
    period.framework,
    framework.program,
    framework.name_id,
    framework.name_en,
    framework.version,
    period.edition,
    label_id,
    label_en,
    period.assessed,
    coalesce(criterion.criteria, []) as criteria
from period
join framework using (framework)
left join criterion using (framework, edition)
left join edition using (program, edition)
order by period.edition desc, period.assessed desc, period.framework
