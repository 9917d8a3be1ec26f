-- severity: warning
-- tables: published_figure
-- title_id: Angka di bawah jumlah yang diketahui namanya
-- title_en: Figure below what is known by name
-- reason_id: Daerah yang diketahui namanya melebihi angka terpublikasi; daerah yang berbukti lemah atau juga tercatat pada periode lain disebut.
-- reason_en: More regions are known by name than were published; weakly shown ones and those also in another edition are named.
-- fix_id: Periksa daerah yang disebut; turunkan tingkat keyakinannya atau perbaiki angkanya.
-- fix_en: Check the regions named; lower their confidence or correct the figure.
with surplus as (
    select headline.figure, step.* exclude (sources)
    from funnel_stage as step
    join headline_figure as headline
        on headline.program = step.program
        and headline.edition = step.edition
        and headline.stage = step.stage
        and headline.scope_code = step.scope_code
        and headline.measure = 'reached_stage'
        and headline.scope_label = ''
        and headline.category = ''
    where step.known > step.published
),

counted as (
    select surplus.figure, stage_claim.*
    from surplus
    join stage_claim using (program, edition, stage)
    where not stage_claim.low_only
        and contains(stage_claim.region_code, '.')
        and (
            surplus.scope_code in ('00', stage_claim.region_code)
            or starts_with(stage_claim.region_code, surplus.scope_code || '.')
        )
),

doubt as (
    select figure, region_code, best_confidence as why
    from counted
    where best_confidence = 'medium'
    union
    select counted.figure, counted.region_code, known_stage.edition
    from counted
    join known_stage using (program, region_code, stage)
    where known_stage.edition <> counted.edition
),

suspect as (
    select figure, region_code, string_agg(why, ', ' order by why) as reasons
    from doubt
    group by figure, region_code
)

select
    cast(json_array(surplus.figure) as varchar) as row_key,
    'value' as column_name,
    concat(
        surplus.known, ' > ', surplus.published, ': ',
        string_agg(region.name || ' (' || suspect.reasons || ')', ', ' order by region.code)
    ) as value
from surplus
left join suspect using (figure)
left join region on region.code = suspect.region_code
group by surplus.figure, surplus.known, surplus.published
