-- Regions of which only claims of low confidence say that they reached a stage: listed apart, never counted
select program, edition, region_code, stage, ordinal, direct
from region_stage
where low_only
