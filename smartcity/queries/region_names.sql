-- Which regions lie directly below this one, by name?
select code, name, level
from region
where parent_code = $parent
order by level = 'kota', short_name
