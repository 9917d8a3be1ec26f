-- Which programs, instruments, their parts, pilots, events and agencies hold every word that was typed, the best of each kind first
with typed as (
    select
        list_filter(
            regexp_split_to_array(lower(strip_accents($text)), '[^a-z0-9]+'), lambda word: word <> ''
        ) as words
),

named as (
    select
        'program' as kind, program as id, '' as of_id, name_id, name_en, '' as place,
        concat_ws(' ', program, owner) as beside
    from program
    union all
    select 'framework', framework, coalesce(program, ''), name_id, name_en, '', framework
    from framework
    union all
    select
        'indicator', indicator, framework, name_id, name_en, '',
        concat_ws(' ', indicator, framework)
    from indicator
    where level <> 'index'
    union all
    select
        'pilot', pilot, region_code, title, title, coalesce(region_name, ''),
        concat_ws(' ', region_name, agency_name)
    from pilot_shown
    union all
    select
        'event', event, coalesce(starts_on, ''), title, title, coalesce(place, ''),
        concat_ws(' ', place, organiser, partner)
    from event
    union all
    select
        'agency', agency.agency, agency.region_code, agency.name, agency.name, coalesce(region.name, ''),
        concat_ws(' ', agency.agency, region.name)
    from agency
    left join region on region.code = agency.region_code
),

folded as (
    select
        *,
        lower(strip_accents(concat_ws(' ', name_id, if(name_en = name_id, null, name_en)))) as name,
        lower(strip_accents(beside)) as more
    from named
    where kind = $kind or $kind = ''
),

found as (
    select
        kind, id, of_id, name_id, name_en, place, words,
        trim(regexp_replace(name, '[^a-z0-9]+', ' ', 'g')) as name
    from folded
    cross join typed
    where len(words) > 0
        and (contains(name, words[1]) or contains(more, words[1]))
        and (len(words) < 2 or contains(name, words[2]) or contains(more, words[2]))
        and (len(words) < 3 or contains(name, words[3]) or contains(more, words[3]))
        and (
            len(words) < 4
            or len(list_filter(words[4:], lambda word: not contains(name || ' ' || more, word))) = 0
        )
),

ranked as (
    select
        *,
        case
            when name = array_to_string(words, ' ') or id = array_to_string(words, '-') then 0
            when starts_with(name, array_to_string(words, ' ')) then 1
            when contains(' ' || name, ' ' || array_to_string(words, ' ')) then 2
            when contains(' ' || name, ' ' || words[1]) then 3
            when contains(name, words[1]) then 4
            else 5
        end as distance
    from found
)

select
    kind, id, of_id, name_id, name_en, place,
    count(*) over (partition by kind) as total
from ranked
qualify row_number() over (partition by kind order by distance, length(name), name, place, id, of_id) <= $limit
order by kind, distance, length(name), name, place, id, of_id
