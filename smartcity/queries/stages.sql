-- Which stages a program has, in order
select stage, ordinal, name_id, name_en
from stage
where program = $program
order by ordinal
