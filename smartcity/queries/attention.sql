-- What needs attention, by the listed rules, the most important first; row_id is the figure that is shown though
-- others contradict it, or the pilot that is late
with few_names as (
    select
        1 as importance, 'few_names' as rule,
        program, edition, stage, ordinal, scope_code as region_code,
        '' as subject, known as detail_count, published as detail_total, cast(null as varchar) as as_of,
        '' as row_id
    from funnel_stage, rule_limit
    where scope_code = '00' and published > 0 and known < few_names_below * published
),

contradicting_sources as (
    select
        2, 'contradicting_sources',
        program, edition, stage, stage.ordinal, scope_code, scope_label,
        count(*) filter (where value <> chosen_value) as others,
        count(*),
        max(as_of) filter (where chosen),
        max(figure) filter (where chosen)
    from figure_claim
    join stage using (program, stage)
    where measure = 'reached_stage'
    group by program, edition, stage, stage.ordinal, scope_code, scope_label, category
    having others > 0
),

dated as (
    select program, max(reached_on) as newest
    from participation where reached_on <= $today group by program
    union all
    select program, max(as_of) from published_figure where as_of <= $today group by program
    union all
    select program, max(greatest(updated_on, finished_on, start_on))
    from pilot where greatest(updated_on, finished_on, start_on) <= $today group by program
    union all
    select framework.program, max(greatest(newest.assessed_on, newest.edition))
    from (
        select
            framework,
            max(assessed_on) filter (where assessed_on <= $today) as assessed_on,
            max(edition) filter (where edition <= $today and edition similar to '\d{4}') as edition
        from assessment
        group by framework
    ) as newest
    join framework using (framework)
    group by framework.program
    union all
    select program, max(starts_on) from event where starts_on <= $today group by program
),

aged as (
    select
        program,
        max(newest) as newest,
        date_diff(
            'day',
            case length(max(newest))
                when 4 then try_cast(max(newest) || '-12-31' as date)
                when 7 then last_day(try_cast(max(newest) || '-01' as date))
                else try_cast(max(newest) as date)
            end,
            cast($today as date)
        ) as days
    from dated
    semi join program using (program)
    group by program
),

old_data as (
    select
        3, 'old_data', program, '', '', 0, '00', '', days, old_after_days, newest, ''
    from aged, rule_limit
    where days > old_after_days
),

late_pilot as (
    select
        4, 'late_pilot',
        coalesce(program, ''), coalesce(edition, ''), '', 0, region_code, title,
        date_diff('day', due_end, cast($today as date)), null, due_on, pilot
    from pilot
    join pilot_due using (pilot)
    where not finished and due_end < cast($today as date)
)

select rule, program, edition, stage, region_code, subject, detail_count, detail_total, as_of, row_id
from (
    select * from few_names
    union all
    select * from contradicting_sources
    union all
    select * from old_data
    union all
    select * from late_pilot
)
order by importance, edition desc, program, ordinal, region_code, subject, as_of, row_id
