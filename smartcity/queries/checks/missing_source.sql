-- severity: warning
-- tables: participation, published_figure, pilot, assessment, award, event
-- title_id: Fakta tanpa sumber
-- title_en: Fact without a source
-- reason_id: Baris tidak menyebut sumber dan tidak berasal dari suatu unggahan.
-- reason_en: A row names no source and did not come with an upload.
-- fix_id: Isi judul sumbernya, atau hapus baris itu.
-- fix_en: Fill in the title of its source, or remove the row.
select
    {row_key} as row_key,
    'source_title' as column_name,
    '' as value
from {table}
where coalesce(source_title, '') = ''
    and not exists (
        select 1
        from change
        where change.table_name = '{table}' and change.row_key = {row_key}
    )
