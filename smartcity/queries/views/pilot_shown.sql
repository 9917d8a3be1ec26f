-- Every pilot with the names of its region, province and agency, and its days; nothing that is internal
select
    pilot.pilot,
    pilot.region_code,
    split_part(pilot.region_code, '.', 1) as province_code,
    region.name as region_name,
    province.name as province,
    coalesce(pilot.agency, '') as agency,
    coalesce(agency.name, pilot.agency, '') as agency_name,
    coalesce(pilot.program, '') as program,
    coalesce(pilot.edition, '') as edition,
    pilot.title,
    coalesce(pilot.dimension, '') as dimension,
    pilot.kind,
    pilot.status,
    pilot.progress_percent,
    pilot.start_on,
    pilot.due_on,
    pilot.finished_on,
    pilot.updated_on,
    pilot.source_title,
    pilot.source_url,
    pilot.confidence,
    pilot_due.start_begin,
    pilot_due.due_end,
    pilot_due.reported_end,
    pilot_due.finished
from pilot
join pilot_due using (pilot)
left join region on region.code = pilot.region_code
left join region as province on province.code = split_part(pilot.region_code, '.', 1)
left join agency on agency.region_code = pilot.region_code and agency.agency = pilot.agency
