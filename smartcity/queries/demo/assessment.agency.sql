-- Assessments of local agencies, as many as are wanted beside those of governments: first the four newest half-years
-- of one government after the other, then the older periods
insert into assessment
    (framework, edition, region_code, agency, indicator, source_title, score, assessed_on, confidence)
with counted as (
    select
        "row",
        "row" % 3 as criterion,
        "row" // 12 % agencies as place,
        "row" // 3 % 4 + 4 * ("row" // 12 // agencies) as period
    from range(getvariable('demo_agency_scores')) as rows ("row")
    cross join (select count(*) as agencies from demo_agency)
),

criterion (criterion, indicator, ease) as (
    values (0, 'access_to_services', 2), (1, 'accountability', 0), (2, 'speed_of_administration', -3)
),

period (period, edition, assessed_on, growth) as (
    values
    (0, '2025-S2', '2025-12-12', 15),
    (1, '2025-S1', '2025-07-11', 13),
    (2, '2024-S1', '2024-07-12', 8),
    (3, '2023-S2', '2023-12-15', 5),
    (4, '2023-S1', '2023-07-14', 2),
    (5, '2025', '2025-12-19', 14),
    (6, '2024', '2024-12-20', 10),
    (7, '2023', '2023-12-22', 4)
)

select
    'agency-digital',
    edition,
    region_code,
    agency,
    indicator,
    'Data contoh',
    round(between_bounds(0, standing + ease + growth + 14 * (chance('agency-digital|' || "row") - 0.5), 100), 2),
    assessed_on,
    if("row" % 5 < 3, 'high', 'medium')
from counted
join criterion using (criterion)
join period using (period)
join demo_agency using (place)
