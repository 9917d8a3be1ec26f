-- Which numbers were published about a region and the regions below it
select published_figure.*, region.name as region_name
from published_figure
left join region on region.code = published_figure.scope_code
where scope_code = $region or starts_with(scope_code, $region || '.') or $region = '00'
order by
    scope_code, edition desc nulls last, program, measure, stage, category, as_of desc nulls last, figure
