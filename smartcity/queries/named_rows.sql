-- What rows of a table that has ids for keys are about: those with these keys (a JSON array of the ids)
with wanted as (
    select unnest(from_json($ids, '["VARCHAR"]')) as id
),

named as (
    select
        'published_figure' as table_name, figure as id, coalesce(program, '') as program,
        coalesce(edition, '') as edition, scope_code as region_code, measure as what,
        coalesce(stage, '') as of_what,
        concat_ws(' · ', nullif(scope_label, ''), nullif(category, '')) as text, source_title
    from published_figure
    union all
    select
        'pilot', pilot, coalesce(program, ''), coalesce(edition, ''), region_code, '', '', title, source_title
    from pilot
    union all
    select 'award', award, '', coalesce(edition, ''), region_code, '', '', title, source_title
    from award
    union all
    select 'event', event, coalesce(program, ''), '', '', '', '', title, source_title
    from event
)

select
    named.id, named.program, named.edition, named.region_code, region.name as region_name,
    named.what, named.of_what, named.text, named.source_title
from named
semi join wanted using (id)
left join region on region.code = named.region_code
where named.table_name = $table_name
order by named.id
