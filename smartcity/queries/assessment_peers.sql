-- Beside whom one government stands in one instrument and period: those known in its province, of its kind, of its
-- smart-city cohorts, each group with its size and the median of those known; the nation's printed figure
with scored as (
    select headline_score.indicator, region.code, region.name, headline_score.score
    from headline_score
    join region on region.code = region_code
    where framework = $framework
        and edition = $edition
        and agency = ''
        and confidence <> 'low'
        and score is not null
        and region.autonomous
),

own as (
    from region where code = $region
),

member as (
    select 'province' as peers, '' as cohort, region.code
    from region, own
    where region.autonomous
        and contains(own.code, '.')
        and split_part(region.code, '.', 1) = split_part(own.code, '.', 1)
    union all
    select 'level', '', region.code
    from region, own
    where region.autonomous and region.level = own.level
    union all
    select distinct 'cohort', mine.edition, other.region_code
    from known_stage as mine
    join known_stage as other
        on other.program = mine.program and other.edition = mine.edition and other.stage = mine.stage
    join region on region.code = other.region_code
    where mine.region_code = $region
        and mine.program = 'gmsc'
        and mine.stage = 'selected'
        and region.autonomous
),

part as (
    select indicator
    from indicator
    where framework = $framework and (indicator = 'index' or coalesce(parent, '') in ('', 'index'))
    union
    select 'index'
),

beside as (
    select
        part.indicator,
        member.peers,
        member.cohort,
        count(*) over one_group as governments,
        count(scored.score) over one_group as known,
        median(scored.score) over one_group as median,
        member.code,
        scored.name,
        scored.score
    from member
    cross join part
    left join scored on scored.code = member.code and scored.indicator = part.indicator
    where part.indicator = 'index' or member.peers = 'level'
    window one_group as (partition by part.indicator, member.peers, member.cohort)
),

nation as (
    select indicator, 'nation', '', 1, 1, null, region_code, 'Indonesia', score
    from headline_score
    where framework = $framework
        and edition = $edition
        and agency = ''
        and region_code = '00'
        and confidence <> 'low'
        and score is not null
)

select
    beside.*,
    beside.code = $region as own
from (
    from beside where score is not null
    union all from nation
) as beside
order by
    beside.indicator <> 'index', beside.indicator,
    list_position(['province', 'level', 'cohort', 'nation'], beside.peers), beside.cohort, beside.code
