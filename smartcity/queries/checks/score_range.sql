-- severity: error
-- tables: assessment
-- title_id: Nilai di luar rentang instrumen
-- title_en: Score outside its framework
-- reason_id: Nilai lebih rendah atau lebih tinggi daripada yang mungkin menurut instrumen penilaiannya.
-- reason_en: A score is lower or higher than its framework allows.
-- fix_id: Periksa nilai dan tanda desimalnya, atau pilih instrumen yang benar.
-- fix_en: Check the score and its decimal mark, or choose the right framework.
with bound as (
    select
        indicator.framework,
        indicator.indicator,
        coalesce(indicator.min, overall.min) as lowest,
        coalesce(indicator.max, overall.max) as highest
    from indicator
    left join indicator as overall
        on overall.framework = indicator.framework and overall.indicator = 'index'
)

select
    cast(json_array(framework, edition, region_code, agency, indicator, source_title) as varchar) as row_key,
    'score' as column_name,
    concat(score, ' (', lowest, ' … ', highest, ')') as value
from assessment
join bound using (framework, indicator)
where score < lowest or score > highest
