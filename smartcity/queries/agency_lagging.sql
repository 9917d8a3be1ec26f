-- Which local agencies of one region are below the median of its assessed agencies in a period, since when without a
-- break, and whether that makes them lag by the rule
with scored as (
    select edition, agency, score
    from agency_score
    where framework = $framework and region_code = $region and indicator = $measure and edition <= $edition
),

period as (
    select
        edition,
        median(score) as median,
        count(*) as known,
        row_number() over (order by edition desc) as back
    from scored
    group by edition
),

below as (
    select
        scored.agency, scored.score, period.*,
        row_number() over (partition by scored.agency order by period.back) as place
    from scored
    join period using (edition)
    cross join rule_limit
    where scored.score < period.median and period.known >= rule_limit.median_from
),

unbroken as (
    select
        agency,
        count(*) as periods,
        min(edition) as since,
        arg_min(score, back) as score,
        arg_min(median, back) as median,
        any_value(known) filter (where back = 1) as known
    from below
    where back = place
    group by agency
)

select
    unbroken.agency,
    coalesce(agency.name, unbroken.agency) as name,
    agency.kind,
    unbroken.score,
    unbroken.median,
    round(unbroken.score - unbroken.median, 4) as difference,
    unbroken.known,
    unbroken.periods,
    unbroken.since,
    unbroken.periods >= rule_limit.lags_from_periods as lags
from unbroken
cross join rule_limit
left join agency on agency.region_code = $region and agency.agency = unbroken.agency
where (select max(edition) from period) = $edition
order by lags desc, unbroken.periods desc, difference, name, unbroken.agency
