-- Which changes of the data were accepted last
select batch, version, kind, made_by, made_at, reason, table_name, added, changed, removed
from batch
order by batch desc
limit $limit
