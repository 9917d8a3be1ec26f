-- How many events began in each month of each year ('00' and '0000' where it is not known), and the first of them;
-- year and month do not filter
select
    year,
    month,
    count(*) as events,
    list_slice(list(title order by starts_on, title, event), 1, 5) as titles
from event_shown
where (program = $program or $program = '')
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
group by year, month
order by year desc, month
