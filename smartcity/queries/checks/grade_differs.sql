-- severity: warning
-- tables: assessment
-- title_id: Predikat tercetak berbeda
-- title_en: Printed grade differs
-- reason_id: Predikat yang tercetak tidak sesuai dengan nilainya menurut batas instrumen.
-- reason_en: The printed grade does not fit the score by the framework's bounds.
-- fix_id: Periksa nilai dan predikat pada sumbernya; bila sumbernya memang keliru, biarkan.
-- fix_en: Check score and grade in the source; where the source itself is wrong, leave it.
with compared as (
    select
        assessment.*,
        grade_band.name_id as by_rule,
        regexp_replace(lower(grade_published), '[^a-z]', '', 'g') as printed,
        list_transform(
            [grade_band.grade, grade_band.name_id, grade_band.name_en],
            lambda name: regexp_replace(lower(name), '[^a-z]', '', 'g')
        ) as fitting
    from assessment
    join grade_band
        on grade_band.framework = assessment.framework
        and assessment.score >= grade_band.lower
        and (assessment.score < grade_band.upper or (assessment.score = grade_band.upper and grade_band.includes_upper))
    where assessment.grade_published <> ''
)

select
    cast(json_array(framework, edition, region_code, agency, indicator, source_title) as varchar) as row_key,
    'grade_published' as column_name,
    grade_published || ' ≠ ' || by_rule || ' (' || score || ')' as value
from compared
where not list_contains(fitting, printed)
