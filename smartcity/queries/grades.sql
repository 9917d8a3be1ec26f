-- Which predicates each instrument gives, and between which scores
select framework, grade, name_id, name_en, lower, upper
from grade
order by framework, lower nulls first, grade
