-- The local governments with how able each is, for good: kota above kabupaten, Java above Papua, and a part of its own
create temp table demo_government as
select
    row_number() over (order by contains(code, '.'), code) - 1 as place,
    code,
    level,
    split_part(code, '.', 1) as province,
    name,
    short_name,
    capital,
    island_group,
    case level when 'kota' then 0.35 when 'provinsi' then 0.25 else -0.1 end
    + case island_group
        when 'Jawa' then 0.4
        when 'Bali-Nusa Tenggara' then 0.1
        when 'Sumatera' then 0.05
        when 'Maluku' then -0.35
        when 'Papua' then -0.6
        else 0
    end
    + 0.2 * bell('province|' || split_part(code, '.', 1))
    + 0.5 * bell('region|' || code) as ability
from region
where autonomous
