-- The parts of each event, one and a half hours apart
insert into event_session (event, ordinal, title, speaker, starts_at)
select
    event,
    ordinal,
    one_of(concat_ws('|', 'session', event, ordinal), [
        'Arah kebijakan', 'Praktik baik daerah', 'Tata kelola data', 'Layanan publik daring', 'Keamanan informasi',
        'Pembiayaan dan kerja sama', 'Kesiapan sumber daya manusia', 'Diskusi dan tanya jawab'
    ]),
    printf('Narasumber %02d', 1 + cast(floor(60 * chance(concat_ws('|', 'speaker', event, ordinal))) as integer)),
    starts_on || ['T08:30', 'T10:00', 'T11:30', 'T13:30', 'T15:00'][ordinal]
from demo_event, range(1, sessions + 1) as parts (ordinal)
order by event, ordinal
