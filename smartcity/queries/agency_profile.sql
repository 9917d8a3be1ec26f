-- How the scores of one local agency stand beside those of the others of its region, by criterion, in the latest
-- periods of an instrument: every score, with the median of each criterion and period
with scored as (
    select edition, indicator, agency, score
    from agency_score
    where framework = $framework and region_code = $region
),

shown as (
    select distinct edition
    from scored
    where agency = $agency
    order by edition desc
    limit $limit
)

select
    scored.edition,
    scored.indicator,
    indicator.name_id,
    indicator.name_en,
    scored.agency,
    coalesce(agency.name, scored.agency) as name,
    scored.score,
    count(*) over one_group as known,
    count(distinct scored.agency) over (partition by scored.edition) as assessed,
    median(scored.score) over one_group as median,
    rank() over (partition by scored.edition, scored.indicator order by scored.score desc) as place,
    scored.agency = $agency as own
from scored
join shown using (edition)
left join indicator on indicator.framework = $framework and indicator.indicator = scored.indicator
left join agency on agency.region_code = $region and agency.agency = scored.agency
where scored.indicator = 'index' or coalesce(indicator.parent, '') in ('', 'index')
window one_group as (partition by scored.edition, scored.indicator)
order by scored.indicator <> 'index', indicator.ordinal, scored.indicator, scored.edition desc, scored.agency
