-- Regions known by name at each stage: a claim of medium confidence or better says so
select program, edition, region_code, stage, ordinal, direct
from region_stage
where is_known
