-- Which batches touched one row, the newest first: who, when, why, and the row before and after
select
    batch.batch, batch.version, batch.kind, batch.made_by, batch.made_at, batch.reason,
    change.before, change.after
from change
join batch using (batch)
where change.table_name = $table_name and change.row_key = $row_key
order by batch.batch desc
