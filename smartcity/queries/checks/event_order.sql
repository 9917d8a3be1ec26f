-- severity: error
-- tables: event
-- title_id: Kegiatan selesai sebelum mulai
-- title_en: Event ends before it starts
-- reason_id: Tanggal selesai kegiatan lebih awal daripada tanggal mulainya.
-- reason_en: An event's last day is before its first.
-- fix_id: Perbaiki salah satu tanggalnya.
-- fix_en: Correct one of the dates.
select
    cast(json_array(event) as varchar) as row_key,
    'ends_on' as column_name,
    ends_on || ' < ' || starts_on as value
from event
where ends_on <> ''
    and starts_on <> ''
    and left(ends_on, length(starts_on)) < left(starts_on, length(ends_on))
