-- All that is known of one event
select event_shown.* exclude (searched)
from event_shown
where event = $event
