-- severity: error
-- tables: assessment
-- title_id: Periode di luar masa berlaku instrumen
-- title_en: Edition outside its framework's years
-- reason_id: Penilaian memakai instrumen yang tidak berlaku pada tahun itu.
-- reason_en: An assessment uses a framework that was not in use in that year.
-- fix_id: Pilih instrumen yang berlaku pada tahun itu, atau perbaiki tahunnya.
-- fix_en: Choose the framework of that year, or correct the year.
select
    cast(json_array(framework, edition, region_code, agency, indicator, source_title) as varchar) as row_key,
    'edition' as column_name,
    concat(edition, ' (', valid_from, ' … ', valid_to, ')') as value
from assessment
join framework using (framework)
where try_cast(left(edition, 4) as integer) < valid_from or try_cast(left(edition, 4) as integer) > valid_to
