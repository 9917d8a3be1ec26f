-- Which programs are monitored, those with a funnel and more editions first
with edition_count as (
    select program, count(*) as editions from edition group by program
),

stage_count as (
    select program, count(*) as stages from stage group by program
)

select
    program,
    name_id,
    name_en,
    owner,
    coalesce(editions, 0) as editions,
    coalesce(stages, 0) as stages,
    description_id,
    description_en,
    url
from program
left join edition_count using (program)
left join stage_count using (program)
order by coalesce(stages, 0) = 0, coalesce(editions, 0) desc, program
