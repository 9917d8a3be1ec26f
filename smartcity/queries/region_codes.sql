-- Which region codes exist?
select code
from region
order by code
