-- Events of every program year with who came; the able and the near come more often
create temp table demo_event as
with planned (program, slug, title, starts, days, mode, place, audience, sessions, share) as (
    values
    ('gmsc', 'penilaian', 'Penilaian kesiapan kota cerdas', '-03-05', 4, 'luring', 'Jakarta', 'Kabupaten dan kota yang diundang', 4, 0.16),
    ('gmsc', 'nota-kesepakatan', 'Penandatanganan nota kesepakatan', '-05-22', 1, 'luring', 'Jakarta', 'Kepala daerah', 3, 0.09),
    ('gmsc', 'bimtek-1', 'Bimbingan teknis masterplan tahap I', '-06-14', 2, 'luring', 'Makassar', 'Tim pelaksana daerah', 5, 0.09),
    ('gmsc', 'bimtek-2', 'Bimbingan teknis masterplan tahap II', '-08-02', 2, 'hibrida', 'Surabaya', 'Tim pelaksana daerah', 5, 0.09),
    ('gmsc', 'evaluasi', 'Evaluasi pelaksanaan kota cerdas', '-10-10', 2, 'daring', 'Daring', 'Daerah angkatan sebelumnya', 3, 0.2),
    ('idsll', 'pertemuan', 'Pertemuan laboratorium layanan digital', '-11-01', 2, 'hibrida', 'Sumedang', 'Daerah percontohan', 4, 0.12),
    ('idsll', 'uji-bersama', 'Uji layanan bersama', '-12-06', 1, 'daring', 'Daring', 'Daerah percontohan', 3, 0.1),
    ('lokakarya', 'transformasi', 'Lokakarya percepatan transformasi digital', '-01-16', 1, 'daring', 'Daring', 'Pemerintah daerah seluruh Indonesia', 4, 0.3),
    ('lokakarya', 'layanan-tik', 'Sosialisasi layanan TIK', '-04-20', 1, 'hibrida', 'Samarinda', 'Dinas komunikasi dan informatika', 3, 0.1),
    ('lokakarya', 'satu-data', 'Lokakarya satu data daerah', '-07-19', 2, 'luring', 'Palembang', 'Walidata daerah', 5, 0.08),
    ('lokakarya', 'keamanan', 'Lokakarya keamanan informasi', '-09-13', 1, 'daring', 'Daring', 'Pengelola sistem daerah', 4, 0.14),
    ('spbe', 'sosialisasi', 'Sosialisasi penilaian SPBE', '-04-06', 1, 'daring', 'Daring', 'Pemerintah daerah seluruh Indonesia', 3, 0.35),
    ('spbe', 'bimtek', 'Bimbingan teknis penilaian mandiri SPBE', '-06-22', 2, 'hibrida', 'Yogyakarta', 'Asesor internal', 4, 0.12),
    ('tp2dd', 'rapat', 'Rapat koordinasi percepatan digitalisasi daerah', '-09-24', 1, 'luring', 'Jakarta', 'Kepala daerah', 3, 0.2),
    ('tp2dd', 'pelatihan', 'Pelatihan transaksi nontunai', '-05-11', 2, 'hibrida', 'Denpasar', 'Bendahara daerah', 4, 0.1)
),

year as (
    select distinct program, left(edition, 4) as year
    from edition
)

select
    year || starts || '-' || program || '-' || slug as event,
    title || ' ' || year as title,
    program,
    year || starts as starts_on,
    day_after(year || starts, days - 1) as ends_on,
    mode, place, audience, sessions, share
from planned
join year using (program);

create temp table demo_attendance as
select
    event,
    code as region_code,
    1 + cast(floor(6 * chance(concat_ws('|', 'delegation', event, code))) as bigint) as participants
from demo_event
cross join demo_government
where chance(concat_ws('|', 'attendance', event, code)) < share * (1 + 0.5 * ability);

insert into event
    (event, title, program, starts_on, ends_on, mode, place, organiser, audience, participants, topics, ict_layers,
        note, source_title, confidence)
select
    event,
    title,
    program,
    starts_on,
    ends_on,
    mode,
    place,
    'Penyelenggara contoh',
    audience,
    (select cast(sum(participants) as bigint) from demo_attendance where demo_attendance.event = demo_event.event),
    one_of('topics|' || event, [
        'Arsitektur dan peta rencana', 'Layanan publik terpadu', 'Keamanan informasi', 'Data dan interoperabilitas'
    ]),
    one_of('layers|' || event, [
        'network', 'network; hardware_software', 'applications_data', 'applications_data; people', 'people'
    ]),
    'Satuan peserta: orang',
    'Data contoh',
    confidence_of(event)
from demo_event
order by event
