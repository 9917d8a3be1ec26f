-- Numbers by chance that follow from the seed and a key alone: the same on every machine, in every order of work
create or replace temp macro chance(key) as  -- from 0 up to, but without, 1
    (md5_number_lower(getvariable('demo_seed') || '|' || key) >> 11) / 9007199254740992.0;

create or replace temp macro bell(key) as  -- mean 0, standard deviation a half, never beyond 1.5
    chance(key || '|1') + chance(key || '|2') + chance(key || '|3') - 1.5;

create or replace temp macro one_of(key, choices) as
    choices[1 + cast(floor(chance(key) * len(choices)) as bigint)];

create or replace temp macro confidence_of(key) as
    if(chance(key || '|confidence') < 0.6, 'high', 'medium');

create or replace temp macro between_bounds(lowest, value, highest) as
    least(greatest(value, lowest), highest);

-- Whole numbers throughout: a mean of hundredths, rounded half up, never depends on the order of adding.
create or replace temp macro mean_of_hundredths(total, weight) as
    (2 * total + weight) // (2 * weight);

create or replace temp macro day_after(day, days) as
    cast(cast(cast(day as date) + cast(days as integer) as date) as varchar);
