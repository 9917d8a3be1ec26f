-- Of all published figures about the same thing the one that pictures show
select * exclude (chosen, chosen_value)
from figure_claim
where chosen
