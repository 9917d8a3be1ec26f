-- Pilots: quick wins of the selected, living labs, and what agencies try; old ones mostly done, some new ones late
create temp table demo_pilot as
with idea (program, kind, dimension, agency, titles) as (
    values
    ('gmsc', 'quick_win', 'governance', null, ['Layanan Satu Pintu Daring', 'Aduan Warga Terpadu', 'Satu Data Daerah']),
    ('gmsc', 'quick_win', 'branding', null, ['Kalender Wisata Digital', 'Galeri Produk Unggulan', 'Wajah Kota Baru']),
    ('gmsc', 'quick_win', 'economy', null, ['Pasar Rakyat Nontunai', 'Pendampingan UMKM Digital', 'Bursa Kerja Daring']),
    ('gmsc', 'quick_win', 'living', null, ['Antrean Puskesmas Daring', 'Lalu Lintas Terpantau', 'Ambulans Siaga']),
    ('gmsc', 'quick_win', 'society', null, ['Kelas Literasi Digital', 'Taman Baca Digital', 'Pusat Kreatif Pemuda']),
    ('gmsc', 'quick_win', 'environment', null, ['Bank Sampah Digital', 'Pantau Banjir', 'Lampu Jalan Hemat Energi']),
    ('idsll', 'living_lab', 'governance', null, ['Berbagi Aplikasi Layanan', 'Uji Layanan Bersama', 'Laboratorium Layanan Desa']),
    ('tp2dd', 'infrastructure', 'governance', 'diskominfo', ['Jaringan Antarkantor', 'Titik Internet Publik']),
    ('tp2dd', 'training', 'society', 'bkpsdm', ['Pelatihan Bendahara Digital', 'Sekolah Data Aparatur']),
    ('tp2dd', 'application', 'economy', 'bapenda', ['Pajak Daerah Daring', 'Retribusi Nontunai']),
    ('tp2dd', 'collaboration', 'economy', 'bappeda', ['Kerja Sama Bank Daerah', 'Forum Digitalisasi Daerah'])
),

taker as (
    select program, edition, region_code, 0.6 as wanted
    from demo_reached
    where (program = 'gmsc' and stage = 'selected') or (program = 'idsll' and stage = 'piloting')
    union all
    select 'tp2dd', edition, code, 0.06
    from demo_government
    cross join (select unnest(['2022', '2023', '2024', '2025']) as edition)
),

proposed as (
    select
        *,
        concat_ws('-', program, edition, region_code, kind, dimension) as pilot,
        cast(edition as integer) as year
    from taker
    join idea using (program)
    where chance(concat_ws('|', 'pilot', program, edition, region_code, kind, dimension)) < wanted
),

begun as (
    select
        *,
        one_of(pilot || '|status', case
            when year < 2020 then ['completed', 'completed', 'completed', 'evaluated', 'evaluated', 'evaluated', 'stopped']
            when year < 2023 then ['completed', 'completed', 'completed', 'evaluated', 'evaluated', 'running', 'delayed', 'stopped']
            when year < 2024 then ['completed', 'completed', 'running', 'running', 'running', 'delayed', 'preparing', 'evaluated']
            else ['nominated', 'planned', 'planned', 'preparing', 'preparing', 'running', 'running', 'running', 'delayed', 'completed']
        end) as status,
        day_after(edition || '-07-01', floor(180 * chance(pilot || '|start'))) as begins,
        150 + floor(500 * chance(pilot || '|length')) as days
    from proposed
)

select
    *,
    status in ('completed', 'evaluated', 'stopped') as finished,
    case
        when status in ('completed', 'evaluated', 'stopped') then day_after(begins, days + 30 * bell(pilot || '|slip'))
        -- what is still under way is due around and after the day that this database describes, 31 October 2026
        else day_after('2026-10-01', floor(420 * chance(pilot || '|due')) - 20)
    end as ends
from begun;

insert into pilot
    (pilot, region_code, agency, program, edition, title, dimension, kind, status, progress_percent, start_on, due_on,
        finished_on, budget_idr, updated_on, source_title, confidence)
select
    pilot,
    region_code,
    agency,
    program,
    edition,
    one_of(pilot || '|title', titles) || ' ' || short_name,
    dimension,
    kind,
    status,
    case
        when status in ('completed', 'evaluated') then 100
        when status in ('nominated', 'planned') then 0
        when status = 'preparing' then 5 * floor(4 * chance(pilot || '|progress'))
        else 20 + 5 * floor(14 * chance(pilot || '|progress'))
    end,
    if(status in ('nominated', 'planned'), null, begins),
    case when status = 'nominated' then null when finished then day_after(begins, days) else ends end,
    case when finished then least(ends, '2026-09-30') end,
    25000000 * cast(2 + floor(60 * chance(pilot || '|budget')) as bigint),
    if(finished, least(ends, '2026-09-30'), day_after('2026-07-01', floor(120 * chance(pilot || '|updated')))),
    'Data contoh',
    confidence_of(pilot)
from demo_pilot
join demo_government on code = region_code
order by pilot
