-- severity: warning
-- tables: headline_exception
-- title_id: Pengecualian tanpa baris
-- title_en: Exception without a row
-- reason_id: Pengecualian angka utama menunjuk baris yang tidak ada sehingga tidak berlaku.
-- reason_en: An exception for a headline points at a row that does not exist, so it has no effect.
-- fix_id: Perbaiki kunci barisnya, atau hapus pengecualian itu.
-- fix_en: Correct the row's key, or remove the exception.
with pointed as (
    select
        table_name,
        row_key,
        case when json_valid(row_key) then from_json(row_key, '["VARCHAR"]') end as keys
    from headline_exception
),

existing as (
    select 'published_figure' as table_name, [figure] as keys from published_figure
    union all
    select 'assessment', [framework, edition, region_code, agency, indicator, source_title] from assessment
)

select
    cast(json_array(table_name, row_key) as varchar) as row_key,
    'row_key' as column_name,
    table_name || ' ' || row_key as value
from pointed
anti join existing using (table_name, keys)
