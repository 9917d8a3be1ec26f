-- severity: warning
-- tables: assessment
-- title_id: Nilai yang bertentangan
-- title_en: Contradicting scores
-- reason_id: Sumber lain memberi nilai yang berbeda untuk hal yang sama; nilai utama dipilih menurut aturan.
-- reason_en: Another source gives a different score for the same thing; the one shown is chosen by rule.
-- fix_id: Periksa kedua sumber; bila perlu tetapkan pengecualian beserta alasannya.
-- fix_en: Check both sources; where needed list an exception with its reason.
select
    cast(
        json_array(
            framework, edition, region_code, agency, indicator, claim.source_title
        ) as varchar
    ) as row_key,
    'score' as column_name,
    claim.score || ' ≠ ' || headline.score || ' (' || headline.source_title || ')' as value
from rival_score as headline
join assessment as claim using (framework, edition, region_code, agency, indicator)
where headline.claims > 1 and claim.score <> headline.score
