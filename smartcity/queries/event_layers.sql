-- How many events that fit the filters address each layer of ICT services, and how many say which they address
with layer (layer, ordinal) as (
    values ('network', 1), ('hardware_software', 2), ('applications_data', 3), ('people', 4)
),

stated as (
    select event, list_transform(string_split(ict_layers, ';'), lambda each: trim(each)) as layers
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
),

named as (
    select distinct event, unnest(layers) as layer
    from stated
)

select
    layer,
    count(named.event) as events,
    any_value(with_layers) as with_layers
from layer
cross join (select count(*) as with_layers from stated)
left join named using (layer)
group by layer, ordinal
order by ordinal
