-- severity: warning
-- tables: region
-- title_id: Wilayah tanpa koordinat
-- title_en: Region without coordinates
-- reason_id: Wilayah tidak memiliki lintang atau bujur sehingga tidak tampak pada peta.
-- reason_en: A region has no latitude or longitude, so it cannot be seen on the map.
-- fix_id: Isi lintang dan bujur ibu kotanya.
-- fix_en: Fill in the latitude and longitude of its capital.
select
    cast(json_array(code) as varchar) as row_key,
    case when lat is null then 'lat' else 'lon' end as column_name,
    name as value
from region
where (lat is null or lon is null) and code <> '00'
