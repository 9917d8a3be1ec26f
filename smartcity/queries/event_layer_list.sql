-- Which events that fit the filters say what layers of ICT services they address, the latest first
select
    event, title, starts_on, organiser, audience, ict_layers,
    list_transform(string_split(ict_layers, ';'), lambda each: trim(each)) as layers,
    source_title, source_url
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
    and trim(ict_layers) <> ''
order by starts_on desc nulls last, title, event
