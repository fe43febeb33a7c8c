-- Staging → core of interactions.
-- In:  staging_interaction  one row per data row of an interactions file or feedback event, as written (text)
--      core_item            one row per item: id, num
--      staging_id_link      one row per id that interactions use in place of a title's own; variable ids_are_linked says whether
--      variable now_seconds the time of the import, seconds since 1970
-- Out: core_scale           one row per source: what its numbers mean
--      core_checked         one row per staged row: typed, with the reason for which it is set aside or changed
--      core_user            one row per user with an interaction: id, num
--      core_interaction     one row per user × item

-- Numbers as written, with a decimal comma or a percent sign too (cleaned only where there is one: it is slow).
CREATE OR REPLACE MACRO finite(n) AS CASE WHEN isfinite(n) THEN n END;

CREATE OR REPLACE MACRO number_of(cell) AS
  CASE
    WHEN contains(cell, ',') OR contains(cell, '%') THEN finite(TRY_CAST(replace(rtrim(cell, '% '), ',', '.') AS DOUBLE))
    ELSE finite(TRY_CAST(cell AS DOUBLE))
  END;

-- Words that stand for nothing.
CREATE OR REPLACE MACRO is_nothing(cell) AS
  cell IS NULL OR lower(cell) IN ('', 'nan', 'null', 'none', 'na', 'n/a', '\n', '-');

-- Grain: one row per source. 95 in 100 numbers must fit a scale, so that a slip of the pen does not change it.
CREATE TABLE core_scale AS
WITH numbers AS (
  SELECT
    source,
    number_of(rating) AS rating,
    number_of(fraction) AS fraction,
    contains(fraction, '%') AS has_percent,
    CASE WHEN time LIKE '%/%' OR time LIKE '%-%' OR time LIKE '%.%' THEN replace(replace(time, '-', '/'), '.', '/') END AS day
  FROM staging_interaction
),
counts AS (
  SELECT
    source,
    count(rating) AS ratings,
    count(*) FILTER (rating <= 1) AS ratings_to_1,
    count(*) FILTER (rating <= 5) AS ratings_to_5,
    count(*) FILTER (rating <= 10) AS ratings_to_10,
    count(*) FILTER (rating <= 100) AS ratings_to_100,
    count(fraction) AS fractions,
    count(*) FILTER (has_percent) AS percents,
    count(*) FILTER (fraction <= 1.1) AS fractions_to_1,
    count(*) FILTER (fraction <= 110) AS fractions_to_100,
    count(*) FILTER (TRY_CAST(regexp_extract(day, '^(\d{1,2})/(\d{1,2})/\d{4}', 1) AS INTEGER) > 12) AS first_beyond_12,
    count(*) FILTER (TRY_CAST(regexp_extract(day, '^(\d{1,2})/(\d{1,2})/\d{4}', 2) AS INTEGER) > 12) AS second_beyond_12
  FROM numbers
  GROUP BY source
)
SELECT
  source,
  CASE
    WHEN source = getvariable('feedback_source') THEN 5
    WHEN ratings = 0 THEN NULL
    WHEN ratings >= 20 AND ratings_to_1 = ratings THEN 1
    WHEN ratings_to_5 >= 0.95 * ratings THEN 5
    WHEN ratings_to_10 >= 0.95 * ratings THEN 10
    WHEN ratings_to_100 >= 0.95 * ratings THEN 100
  END AS rating_top,
  CASE
    WHEN source = getvariable('feedback_source') THEN 1
    WHEN fractions = 0 THEN NULL
    WHEN percents > 0.5 * fractions THEN 100
    WHEN fractions_to_1 >= 0.95 * fractions THEN 1
    WHEN fractions_to_100 >= 0.95 * fractions THEN 100
  END AS fraction_top,
  second_beyond_12 > first_beyond_12 AS month_first
FROM counts;

-- Grain: one row per item id as the interactions write it.
CREATE TABLE core_item_alias AS
SELECT
  written.item_id,
  coalesce(exact.num, stripped.num) AS item_num,
  exact.num IS NULL AND stripped.num IS NOT NULL AS is_decimal
FROM (
  SELECT
    item_id,
    CASE WHEN regexp_full_match(item_id, '\d+\.0+') THEN regexp_extract(item_id, '^(\d+)\.', 1) END AS stripped_id
  FROM (SELECT DISTINCT item_id FROM staging_interaction WHERE item_id IS NOT NULL)
) AS written
LEFT JOIN staging_id_link AS linked ON linked.item_id = written.item_id
LEFT JOIN core_item AS exact
  ON exact.id = CASE WHEN getvariable('ids_are_linked') THEN linked.title_id ELSE written.item_id END
LEFT JOIN core_item AS stripped ON stripped.id = written.stripped_id;

-- Seconds since 1970 from seconds, milliseconds, microseconds, nanoseconds, compact dates, ISO 8601 and day/month or month/day dates.
CREATE OR REPLACE MACRO seconds_of_number(n) AS
  CASE
    WHEN n BETWEEN 19000101 AND 21991231 AND n = floor(n) AND try_strptime(CAST(CAST(n AS BIGINT) AS VARCHAR), '%Y%m%d') IS NOT NULL
      THEN epoch(try_strptime(CAST(CAST(n AS BIGINT) AS VARCHAR), '%Y%m%d'))
    WHEN abs(n) < 1e11 THEN n
    WHEN abs(n) < 1e14 THEN n / 1e3
    WHEN abs(n) < 1e17 THEN n / 1e6
    ELSE n / 1e9
  END;

