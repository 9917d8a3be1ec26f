-- Which rows a batch touched, each before and after, and which later batches touched it again
with touched as (
    select table_name, row_key, before, after, count(*) over () as total
    from change
    where batch = $batch
    order by table_name, row_key
    limit $limit offset $offset
),

again as (
    select table_name, row_key, string_agg(change.batch, ', ' order by change.batch) as later
    from touched
    join change using (table_name, row_key)
    where change.batch > $batch
    group by table_name, row_key
)

select table_name, row_key, touched.before, touched.after, coalesce(later, '') as later, total
from touched
left join again using (table_name, row_key)
order by table_name, row_key
