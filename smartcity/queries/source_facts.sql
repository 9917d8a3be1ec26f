-- Which facts rest on one source ('' as table_name: of all tables), as they are written, at most so many
with named as (
    select source_title, source_url
    from (
        select source_title, source_url from participation
        union
        select source_title, source_url from published_figure
        union
        select source_title, source_url from pilot
        union
        select source_title, source_url from assessment
        union
        select source_title, source_url from award
        union
        select source_title, source_url from event
    )
    where left(sha256(coalesce(source_title, '') || chr(10) || coalesce(source_url, '')), 12) = $source
),

fact as (
    select
        'participation' as table_name,
        cast(json_array(program, edition, region_code, stage, source_title) as varchar) as row_key,
        region_code, program, edition, stage as what, '' as of_what, '' as text,
        null as value, reached_on as dated, confidence, source_title, source_url
    from participation
    union all
    select
        'published_figure', cast(json_array(figure) as varchar),
        scope_code, coalesce(program, ''), coalesce(edition, ''), measure, coalesce(stage, ''),
        concat_ws(' · ', nullif(scope_label, ''), nullif(category, '')),
        value, as_of, confidence, source_title, source_url
    from published_figure
    union all
    select
        'pilot', cast(json_array(pilot) as varchar),
        region_code, coalesce(program, ''), coalesce(edition, ''), status, kind, title,
        progress_percent, updated_on, confidence, source_title, source_url
    from pilot
    union all
    select
        'assessment',
        cast(json_array(framework, edition, region_code, agency, indicator, source_title) as varchar),
        region_code, framework.program, edition, indicator, framework, coalesce(grade_published, ''),
        score, assessed_on, confidence, source_title, source_url
    from assessment
    left join framework using (framework)
    union all
    select
        'award', cast(json_array(award) as varchar),
        region_code, '', coalesce(edition, ''), '', '', title,
        null, given_on, confidence, source_title, source_url
    from award
    union all
    select
        'event', cast(json_array(event) as varchar),
        '', coalesce(program, ''), '', '', '', title,
        null, starts_on, confidence, source_title, source_url
    from event
)

select
    fact.table_name, fact.row_key, fact.region_code, region.name as region_name,
    fact.program, fact.edition, fact.what, fact.of_what, fact.text, fact.value, fact.dated,
    coalesce(nullif(fact.confidence, ''), 'official') as confidence
from fact
semi join named
    on fact.source_title is not distinct from named.source_title
    and fact.source_url is not distinct from named.source_url
left join region on region.code = fact.region_code
where fact.table_name = $table_name or $table_name = ''
order by fact.table_name, fact.region_code, fact.program, fact.edition, fact.row_key
limit $limit
