-- How the regions right below a region compare; a province stands for its government and all in it
with child as (
    select code, name, level, autonomous
    from region
    where case when $region = '00' then level = 'provinsi' else starts_with(code, $region || '.') end
),

member as (
    select child.code, below.code as region_code
    from child
    join region as below on below.code = child.code or starts_with(below.code, child.code || '.')
),

took_part as (
    select
        member.code,
        count(distinct (known_stage.region_code, known_stage.program, known_stage.edition)) as participations,
        array_to_string(
            list_sort(list(distinct known_stage.edition) filter (where known_stage.program = 'gmsc')), ', '
        ) as gmsc_editions,
        arg_max(known_stage.stage, known_stage.ordinal) filter (where known_stage.program = 'gmsc')
            as furthest_stage
    from member
    join known_stage using (region_code)
    group by member.code
),

spbe as (
    select
        headline_score.region_code as code,
        max(headline_score.edition) as edition,
        arg_max(headline_score.score, headline_score.edition) as score,
        arg_max(headline_score.framework, headline_score.edition) as framework
    from headline_score
    join framework using (framework)
    where headline_score.indicator = 'index'
        and headline_score.agency = ''
        and case
            when $region = '00' then not contains(headline_score.region_code, '.')
            else starts_with(headline_score.region_code, $region || '.')
        end
        and framework.program = 'spbe'
        and headline_score.score is not null
        and headline_score.confidence <> 'low'
    group by headline_score.region_code
),

piloted as (
    select member.code, count(*) as pilots from member join pilot using (region_code) group by member.code
),

awarded as (
    select member.code, count(*) as awards from member join award using (region_code) group by member.code
)

select
    child.code,
    child.name,
    child.level,
    child.autonomous,
    coalesce(took_part.participations, 0) as participations,
    coalesce(took_part.gmsc_editions, '') as gmsc_editions,
    took_part.furthest_stage,
    spbe.edition as spbe_edition,
    spbe.score as spbe_score,
    -- only scores of one instrument, the newest in use here, may be compared
    spbe.framework = (
        select arg_max(framework.framework, framework.valid_from)
        from framework
        semi join spbe using (framework)
    ) as spbe_comparable,
    grade_band.grade as spbe_grade,
    coalesce(piloted.pilots, 0) as pilots,
    coalesce(awarded.awards, 0) as awards
from child
left join took_part using (code)
left join spbe using (code)
left join grade_band
    on grade_band.framework = spbe.framework
    and spbe.score >= grade_band.lower
    and (spbe.score < grade_band.upper or (spbe.score = grade_band.upper and grade_band.includes_upper))
left join piloted using (code)
left join awarded using (code)
order by child.code
