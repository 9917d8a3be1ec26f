-- Of all assessments of the same thing the one that pictures show: a listed exception, else one with a
-- score, then the surer source, then the later date, then the source's title; claims counts them all
with listed as (
    select distinct
        keys[1] as framework, keys[2] as edition, keys[3] as region_code,
        keys[4] as agency, keys[5] as indicator, keys[6] as source_title,
        true as chosen_by_hand
    from (
        select case when json_valid(row_key) then from_json(row_key, '["VARCHAR"]') end as keys
        from headline_exception
        where table_name = 'assessment'
    )
)

select
    assessment.* replace (coalesce(nullif(confidence, ''), 'official') as confidence),
    count(*) over same_thing as claims
from assessment
left join listed using (framework, edition, region_code, agency, indicator, source_title)
window same_thing as (partition by framework, edition, region_code, agency, indicator)
qualify row_number() over (
    partition by framework, edition, region_code, agency, indicator
    order by
        listed.chosen_by_hand nulls last,
        score is null,
        list_position(['official', 'high', 'medium', 'low'], coalesce(nullif(confidence, ''), 'official')),
        assessed_on desc nulls last,
        source_title
) = 1
