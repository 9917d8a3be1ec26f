-- Which upload brought exactly this file into this table, the latest first
select batch, version, made_by, made_at, file_name, added, changed, removed
from batch
where kind = 'upload' and sha256 = $digest and table_name = $table_name
order by batch desc
