-- Which events fit the filters ('' for any; year '0000' and month '00' where they are not known), the latest first
select
    event, title, program, starts_on, ends_on, year, month, mode, place, organiser, partner, audience, participants,
    counted_unit, regions, of_unit, sessions, ict_layers, source_title, source_url, confidence
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
order by starts_on desc nulls last, title, event
