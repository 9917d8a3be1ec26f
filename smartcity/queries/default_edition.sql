-- Which edition does a page open with: the latest whose selection is published from its first stage on,
-- else the latest with any stage figure or participation, else the latest?
with first_stage as (
    select stage
    from stage
    where program = $program
    order by ordinal
    limit 1
),

candidates as (
    select
        edition.edition,
        exists (
            select 1
            from headline_figure as figure
            where figure.program = $program
                and figure.edition = edition.edition
                and figure.scope_code = '00'
                and figure.scope_label = ''
                and figure.measure = 'reached_stage'
                and figure.stage = (select stage from first_stage)
        ) as from_first_stage,
        exists (
            select 1
            from participation
            where participation.program = $program and participation.edition = edition.edition
        ) or exists (
            select 1
            from headline_figure as figure
            where figure.program = $program and figure.edition = edition.edition
        ) as has_facts
    from edition
    where edition.program = $program
)

select edition
from candidates
order by from_first_stage desc, has_facts desc, edition desc
limit 1
