-- Which stage each kabupaten and kota of a region reached last in one edition; low_only where claims of low
-- confidence alone say so
with reached as (
    select
        region_code as code,
        max(ordinal) filter (where is_known) as known_ordinal,
        max(ordinal) as any_ordinal
    from region_stage
    where program = $program and edition = $edition
    group by region_code
),

furthest as (
    select code, coalesce(known_ordinal, any_ordinal) as ordinal, known_ordinal is null as low_only
    from reached
)

select
    map_place.*,
    cast(furthest.ordinal as double) as value,
    stage.stage as category,
    case when stage.stage is not null then $edition else '' end as edition,
    coalesce(furthest.low_only, false) as low_only
from map_place
left join furthest on furthest.code = map_place.code
left join stage on stage.program = $program and stage.ordinal = furthest.ordinal
where map_place.level <> 'provinsi'
    and (starts_with(map_place.code, $region || '.') or $region = '00')
order by map_place.code
