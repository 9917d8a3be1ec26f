-- Which local agencies of one region have a score in both of two periods, and by how much it changed; an index of
-- other criteria or of another instrument is no change, only two scores side by side
with criterion as (
    select indicator
    from indicator
    where framework = $framework and indicator <> 'index' and coalesce(parent, '') in ('', 'index')
),

used as (
    select
        coalesce(list(distinct indicator order by indicator) filter (where edition = $edition), []) as now,
        coalesce(list(distinct indicator order by indicator) filter (where edition = $before), []) as earlier
    from assessment
    semi join criterion using (indicator)
    where framework = $framework
        and region_code = $region
        and edition in ($edition, $before)
        and agency <> ''
        and score is not null
        and coalesce(confidence, '') <> 'low'
),

rule as (
    select
        $framework = $before_framework
            and ($measure <> 'index' or now = earlier or now = [] or earlier = []) as comparable,
        if($framework = $before_framework, list_filter(now, lambda one: not list_contains(earlier, one)), []) as added,
        if($framework = $before_framework, list_filter(earlier, lambda one: not list_contains(now, one)), []) as removed
    from used
),

before as (
    from agency_score
    where framework = $before_framework and edition = $before and region_code = $region and indicator = $measure
),

after as (
    from agency_score
    where framework = $framework and edition = $edition and region_code = $region and indicator = $measure
)

select
    after.agency,
    coalesce(agency.name, after.agency) as name,
    before.score as score_before,
    after.score as score_after,
    case when rule.comparable then round(after.score - before.score, 4) end as change,
    rule.comparable,
    rule.added,
    rule.removed,
    before.source_title as source_before,
    after.source_title,
    after.source_url,
    after.confidence
from after
join before using (agency)
cross join rule
left join agency on agency.region_code = $region and agency.agency = after.agency
order by change desc nulls last, score_after desc, name, after.agency
