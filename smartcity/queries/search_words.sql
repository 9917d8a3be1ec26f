-- Which words stand in the names of programs, instruments, pilots, events, agencies and sources
with named as (
    select name_id || ' ' || name_en as name from program
    union
    select name_id || ' ' || name_en from framework
    union
    select name_id || ' ' || name_en from indicator
    union
    select title from pilot
    union
    select title from event
    union
    select name from agency
    union
    select source_title from participation
    union
    select source_title from published_figure
),

word as (
    select unnest(regexp_split_to_array(lower(strip_accents(name)), '[^a-z]+')) as word from named
)

select distinct word
from word
where length(word) > 3
order by word
