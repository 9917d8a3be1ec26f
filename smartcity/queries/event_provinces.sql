-- How many governments of each province are recorded to have come to an event, of how many
with came as (
    select region_code as code
    from attendance
    where event = $event
)

select
    split_part(region.code, '.', 1) as province_code,
    any_value(province.name) as province,
    count(came.code) as came,
    count(*) as governments
from region
join region as province on province.code = split_part(region.code, '.', 1)
left join came on came.code = region.code
where region.autonomous
group by province_code
having count(came.code) > 0
order by came desc, province_code
