-- Local agencies: the usual offices of every government and, for larger databases, its districts, clinics and schools
set variable demo_agency_scores = (
    select greatest(getvariable('demo_assessments') - count(*), getvariable('demo_assessments') // 25)
    from demo_score
);

-- Eight editions and three criteria for each agency.
set variable demo_agencies = (
    select greatest(32, cast(ceil(getvariable('demo_agency_scores') / (count(*) * 24.0)) as bigint))
    from demo_government
);

create temp table demo_agency as
with office as (
    select row_number() over () - 1 as ordinal, *
    from (
        values
        ('diskominfo', 'Dinas', 'Dinas Komunikasi dan Informatika'),
        ('disdukcapil', 'Dinas', 'Dinas Kependudukan dan Pencatatan Sipil'),
        ('dpmptsp', 'Dinas', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu'),
        ('bapenda', 'Badan', 'Badan Pendapatan Daerah'),
        ('bappeda', 'Badan', 'Badan Perencanaan Pembangunan Daerah'),
        ('bpkad', 'Badan', 'Badan Pengelolaan Keuangan dan Aset Daerah'),
        ('dinkes', 'Dinas', 'Dinas Kesehatan'),
        ('disdik', 'Dinas', 'Dinas Pendidikan'),
        ('setda', 'Sekretariat', 'Sekretariat Daerah'),
        ('setwan', 'Sekretariat', 'Sekretariat DPRD'),
        ('inspektorat', 'Inspektorat', 'Inspektorat Daerah'),
        ('bkpsdm', 'Badan', 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia'),
        ('kesbangpol', 'Badan', 'Badan Kesatuan Bangsa dan Politik'),
        ('bpbd', 'Badan', 'Badan Penanggulangan Bencana Daerah'),
        ('satpolpp', 'Satuan', 'Satuan Polisi Pamong Praja'),
        ('dpupr', 'Dinas', 'Dinas Pekerjaan Umum dan Penataan Ruang'),
        ('perkim', 'Dinas', 'Dinas Perumahan dan Kawasan Permukiman'),
        ('dinsos', 'Dinas', 'Dinas Sosial'),
        ('disnaker', 'Dinas', 'Dinas Tenaga Kerja dan Transmigrasi'),
        ('dp3a', 'Dinas', 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak'),
        ('dppkb', 'Dinas', 'Dinas Pengendalian Penduduk dan Keluarga Berencana'),
        ('dkp', 'Dinas', 'Dinas Ketahanan Pangan'),
        ('dlh', 'Dinas', 'Dinas Lingkungan Hidup'),
        ('dpmd', 'Dinas', 'Dinas Pemberdayaan Masyarakat dan Desa'),
        ('dishub', 'Dinas', 'Dinas Perhubungan'),
        ('diskop', 'Dinas', 'Dinas Koperasi dan Usaha Kecil Menengah'),
        ('dispora', 'Dinas', 'Dinas Kepemudaan dan Olahraga'),
        ('disperpusip', 'Dinas', 'Dinas Perpustakaan dan Kearsipan'),
        ('dispar', 'Dinas', 'Dinas Pariwisata dan Kebudayaan'),
        ('distan', 'Dinas', 'Dinas Pertanian'),
        ('diskan', 'Dinas', 'Dinas Kelautan dan Perikanan'),
        ('disperindag', 'Dinas', 'Dinas Perindustrian dan Perdagangan')
    ) as known (agency, kind, name)
),

unit as (
    select *
    from (
        values
        ('kecamatan', 'Kecamatan', 32, 55),
        ('puskesmas', 'Puskesmas', 56, 85),
        ('kelurahan', 'Kelurahan', 86, 185),
        ('sekolah', 'Sekolah', 186, 100000)
    ) as planned (slug, kind, first, last)
),

named as (
    select ordinal, agency, kind, name from office
    union all
    select
        ordinal,
        printf('%s-%03d', slug, ordinal - first + 1),
        kind,
        printf('%s %03d', kind, ordinal - first + 1)
    from range(32, getvariable('demo_agencies')) as further (ordinal)
    join unit on ordinal between first and last
)

select
    place * getvariable('demo_agencies') + ordinal as place,
    code as region_code,
    agency,
    named.name,
    kind,
    44 + 12 * ability + 14 * bell(concat_ws('|', 'agency', code, agency)) as standing
from demo_government
cross join named
where ordinal < getvariable('demo_agencies');

insert into agency (region_code, agency, name, kind)
select region_code, agency, name, kind
from demo_agency
order by region_code, agency
