-- What is not known of one region that has a government: a row for each gap, how much is known of how much, and
-- which editions are missing
with government as (
    from region where code = $region and autonomous
),

expected as (
    select distinct edition.edition
    from edition
    join framework using (program)
    where edition.program = 'spbe'
        and framework.framework like 'spbe-%'
        and try_cast(left(edition.edition, 4) as integer)
            between framework.valid_from and coalesce(framework.valid_to, 9999)
),

scored as (
    select
        framework.program,
        headline_score.framework,
        headline_score.edition,
        headline_score.indicator,
        coalesce(headline_score.grade_published, '') as grade_published,
        headline_score.score
    from headline_score
    join framework using (framework)
    where region_code = $region and agency = '' and confidence <> 'low'
),

own_pilot as (
    select pilot.*, pilot_due.finished
    from pilot
    join pilot_due using (pilot)
    where region_code = $region
),

joined as (
    select program, edition, bool_or(reached_on <> '') as dated
    from participation
    where region_code = $region
    group by program, edition
),

counted as (
    select 'program' as gap, count(*) as known, 1 as total, '' as missing from joined
    union all
    select 'date', count(*) filter (where dated), count(*), coalesce(
        string_agg(upper(program) || ' ' || edition, ', ' order by edition, program) filter (where not coalesce(dated, false)), ''
    )
    from joined
    union all
    select
        'index',
        count(*) filter (where edition in (select edition from scored where indicator = 'index' and program = 'spbe')),
        count(*),
        coalesce(
            string_agg(edition, ', ' order by edition) filter (
                where edition not in (
                    select edition from scored where indicator = 'index' and program = 'spbe'
                )
            ),
            ''
        )
    from expected
    union all
    select 'parts', count(*) filter (where indicator <> 'index'), 1, '' from scored
    union all
    select 'ietpd', count(*) filter (where framework = 'ietpd' and indicator = 'index'), 1, '' from scored
    union all
    select
        'ietpd_level',
        count(*) filter (where framework = 'ietpd' and indicator = 'index' and grade_published <> ''),
        least(count(*) filter (where framework = 'ietpd' and indicator = 'index'), 1),
        ''
    from scored
    union all
    select 'pilot', count(*), 1, '' from own_pilot
    union all
    select 'due', count(*) filter (where due_on <> ''), count(*), '' from own_pilot where not finished
    union all
    select 'progress', count(progress_percent), count(*), '' from own_pilot where not finished
)

select counted.gap, counted.known, counted.total, counted.missing
from counted
cross join government
where counted.known < counted.total
    -- programs select kabupaten and kota, not provinces
    and (contains(government.code, '.') or counted.gap not in ('program', 'date'))
order by list_position(
    ['program', 'date', 'index', 'parts', 'ietpd', 'ietpd_level', 'pilot', 'due', 'progress'], counted.gap
)
