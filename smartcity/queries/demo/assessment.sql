-- Assessments of governments: all of them, or in a smaller database the overall scores and newest editions first
insert into assessment
    (framework, edition, region_code, agency, indicator, source_title, score, grade_published, rank_published,
        assessed_on, class, assessor, confidence)
with chosen as (
    select *, hundredths / 100.0 as score, concat_ws('|', framework, edition, region_code, indicator) as key
    from demo_score
    qualify row_number() over (
        order by depth, edition desc, framework, region_code, indicator, source_title
    ) <= getvariable('demo_assessments') - getvariable('demo_agency_scores')
),

ranked as (
    select
        framework, edition, region_code, source_title,
        rank() over (partition by framework, edition, level order by hundredths desc) as rank_published
    from demo_score
    join region on code = region_code
    where indicator = 'index' and framework like 'spbe-%' and source_title = 'Data contoh' and level <> 'nasional'
),

graded as (
    select
        chosen.*,
        case
            when indicator <> 'index' then null
            when chosen.framework <> 'ietpd' then grade_band.name_id
            when score >= 80 then 'Digital'
            when score >= 60 then 'Maju'
            when score >= 40 then 'Berkembang'
            else 'Inisiasi'
        end as grade_published
    from chosen
    left join grade_band
        on grade_band.framework = chosen.framework
        and chosen.score >= lower
        and (chosen.score < upper or (chosen.score = upper and includes_upper))
)

select
    framework,
    edition,
    region_code,
    '',
    indicator,
    source_title,
    score,
    grade_published,
    rank_published,
    case
        when source_title <> 'Data contoh' then null
        when edition similar to '.*-S1' then left(edition, 4) || '-07-15'
        else left(edition, 4) || if(framework = 'gmsc-readiness', '-03-08', '-10-28')
    end,
    class,
    printf('Asesor %02d', 1 + cast(floor(40 * chance('assessor|' || framework || edition || region_code)) as integer)),
    if(source_title = 'Data contoh', confidence_of(key), 'medium')
from graded
left join ranked using (framework, edition, region_code, source_title)
order by framework, edition, region_code, indicator, source_title
