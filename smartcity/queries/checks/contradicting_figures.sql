-- severity: warning
-- tables: published_figure
-- title_id: Angka yang bertentangan
-- title_en: Contradicting figures
-- reason_id: Sumber lain memberi angka yang berbeda untuk hal yang sama; angka utama dipilih menurut aturan.
-- reason_en: Another source gives a different number for the same thing; the one shown is chosen by rule.
-- fix_id: Periksa kedua sumber; bila perlu tetapkan pengecualian beserta alasannya.
-- fix_en: Check both sources; where needed list an exception with its reason.
with headline as (
    select program, edition, scope_code, scope_label, stage, measure, category, figure as chosen_figure
    from figure_claim
    where chosen
)

select
    cast(json_array(figure) as varchar) as row_key,
    'value' as column_name,
    printf('%.10g ≠ %.10g (%s)', value, chosen_value, chosen_figure) as value
from figure_claim
join headline using (program, edition, scope_code, scope_label, stage, measure, category)
where value <> chosen_value
