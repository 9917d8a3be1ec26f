-- Every source with its stable id, how sure it is, and how many facts of which tables rest on it
with fact as (
    select 'participation' as table_name, source_title, source_url, confidence from participation
    union all
    select 'published_figure', source_title, source_url, confidence from published_figure
    union all
    select 'pilot', source_title, source_url, confidence from pilot
    union all
    select 'assessment', source_title, source_url, confidence from assessment
    union all
    select 'award', source_title, source_url, confidence from award
    union all
    select 'event', source_title, source_url, confidence from event
),

counted as (
    select
        table_name,
        coalesce(source_title, '') as source_title,
        coalesce(source_url, '') as source_url,
        coalesce(nullif(confidence, ''), 'official') as confidence,
        count(*) as facts
    from fact
    group by all
),

by_table as (
    select
        source_title, source_url, table_name,
        cast(sum(facts) as bigint) as facts,
        list(confidence) as confidences
    from counted
    group by all
)

select
    left(sha256(source_title || chr(10) || source_url), 12) as source,
    source_title,
    source_url,
    array_to_string(
        list_sort(
            list_distinct(flatten(list(confidences)))
        ),
        ', '
    ) as confidences,
    cast(sum(facts) as bigint) as facts,
    list(table_name order by facts desc, table_name) as in_tables,
    list(facts order by facts desc, table_name) as facts_in_tables
from by_table
group by source_title, source_url
order by sum(facts) desc, source_title, source_url
