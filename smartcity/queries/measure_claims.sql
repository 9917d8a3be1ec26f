-- Which numbers were published under one measure of a program, over all editions and all of Indonesia
select
    figure,
    edition,
    category,
    scope_label,
    value,
    counted_unit,
    chosen,
    coalesce(value <> chosen_value, false) as contradicts,
    as_of,
    confidence,
    note,
    source_title,
    source_url
from figure_claim
where program = $program and measure = $measure and scope_code = '00'
order by edition desc, scope_label, category, chosen desc, as_of desc nulls last, figure
