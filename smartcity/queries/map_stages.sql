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
    region.code,
    region.name,
    region.level,
    region.autonomous,
    province.name as province,
    region.lat,
    region.lon,
    cast(furthest.ordinal as double) as value,
    stage.stage as category,
    case when stage.stage is not null then $edition else '' end as edition,
    coalesce(furthest.low_only, false) as low_only
from region
left join region as province on province.code = region.parent_code
left join furthest on furthest.code = region.code
left join stage on stage.program = $program and stage.ordinal = furthest.ordinal
where region.level in ('kabupaten', 'kota')
    and (starts_with(region.code, $region || '.') or $region = '00')
order by region.code
