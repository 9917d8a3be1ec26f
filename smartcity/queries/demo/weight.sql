-- Weights of the criteria by which local agencies are evaluated, which nobody has published
update indicator
set weight_percent = case indicator when 'access_to_services' then 40 else 30 end
where framework = 'agency-digital';
