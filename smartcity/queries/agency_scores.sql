-- Which score each local agency of one region has by each criterion of an instrument in a period, and its index; an
-- agency that was not assessed has one row without a score
with scored as (
    from agency_score
    where framework = $framework and edition = $edition and region_code = $region
),

known as (
    select agency, name, kind from agency where region_code = $region
    union
    select agency, agency, null from scored
    where agency not in (select agency from agency where region_code = $region)
)

select
    known.agency,
    known.name,
    known.kind,
    scored.indicator,
    scored.score,
    coalesce(scored.computed, false) as computed,
    scored.assessed_on,
    scored.source_title,
    scored.source_url,
    scored.confidence
from known
left join scored using (agency)
order by
    max(if(scored.indicator = 'index', scored.score, null)) over (partition by known.agency) desc nulls last,
    count(scored.score) over (partition by known.agency) = 0,
    known.name, known.agency, scored.indicator
