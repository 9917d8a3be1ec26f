-- Which rows of a batch were touched again by later ones, so that undoing it leaves them as they are
with mine as (
    select table_name, row_key from change where batch = $batch
)

select
    table_name,
    row_key,
    string_agg(change.batch, ', ' order by change.batch) as later,
    count(*) over () as total
from mine
join change using (table_name, row_key)
where change.batch > $batch
group by table_name, row_key
order by table_name, row_key
limit $limit
