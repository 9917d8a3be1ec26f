-- Of which governments the score of any part of an instrument is known in one period, by name
select region.code, region.name, count(*) as parts
from headline_score
join region on region.code = region_code
where framework = $framework
    and edition = $edition
    and agency = ''
    and indicator <> 'index'
    and confidence <> 'low'
    and score is not null
    and region.autonomous
group by region.code, region.name, region.short_name
order by region.short_name, region.code
