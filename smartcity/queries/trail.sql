-- Through which regions one comes from Indonesia to a region, the nation first
select code, name, level
from region
where code in ('00', split_part($code, '.', 1), $code)
order by code <> '00', length(code)
