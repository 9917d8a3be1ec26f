-- Every published or uploaded score of one local agency with its source, the latest first, the shown one marked
select
    assessment.framework,
    framework.name_id as framework_id,
    framework.name_en as framework_en,
    assessment.edition,
    assessment.indicator,
    coalesce(indicator.name_id, assessment.indicator) as name_id,
    coalesce(indicator.name_en, assessment.indicator) as name_en,
    assessment.score,
    assessment.grade_published,
    assessment.rank_published,
    assessment.assessed_on,
    headline_score.source_title = assessment.source_title as chosen,
    coalesce(nullif(assessment.confidence, ''), 'official') as confidence,
    assessment.note,
    assessment.source_title,
    assessment.source_url
from assessment
join framework using (framework)
left join headline_score using (framework, edition, region_code, agency, indicator)
left join indicator
    on indicator.framework = assessment.framework and indicator.indicator = assessment.indicator
where assessment.region_code = $region and assessment.agency = $agency
order by assessment.edition desc, assessment.framework, indicator.ordinal, assessment.indicator, chosen desc,
    assessment.source_title
