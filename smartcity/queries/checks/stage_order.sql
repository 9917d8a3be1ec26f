-- severity: warning
-- tables: participation
-- title_id: Tanggal tahap tidak berurutan
-- title_en: Stage dates out of order
-- reason_id: Tahap bertanggal lebih awal daripada tahap sebelumnya pada daerah dan periode yang sama.
-- reason_en: A later stage is dated before an earlier one of the same region and edition.
-- fix_id: Periksa kedua tanggal pada sumbernya; kosongkan tanggal yang tidak pasti.
-- fix_en: Check both dates in their sources; leave an uncertain date empty.
with dated as (
    select participation.*, stage.ordinal
    from participation
    join stage using (program, stage)
    where reached_on <> ''
)

select
    cast(json_array(program, edition, region_code, later.stage, later.source_title) as varchar) as row_key,
    'reached_on' as column_name,
    concat(later.stage, ' ', later.reached_on, ' < ', earlier.stage, ' ', max(earlier.reached_on)) as value
from dated as later
join dated as earlier using (program, edition, region_code)
where later.ordinal > earlier.ordinal
    -- a month and a day inside it are not out of order: compare what both dates say
    and left(later.reached_on, length(earlier.reached_on)) < left(earlier.reached_on, length(later.reached_on))
group by program, edition, region_code, later.stage, later.source_title, later.reached_on, earlier.stage