CREATE OR REPLACE MACRO seconds_of_text(cell, month_first) AS
  epoch(coalesce(
    TRY_CAST(cell AS TIMESTAMPTZ),
    CASE
      WHEN month_first THEN try_strptime(replace(replace(cell, '-', '/'), '.', '/'), ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%Y'])
      ELSE try_strptime(replace(replace(cell, '-', '/'), '.', '/'), ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'])
    END::TIMESTAMPTZ,
    try_strptime(cell, ['%B %d, %Y', '%b %d, %Y', '%d %B %Y', '%d %b %Y'])::TIMESTAMPTZ
  ));

-- Grain: one row per staged row.
CREATE TABLE core_checked AS
WITH numbers AS (
  SELECT *, number_of(rating) AS rating_number, number_of(fraction) AS fraction_number, number_of(time) AS time_number
  FROM staging_interaction
),
typed AS (
  SELECT
    staged.source,
    staged.line,
    CASE
      WHEN staged.source <> getvariable('feedback_source') AND staged.user_id IN ('NaN', 'nan', 'NULL', 'null', 'None', '\N') THEN NULL
      ELSE staged.user_id
    END AS user_id,
    alias.item_num,
    alias.is_decimal,
    staged.item_id IS NULL AS no_item,
    strlen(staged.item_id) > 512 OR strlen(staged.user_id) > 512 AS too_long,
    CASE WHEN rating_number IS NULL THEN is_nothing(staged.rating) ELSE false END AS no_rating,
    rating_number AS rating,
    CASE WHEN fraction_number IS NULL THEN is_nothing(staged.fraction) ELSE false END AS no_fraction,
    fraction_number AS fraction,
    CASE WHEN time_number IS NULL THEN is_nothing(staged.time) ELSE false END AS no_time,
    CASE
      WHEN time_number IS NOT NULL THEN seconds_of_number(time_number)
      ELSE seconds_of_text(staged.time, scale.month_first)
    END AS time,
    scale.rating_top,
    scale.fraction_top
  FROM numbers AS staged
  LEFT JOIN core_item_alias AS alias ON alias.item_id = staged.item_id
  JOIN core_scale AS scale ON scale.source = staged.source
)
SELECT
  source,
  line,
  user_id,
  item_num,
  CASE WHEN NOT no_rating THEN CAST(greatest(0.5, rating * 5 / rating_top) AS FLOAT) END AS rating,
  CASE WHEN NOT no_fraction THEN CAST(least(1, fraction / fraction_top) AS FLOAT) END AS fraction,
  CASE WHEN time BETWEEN epoch(TIMESTAMP '1990-01-01') AND getvariable('now_seconds') + 86400 THEN time END AS time,
  CASE
    WHEN user_id IS NULL THEN 'EMPTY_USER_ID'
    WHEN no_item THEN 'EMPTY_ITEM_ID'
    WHEN too_long THEN 'ID_TOO_LONG'
    WHEN item_num IS NULL THEN 'UNKNOWN_ITEM_ID'
    WHEN NOT no_rating AND (rating IS NULL OR rating_top IS NULL OR rating < 0 OR rating > rating_top) THEN 'INVALID_RATING'
    WHEN NOT no_fraction AND (fraction IS NULL OR fraction_top IS NULL OR fraction < 0 OR fraction > fraction_top * 1.1) THEN 'INVALID_FRACTION'
  END AS set_aside,
  CASE
    WHEN no_time THEN NULL
    WHEN time IS NULL THEN 'INVALID_TIME'
    WHEN time NOT BETWEEN epoch(TIMESTAMP '1990-01-01') AND getvariable('now_seconds') + 86400 THEN 'TIME_OUT_OF_RANGE'
  END AS time_fault,
  is_decimal
FROM typed;

-- Grain: one row per user. Ids that are whole numbers come first, in order of value; then the others, in order of bytes.
CREATE TABLE core_user AS
SELECT
  id,
  CAST(row_number() OVER (
    ORDER BY CASE WHEN regexp_full_match(id, '0|[1-9]\d{0,17}') THEN CAST(id AS BIGINT) END NULLS LAST, id
  ) - 1 AS INTEGER) AS num
FROM (SELECT DISTINCT user_id AS id FROM core_checked WHERE set_aside IS NULL);

-- Grain: one row per user × item. Of several facts the last known of each kind stands, by time, then source, then line.
CREATE TABLE core_interaction AS
WITH kept AS (
  SELECT
    core_user.num AS user_num,
    item_num,
    rating,
    fraction,
    time,
    (CAST(coalesce(time * 1000, -1) AS HUGEINT) * 1000 + source) * 1099511627776 + line AS place
  FROM core_checked
  JOIN core_user ON core_user.id = core_checked.user_id
  WHERE set_aside IS NULL
)
SELECT
  user_num,
  item_num,
  arg_max(rating, place) AS rating,
  arg_max(fraction, place) AS fraction,
  max(time) AS time,
  count(*) AS facts
FROM kept
GROUP BY user_num, item_num;
