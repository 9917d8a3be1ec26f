-- Which editions (cohorts, assessment years) a program has, the latest first
select edition, label_id, label_en, starts_on, ends_on, note
from edition
where program = $program
order by edition desc
