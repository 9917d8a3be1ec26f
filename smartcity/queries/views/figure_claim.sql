-- Every published figure beside the one that pictures show for the same thing: a listed exception, else the
-- surer source, then the later date, then the source's title
with listed as (
    select distinct case when json_valid(row_key) then row_key ->> 0 end as figure, true as chosen_by_hand
    from headline_exception
    where table_name = 'published_figure'
),

claim as (
    select
        * replace (
            coalesce(program, '') as program,
            coalesce(edition, '') as edition,
            coalesce(scope_label, '') as scope_label,
            coalesce(stage, '') as stage,
            coalesce(category, '') as category,
            coalesce(nullif(confidence, ''), 'official') as confidence
        )
    from published_figure
)

select
    claim.*,
    row_number() over surest_first = 1 as chosen,
    first_value(value) over surest_first as chosen_value
from claim
left join listed using (figure)
window surest_first as (
    partition by program, edition, scope_code, scope_label, stage, measure, category
    order by
        listed.chosen_by_hand nulls last,
        list_position(['official', 'high', 'medium', 'low'], confidence),
        as_of desc nulls last,
        source_title,
        figure
)
