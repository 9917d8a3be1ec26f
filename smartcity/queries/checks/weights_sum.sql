-- severity: warning
-- tables: framework
-- title_id: Bobot tidak berjumlah 100
-- title_en: Weights do not add up to 100
-- reason_id: Bobot pada satu tingkat instrumen, yang semuanya diketahui, tidak berjumlah 100 persen.
-- reason_en: The weights on one level of a framework, all of them known, do not add up to 100 percent.
-- fix_id: Periksa bobot pada peraturan instrumennya.
-- fix_en: Check the weights in the framework's regulation.
select
    cast(json_array(framework) as varchar) as row_key,
    'weight_percent' as column_name,
    concat(level, ': ', round(sum(weight_percent), 2)) as value
from indicator
left join (select framework, indicator as parent, weight_percent as parent_weight from indicator) as above
    using (framework, parent)
where indicator <> 'index'
group by framework, level
having
    count(*) = count(weight_percent)
    -- below a part whose own weight is unknown the list is not known to be complete
    and count(*) filter (where parent <> 'index' and parent_weight is null) = 0
    and abs(sum(weight_percent) - 100) >= 0.005
