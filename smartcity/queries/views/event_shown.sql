-- Every event with its year and month ('0000' and '00' where they are not known), the unit in which its participants
-- are counted, and who is recorded to have come; of_unit are those of them that the unit counts, NULL where it counts
-- no governments
with came as (
    select
        event,
        count(*) as regions,
        count(*) filter (where contains(region_code, '.')) as local_regions,
        count(participants) as regions_with_people,
        cast(sum(participants) as bigint) as people
    from attendance
    group by event
),

spoken as (
    select event, count(*) as sessions, string_agg(concat_ws(' ', title, speaker), ' ') as words
    from event_session
    group by event
),

united as (
    select
        event,
        trim(regexp_extract(coalesce(note, ''), 'Satuan peserta:\s*([^;]+)', 1)) as counted_unit
    from event
)

select
    event.event,
    event.title,
    coalesce(event.program, '') as program,
    event.starts_on,
    event.ends_on,
    if(regexp_matches(coalesce(starts_on, ''), '^\d{4}'), left(starts_on, 4), '0000') as year,
    if(regexp_matches(coalesce(starts_on, ''), '^\d{4}-\d{2}'), substring(starts_on, 6, 2), '00') as month,
    coalesce(event.mode, '') as mode,
    event.place,
    event.organiser,
    event.partner,
    event.audience,
    event.participants,
    united.counted_unit,
    event.topics,
    event.ict_layers,
    event.note,
    event.source_title,
    event.source_url,
    event.confidence,
    coalesce(spoken.sessions, 0) as sessions,
    coalesce(came.regions, 0) as regions,
    case
        when regexp_matches(lower(united.counted_unit), '^(kabupaten|kota)') then coalesce(came.local_regions, 0)
        when regexp_matches(lower(united.counted_unit), '^(pemda|pemerintah|daerah|provinsi|kepala daerah|wilayah)')
            then coalesce(came.regions, 0)
    end as of_unit,
    coalesce(came.regions_with_people, 0) as regions_with_people,
    came.people,
    lower(concat_ws(' ', event.title, topics, organiser, partner, place, audience, spoken.words)) as searched
from event
join united using (event)
left join came using (event)
left join spoken using (event)
