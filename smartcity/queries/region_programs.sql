-- Which stages of which programs and editions a region itself is known to have reached, and what shows it
with said as (
    select program, edition, stage, count(*) as claims
    from participation
    where region_code = $region
    group by program, edition, stage
)

select
    stage_claim.program,
    stage_claim.edition,
    stage_claim.stage,
    stage_claim.ordinal,
    stage.name_id,
    stage.name_en,
    stage_claim.direct,
    stage_claim.low_only,
    stage_claim.reached_on,
    stage_claim.class,
    stage_claim.note,
    stage_claim.source_title,
    stage_claim.source_url,
    stage_claim.confidence,
    coalesce(said.claims, 0) as claims
from stage_claim
join stage using (program, stage)
left join said using (program, edition, stage)
where stage_claim.region_code = $region
order by stage_claim.edition, stage_claim.program, stage_claim.ordinal
