-- Which sessions an event has, in their order
select ordinal, title, speaker, starts_at
from event_session
where event = $event
order by ordinal
