-- Which sources the facts about a region and the regions below it come from, and how many from each
with fact as (
    select 'participation' as table_name, region_code, source_title, source_url, confidence from participation
    union all
    select 'published_figure', scope_code, source_title, source_url, confidence from published_figure
    union all
    select 'pilot', region_code, source_title, source_url, confidence from pilot
    union all
    select 'assessment', region_code, source_title, source_url, confidence from assessment
    union all
    select 'award', region_code, source_title, source_url, confidence from award
    union all
    select 'event', attendance.region_code, event.source_title, event.source_url, event.confidence
    from event
    join attendance using (event)
),

counted as (
    select
        table_name,
        coalesce(source_title, '') as source_title,
        coalesce(source_url, '') as source_url,
        coalesce(nullif(confidence, ''), 'official') as confidence,
        count(*) as facts
    from fact
    where region_code = $region or starts_with(region_code, $region || '.') or $region = '00'
    group by all
)

select
    left(sha256(source_title || chr(10) || source_url), 12) as source,
    source_title,
    source_url,
    confidence,
    cast(sum(facts) as bigint) as facts,
    array_to_string(list_sort(list(table_name)), ', ') as tables
from counted
group by source_title, source_url, confidence
order by facts desc, source_title, source_url, confidence
