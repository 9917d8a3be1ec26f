-- Where the instrument changed between two editions in a row: the government whose published index seems to
-- have changed most, as an example of what may not be compared
with score as (
    select
        framework.program, framework, edition, region_code, score, source_title,
        framework.name_id, framework.name_en
    from headline_score
    join framework using (framework)
    where indicator = 'index' and agency = '' and score is not null
),

beside as (
    select
        *,
        lag(framework) over by_region as previous_framework,
        lag(edition) over by_region as previous_edition,
        lag(score) over by_region as previous_score,
        lag(name_id) over by_region as previous_name_id,
        lag(name_en) over by_region as previous_name_en
    from score
    window by_region as (partition by program, region_code order by edition)
)

select
    beside.program, beside.region_code, region.name as region_name,
    previous_framework, previous_name_id, previous_name_en, previous_edition, previous_score,
    beside.framework, beside.name_id, beside.name_en, beside.edition, beside.score
from beside
join region on region.code = beside.region_code
where previous_framework <> beside.framework
    and try_cast(beside.edition as integer) = try_cast(previous_edition as integer) + 1
    and region.level <> 'nasional'
order by beside.score - previous_score, beside.region_code
limit 1
