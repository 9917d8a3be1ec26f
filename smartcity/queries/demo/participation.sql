-- Claims that regions reached their stages: most from one source, some from two, a few too weak to count
with named as (
    select *, concat_ws('|', program, edition, region_code, stage) as key
    from demo_reached
),

claim as (
    select *, 'Data contoh' as source_title, confidence_of(key) as confidence
    from named
    where chance(key || '|listed') < listed
    union all
    select * replace (null as reached_on), 'Data contoh (sumber kedua)', 'medium'
    from named
    where chance(key || '|second') < 0.08
    union all
    select
        'gmsc', edition, code, 'assessed', 2, 1, null, null, null, 'Data contoh (bukti lemah)', 'low'
    from demo_government
    cross join (select unnest(['2022', '2023', '2024']) as edition)
    where contains(code, '.')
        and chance(concat_ws('|', 'weak', edition, code)) < 0.03
        and (edition, code) not in (select (edition, region_code) from demo_reached where program = 'gmsc')
)

insert into participation
    (program, edition, region_code, stage, source_title, reached_on, class, confidence)
select program, edition, region_code, stage, source_title, reached_on, 'Kelas ' || class, confidence
from claim
order by program, edition, region_code, stage, source_title
