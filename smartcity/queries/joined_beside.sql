-- What the nation scored in each edition of a program's instruments, and how the kabupaten and kota scored that are
-- not known to have reached a stage of another program: how many are known, and their quartiles where enough are
with scored as (
    select
        headline_score.framework,
        headline_score.edition,
        headline_score.region_code,
        headline_score.score,
        headline_score.source_title
    from headline_score
    join framework using (framework)
    where framework.program = $framework_program
        and indicator = 'index'
        and agency = ''
        and score is not null
        and confidence <> 'low'
),

other as (
    select scored.framework, scored.edition, count(*) as known, quantile_cont(score, [0.25, 0.5, 0.75]) as quartiles
    from scored
    join region on region.code = scored.region_code and region.autonomous and contains(region.code, '.')
    anti join region_stage as joined
        on joined.program = $program
        and joined.stage = $stage
        and joined.region_code = scored.region_code
    group by scored.framework, scored.edition
),

nation as (
    select framework, edition, score, source_title from scored where region_code = '00'
)

select
    framework,
    edition,
    nation.score as national_score,
    coalesce(other.known, 0) as others_known,
    if(other.known >= quartiles_from, quartiles[1], null) as others_lower,
    if(other.known >= quartiles_from, quartiles[2], null) as others_median,
    if(other.known >= quartiles_from, quartiles[3], null) as others_upper,
    nation.source_title
from nation
full join other using (framework, edition)
cross join rule_limit
order by edition, framework
