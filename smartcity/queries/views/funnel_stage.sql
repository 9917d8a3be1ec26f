-- The funnel of every program, edition and region: a stage's count is the chosen published figure for exactly
-- this region, else how many kabupaten/kota in it are known by name; a figure for Indonesia is never shown
-- for a province, and a stage larger than the one before it is marked and has no percentage;
-- stages are compared only on the same basis: two published figures, or two counts of names of which the
-- earlier is not merely implied by the later (1 name known of 25 published is no conversion of 4 percent)
with counted as (
    select
        program, edition, stage, scope_code,
        count(*) filter (where is_known) as known,
        count(*) filter (where is_known and direct) as known_direct,
        count(*) filter (where low_only) as low_only
    from region_stage,
        unnest(['00', split_part(region_code, '.', 1), region_code]) as scope (scope_code)
    where contains(region_code, '.')
    group by program, edition, stage, scope_code
),

published as (
    select
        program, edition, stage, scope_code,
        cast(any_value(chosen_value) as bigint) as published,
        list(
            struct_pack(
                source_title := source_title,
                source_url := source_url,
                confidence := confidence,
                value := value
            )
            order by chosen desc, as_of desc nulls last, source_title
        ) filter (where value = chosen_value) as sources,
        count(*) filter (where value <> chosen_value) as contradicting
    from figure_claim
    where measure = 'reached_stage' and scope_label = '' and category = ''
    group by program, edition, stage, scope_code
),

step as (
    select
        stage.program, edition.edition, region.code as scope_code,
        stage.stage, stage.name_id, stage.name_en, stage.ordinal,
        coalesce(published.published, nullif(counted.known, 0)) as "count",
        coalesce(counted.known, 0) as known,
        coalesce(counted.known_direct, 0) as known_direct,
        coalesce(counted.low_only, 0) as low_only,
        published.published,
        coalesce(published.sources, []) as sources,
        coalesce(published.contradicting, 0) as contradicting,
        case
            when published.published is not null then 'figure'
            when counted.known = counted.known_direct then 'names'
            else 'implied'
        end as basis
    from stage
    join edition using (program)
    cross join region
    left join counted
        on counted.program = stage.program
        and counted.edition = edition.edition
        and counted.stage = stage.stage
        and counted.scope_code = region.code
    left join published
        on published.program = stage.program
        and published.edition = edition.edition
        and published.stage = stage.stage
        and published.scope_code = region.code
),

beside as (
    select
        *,
        lag("count") over in_order as previous_count,
        lag(basis) over in_order as previous_basis,
        first_value("count") over in_order as first_count,
        first_value(basis) over in_order as first_basis,
        row_number() over in_order = 1 as is_first
    from step
    window in_order as (partition by program, edition, scope_code order by ordinal)
),

compared as (
    select
        * exclude (previous_count, first_count),
        case when (basis = 'figure') = (previous_basis = 'figure') and previous_basis <> 'implied'
            then previous_count end as previous_count,
        case when (basis = 'figure') = (first_basis = 'figure') and first_basis <> 'implied'
            then first_count end as first_count
    from beside
)

select
    program, edition, scope_code,
    stage, name_id, name_en, ordinal,
    "count", known, known_direct, low_only, published,
    case when "count" <= previous_count then "count" / nullif(cast(previous_count as double), 0) end
        as of_previous,
    case
        when is_first and "count" > 0 then 1.0
        when not coalesce("count" > previous_count, false) and "count" <= first_count
            then "count" / nullif(cast(first_count as double), 0)
    end as of_first,
    coalesce("count" > previous_count, false) as larger_than_previous,
    sources, contradicting
from compared
