-- Which instruments there are with their periods: those assessed, and those of the program while it was in use
with told as (
    select framework, edition, count(*) filter (where agency <> '') as of_agencies
    from assessment
    where score is not null or grade_published <> ''
    group by framework, edition
),

of_governments as (
    select framework, edition, count(distinct region_code) as known
    from assessment
    semi join (from region where autonomous) as government on government.code = region_code
    where agency = ''
        and indicator = 'index'
        and coalesce(confidence, '') <> 'low'
        and (score is not null or grade_published <> '')
    group by framework, edition
),

assessed as (
    select framework, edition, coalesce(known, 0) as known, of_agencies
    from told
    left join of_governments using (framework, edition)
),

offered as (
    select framework, edition from assessed
    union
    select framework.framework, edition.edition
    from framework
    join edition using (program)
    where coalesce(try_cast(left(edition.edition, 4) as integer) >= valid_from, true)
        and coalesce(try_cast(left(edition.edition, 4) as integer) <= valid_to, true)
)

select
    framework.framework,
    framework.program,
    framework.name_id,
    framework.name_en,
    framework.valid_from,
    framework.valid_to,
    edition,
    label_id,
    label_en,
    coalesce(assessed.known, 0) as known,
    coalesce(assessed.of_agencies, 0) as of_agencies
from offered
join framework using (framework)
left join edition using (program, edition)
left join assessed on assessed.framework = framework.framework and assessed.edition = offered.edition
order by sum(coalesce(assessed.known, 0)) over (partition by framework.framework) desc,
    framework.framework, edition desc
