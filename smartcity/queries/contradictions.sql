-- Where sources give different numbers for the same thing: every claim, which one is shown, and which step of the
-- rule put it before the others (a listed exception, confidence, date, title)
with exception as (
    select
        table_name,
        case when json_valid(row_key) then from_json(row_key, '["VARCHAR"]') end as keys,
        min(row_key) as exception_key,
        min(reason) as exception_reason
    from headline_exception
    group by 1, 2
),

figure as (
    select
        'published_figure' as table_name, [figure] as keys,
        [program, edition, scope_code, scope_label, stage, measure, category] as thing_keys,
        program, edition, '' as framework, scope_code as region_code, scope_label, stage, measure,
        category, '' as indicator, '' as agency,
        value, counted_unit, confidence, as_of as dated, note, source_title, source_url, chosen, chosen_value
    from figure_claim
),

headline as (
    select framework, edition, region_code, agency, indicator, source_title, score, claims
    from rival_score
    where claims > 1
),

score as (
    select
        'assessment', [framework, edition, region_code, agency, indicator, claim.source_title],
        [framework, edition, region_code, agency, indicator],
        framework.program, edition, framework, region_code, '', '', '',
        '', indicator, agency,
        claim.score, '', coalesce(nullif(claim.confidence, ''), 'official'), claim.assessed_on, claim.note,
        claim.source_title, claim.source_url, claim.source_title = headline.source_title, headline.score
    from headline
    join assessment as claim using (framework, edition, region_code, agency, indicator)
    left join framework using (framework)
    where claim.score is not null
),

claim as (
    select
        *,
        cast(to_json(keys) as varchar) as row_key
    from (select * from figure union all select * from score)
    window same_thing as (partition by table_name, thing_keys)
    qualify min(value) over same_thing <> max(value) over same_thing
),

beside as (
    select
        claim.*,
        exception_key,
        exception_reason,
        exception_key is not null as listed,
        list_position(['official', 'high', 'medium', 'low'], confidence) as confidence_rank,
        min(row_key) over same_thing as thing,
        first_value(exception_key is not null) over chosen_first as chosen_listed,
        first_value(list_position(['official', 'high', 'medium', 'low'], confidence)) over chosen_first
            as chosen_rank,
        first_value(dated) over chosen_first as chosen_dated,
        first_value(source_title) over chosen_first as chosen_title
    from claim
    left join exception using (table_name, keys)
    window
        same_thing as (partition by table_name, thing_keys),
        chosen_first as (
            partition by table_name, thing_keys
            order by chosen desc
            rows between unbounded preceding and unbounded following
        )
)

select
    beside.thing, beside.table_name, beside.row_key,
    beside.program, beside.edition, beside.framework,
    beside.region_code, region.name as region_name, beside.scope_label,
    beside.stage, beside.measure, beside.category,
    beside.indicator, indicator.name_id, indicator.name_en, beside.agency,
    beside.value, beside.chosen_value, coalesce(beside.counted_unit, '') as counted_unit,
    beside.confidence, beside.dated, beside.note,
    coalesce(beside.source_title, '') as source_title,
    coalesce(beside.source_url, '') as source_url,
    left(sha256(coalesce(beside.source_title, '') || chr(10) || coalesce(beside.source_url, '')), 12) as source,
    beside.chosen,
    case
        when beside.chosen then ''
        when beside.value = beside.chosen_value then 'same'
        when chosen_listed and not listed then 'exception'
        when confidence_rank <> chosen_rank then 'confidence'
        when dated is distinct from chosen_dated then 'date'
        when beside.source_title is distinct from chosen_title then 'title'
        else 'key'
    end as decided_by,
    coalesce(exception_key, '') as exception_key,
    coalesce(exception_reason, '') as exception_reason
from beside
left join region on region.code = beside.region_code
left join indicator using (framework, indicator)
order by
    beside.table_name desc, beside.program, beside.edition desc, beside.region_code, beside.thing,
    beside.chosen desc, beside.confidence_rank, beside.dated desc nulls last, beside.source_title, beside.row_key
