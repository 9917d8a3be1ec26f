-- Which numbers were published about an edition in exactly one region, and which of them is shown
select
    claim.figure,
    claim.stage,
    claim.measure,
    claim.category,
    claim.scope_code,
    claim.scope_label,
    claim.value,
    claim.counted_unit,
    claim.as_of,
    claim.note,
    claim.source_title,
    claim.source_url,
    claim.confidence,
    claim.chosen,
    coalesce(claim.value <> claim.chosen_value, false) as contradicts
from figure_claim as claim
left join stage using (program, stage)
where claim.program = $program and claim.edition = $edition and claim.scope_code = $region
order by
    claim.scope_label, stage.ordinal nulls last, claim.measure, claim.category,
    claim.chosen desc, contradicts, claim.as_of desc nulls last, claim.figure
