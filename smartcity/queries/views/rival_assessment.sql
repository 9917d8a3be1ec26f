-- Assessments of a region in a period of which several sources tell: only these can speak of the same thing
with told as (
    select framework, edition, region_code
    from assessment
    group by framework, edition, region_code
    having count(distinct source_title) > 1
)

select assessment.*
from assessment
semi join told using (framework, edition, region_code)
