-- severity: warning
-- tables: participation
-- title_id: Wilayah tanpa pemerintahan sendiri
-- title_en: Region without a government of its own
-- reason_id: Wilayah ini tidak memiliki pemerintah daerah sendiri dan tidak termasuk 508 kabupaten/kota.
-- reason_en: An administrative region has no local government of its own and is not among the 508.
-- fix_id: Periksa apakah yang dimaksud ialah provinsinya.
-- fix_en: Check whether its province is meant.
select
    cast(json_array(program, edition, region_code, stage, source_title) as varchar) as row_key,
    'region_code' as column_name,
    region.name as value
from participation
join region on region.code = participation.region_code
where not region.autonomous
