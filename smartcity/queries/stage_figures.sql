-- Which figures are published for the stages of all editions of a program, in one region, and which are chosen
select
    figure_claim.edition,
    figure_claim.stage,
    stage.name_id,
    stage.name_en,
    figure_claim.value,
    figure_claim.counted_unit,
    figure_claim.chosen,
    figure_claim.as_of,
    figure_claim.confidence,
    figure_claim.note,
    figure_claim.source_title,
    figure_claim.source_url
from figure_claim
join stage on stage.program = figure_claim.program and stage.stage = figure_claim.stage
where figure_claim.program = $program
    and figure_claim.scope_code = $region
    and figure_claim.scope_label = ''
    and figure_claim.measure = 'reached_stage'
order by figure_claim.edition desc, stage.ordinal, figure_claim.chosen desc, figure_claim.source_title
