-- The grades of every framework with their bounds; the highest of a framework includes its upper bound
select
    framework,
    grade,
    name_id,
    name_en,
    lower,
    upper,
    upper = max(upper) over (partition by framework) as includes_upper
from grade
