-- Which regions have a name, another name or a code that contains what was typed, the closest first
with typed as (
    select
        trim($text) as code,
        regexp_replace(
            regexp_replace(lower(strip_accents($text)), '^\s*kab\.?\s', 'kabupaten '), '[^a-z0-9]', '', 'g'
        ) as name
),

named as (
    select code, name as written, 0 as other_name from region
    union all
    select code, short_name, 0 from region
    union all
    select code, alias, 1 from region_alias
),

folded as (
    select
        code,
        other_name,
        regexp_replace(lower(strip_accents(written)), '[^a-z0-9]', '', 'g') as name
    from named
),

found as (
    select
        folded.code,
        min(
            case
                when folded.code = typed.code then 0
                when folded.name = typed.name then 1
                when starts_with(folded.code, typed.code) or starts_with(folded.name, typed.name) then 3
                else 5
            end + folded.other_name
        ) as distance
    from folded, typed
    where typed.name <> ''
        and (starts_with(folded.code, typed.code) or contains(folded.name, typed.name))
    group by folded.code
)

select region.code, region.name, region.level, province.name as province
from found
join region using (code)
left join region as province
    on province.code = split_part(region.code, '.', 1) and province.level = 'provinsi'
order by found.distance, length(region.name), region.name, region.code
limit $limit
