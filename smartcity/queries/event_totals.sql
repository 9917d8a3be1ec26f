-- How many events fit the filters, of how many it is known who came, and how many governments of the region came to any
with fitting as (
    select *
    from event_shown
    where (program = $program or $program = '')
        and (year = $year or $year = '')
        and (month = $month or $month = '')
        and (mode = $mode or $mode = '')
        and (
            $region = '00'
            or event in (
                select event
                from attendance
                where region_code = $region or starts_with(region_code, $region || '.')
            )
        )
        and contains(searched, lower($text))
),

came as (
    select distinct attendance.region_code as code
    from attendance
    semi join fitting using (event)
),

government as (
    select code, split_part(code, '.', 1) as province
    from region
    where autonomous and (code = $region or starts_with(code, $region || '.') or $region = '00')
),

joined as (
    select
        count(*) as all_governments,
        count(came.code) as governments,
        count(distinct province) as all_provinces,
        count(distinct if(came.code is not null, province, null)) as provinces
    from government
    left join came using (code)
)

select
    count(event) as events,
    count(*) filter (where regions > 0) as with_regions,
    count(*) filter (where sessions > 0) as with_sessions,
    count(*) filter (where trim(ict_layers) <> '') as with_layers,
    count(*) filter (where month = '00') as without_month,
    count(participants) as with_participants,
    any_value(governments) as governments,
    any_value(all_governments) as all_governments,
    any_value(provinces) as provinces,
    any_value(all_provinces) as all_provinces
from joined
left join fitting on true
