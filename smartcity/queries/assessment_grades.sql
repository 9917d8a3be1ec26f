-- How many governments of a region have each predicate in one instrument and period: by the thresholds and as it was
-- printed; where no threshold is on record by equal ranges of the score, the uppermost with the highest score that
-- the instrument can give; the last row is how many are not known
with government as (
    select code
    from region
    where autonomous and (code = $region or starts_with(code, $region || '.') or $region = '00')
),

scored as (
    select
        region_code,
        score,
        nullif(trim(grade_published), '') as printed,
        regexp_replace(lower(grade_published), '[^a-z]', '', 'g') as folded
    from headline_score
    join government on government.code = region_code
    where framework = $framework
        and edition = $edition
        and indicator = 'index'
        and agency = ''
        and confidence <> 'low'
        and (score is not null or coalesce(grade_published, '') <> '')
),

band as (
    select
        *,
        list_transform([grade, name_id, name_en], lambda name: regexp_replace(lower(name), '[^a-z]', '', 'g'))
            as names
    from grade_band
    where framework = $framework
),

bounded as (
    select
        'grade' as kind,
        band.grade,
        any_value(band.name_id) as name_id,
        any_value(band.name_en) as name_en,
        band.lower,
        band.upper,
        any_value(band.includes_upper) as includes_upper,
        count(scored.region_code) filter (
            where scored.score >= band.lower
                and (scored.score < band.upper or (scored.score = band.upper and band.includes_upper))
        ) as by_threshold,
        count(scored.region_code) filter (where list_contains(band.names, scored.folded)) as by_print
    from band
    left join scored on true
    where band.lower is not null and band.upper is not null
    group by band.grade, band.lower, band.upper
),

scale as (
    select
        case when max(score) > 5 then 10 else 0.5 end as step,
        (select max from indicator where framework = $framework and indicator = 'index') as highest
    from headline_score
    where framework = $framework and indicator = 'index' and agency = ''
),

placed as (
    select
        floor(if(score = highest, score - step, score) / step) * step as lower,
        step,
        highest
    from scored, scale
    where score is not null and not exists (from bounded)
),

ranged as (
    select
        'range' as kind,
        '' as grade,
        '' as name_id,
        '' as name_en,
        lower,
        lower + any_value(step) as upper,
        lower + any_value(step) = any_value(highest) as includes_upper,
        count(*) as by_threshold,
        null as by_print
    from placed
    group by lower
),

printed as (
    select
        'printed' as kind,
        coalesce(band.grade, '') as grade,
        coalesce(band.name_id, scored.printed) as name_id,
        coalesce(band.name_en, scored.printed) as name_en,
        null as lower,
        null as upper,
        null as includes_upper,
        null as by_threshold,
        count(*) as by_print
    from scored
    left join band on list_contains(band.names, scored.folded)
    where scored.printed is not null and (band.grade is null or band.lower is null)
    group by 1, 2, 3, 4
),

unknown as (
    select
        'unknown', '', '', '', null, null, null,
        (select count(*) from government) - (select count(*) from scored), null
)

from (
    from bounded
    union all from ranged
    union all from printed
    union all from unknown
)
order by list_position(['grade', 'range', 'printed', 'unknown'], kind), lower, by_print desc, name_id
