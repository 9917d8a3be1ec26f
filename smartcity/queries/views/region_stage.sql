-- Which regions reached which stages: a claim says so (direct), or says that the region reached a later stage,
-- and then it has reached the earlier ones too; low_only where claims of low confidence alone say so
with claim as (
    select
        participation.program,
        participation.edition,
        participation.region_code,
        stage.ordinal,
        coalesce(participation.confidence, '') = 'low' as is_low
    from participation
    join stage using (program, stage)
),

reached as (
    select
        program,
        edition,
        region_code,
        max(ordinal) as furthest_ordinal,
        max(ordinal) filter (where not is_low) as known_ordinal,
        list(ordinal) filter (where not is_low) as known_at,
        list(ordinal) filter (where is_low) as low_at
    from claim
    group by program, edition, region_code
)

select
    reached.program,
    reached.edition,
    reached.region_code,
    stage.stage,
    stage.ordinal,
    coalesce(stage.ordinal <= reached.known_ordinal, false) as is_known,
    not is_known as low_only,
    coalesce(list_contains(if(is_known, reached.known_at, reached.low_at), stage.ordinal), false) as direct
from reached
join stage on stage.program = reached.program and stage.ordinal <= reached.furthest_ordinal
