-- Every region below the nation by its short name, with its level
select code, level, short_name
from region
where level <> 'nasional'
order by code
