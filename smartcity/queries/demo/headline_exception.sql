-- A few claims that a person chose although the rule would choose another
insert into headline_exception (table_name, row_key, reason, added_by, added_at)
with listed (table_name, row_key, reason) as (
    select
        'published_figure',
        cast(json_array(figure) as varchar),
        'Contoh: daftar undangan diperbarui sesudah angka pertama terbit'
    from published_figure
    where source_title = 'Data contoh (sumber kedua)'
        and stage = 'invited'
    union all
    (
        select
            'assessment',
            cast(json_array(framework, edition, region_code, agency, indicator, claim.source_title) as varchar),
            'Contoh: nilai dikoreksi sesudah keberatan daerah'
        from assessment as claim
        join assessment as first using (framework, edition, region_code, agency, indicator)
        where claim.source_title = 'Data contoh (sumber kedua)'
            and first.source_title = 'Data contoh'
            and claim.score <> first.score
            and claim.indicator = 'index'
        order by all
        limit 2
    )
)

select table_name, row_key, reason, 'contoh', timestamp '2026-10-31 03:00:00'
from listed
order by row_key
