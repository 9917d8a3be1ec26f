-- Which numbers on electronic transactions of local governments were published: how many at each level, their share,
-- the target, the average, and who took part in the championship; of the country, and of a province and its parts
select
    claim.figure,
    claim.edition,
    claim.measure,
    claim.category,
    claim.scope_code,
    region.name as scope_name,
    claim.scope_label,
    claim.value,
    claim.counted_unit,
    claim.chosen,
    coalesce(claim.value <> claim.chosen_value, false) as contradicts,
    claim.as_of,
    claim.confidence,
    claim.note,
    claim.source_title,
    claim.source_url
from figure_claim as claim
join framework on framework.framework = 'ietpd' and framework.program = claim.program
left join region on region.code = claim.scope_code
where claim.measure in (
        'local_governments', 'digital_percent', 'target_digital_percent', 'average_index', 'evaluated',
        'championship_participants', 'championship_participation_percent', 'championship_average_score'
    )
    and (claim.scope_code = '00' or claim.scope_code = $region or starts_with(claim.scope_code, $region || '.')
        or $region = '00')
order by
    claim.edition desc, claim.measure, claim.scope_code, claim.scope_label,
    list_position(['Digital', 'Maju', 'Berkembang', 'Inisiasi'], claim.category), claim.chosen desc, claim.figure
