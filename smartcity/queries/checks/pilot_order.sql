-- severity: error
-- tables: pilot
-- title_id: Percontohan selesai sebelum mulai
-- title_en: Pilot finished before its start
-- reason_id: Tanggal selesai percontohan lebih awal daripada tanggal mulainya.
-- reason_en: A pilot was finished before it started.
-- fix_id: Perbaiki salah satu tanggalnya.
-- fix_en: Correct one of the dates.
select
    cast(json_array(pilot) as varchar) as row_key,
    'finished_on' as column_name,
    finished_on || ' < ' || start_on as value
from pilot
where finished_on <> ''
    and start_on <> ''
    and left(finished_on, length(start_on)) < left(start_on, length(finished_on))
