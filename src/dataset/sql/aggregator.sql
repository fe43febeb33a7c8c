-- Raw → staging → core of the aggregator's titles: the rules of requirement A1.
-- In:  variable aggregator_titles_path   CSV without header: one row per row of a platform's catalogue, as written
--      variable aggregator_means_path    CSV without header: one row per row of a table of mean ratings, as written
--      variable aggregator_ratings_path  CSV without header: one row per user rating (the columns of staging_interaction), as written
--      variable aggregator_ratings_parallel  whether that file can be cut at line ends
--      variable aggregator_ratings_told  whether its broken rows are told here (not where they are interactions too)
--      variable feedback_source          the number of the feedback events among the ratings: those are no rating file
-- Out: core_aggregator       one row per title of a platform: num, its columns after the rules; all text in lower case
--      core_aggregator_note  one row per row and reason: what was set aside, changed or is worth knowing

-- A cell; null when it holds a word that stands for nothing.
CREATE OR REPLACE MACRO said(cell) AS
  CASE WHEN lower(cell) NOT IN ('nan', 'null', 'none', 'n/a', 'na', '\n', '-') THEN cell END;

CREATE OR REPLACE MACRO is_duration(cell) AS regexp_full_match(cell, '\d{1,5} ?(min|mins|minutes?|seasons?)');

-- Commas inside a name do not cut it: `clifton collins, jr.`, `arts, entertainment, and culture`.
CREATE OR REPLACE MACRO guarded(cell) AS
  CASE
    WHEN regexp_matches(cell, ', ?(jr|sr|esq|ph)\b|arts, entertainment, and culture') THEN
      regexp_replace(
        replace(cell, 'arts, entertainment, and culture', 'arts' || chr(31) || ' entertainment' || chr(31) || ' and culture'),
        ', ?((?:jr|sr|esq|ph\.?d)\.?) ?(,|$)', ' \1\2', 'g'
      )
    ELSE cell
  END;

-- The names of a cell in its order; not yet each once.
CREATE OR REPLACE MACRO names_in(cell) AS
  list_filter(string_split(regexp_replace(guarded(lower(coalesce(cell, ''))), ' *, *', ',', 'g'), ','), lambda name: name <> '');

CREATE OR REPLACE MACRO each_once(names) AS
  CASE
    WHEN len(list_distinct(names)) < len(names) THEN list_filter(names, lambda name, place: list_position(names, name) = place)
    ELSE names
  END;

-- Some cells hold a number where a person should stand: no name has no letter.
CREATE OR REPLACE MACRO has_no_name(cell) AS coalesce(regexp_matches(cell, '(^|,)[^,\pL]*[^,\pL ][^,\pL]*(,|$)'), false);

CREATE TABLE staging_aggregator AS
SELECT *
FROM read_csv(
  getvariable('aggregator_titles_path'),
  auto_detect = false,
  header = false,
  delim = ',',
  quote = '"',
  escape = '"',
  max_line_size = 4194304,
  buffer_size = 8388608,
  parallel = false,
  columns = {
    source: 'SMALLINT', line: 'BIGINT', platform: 'UTINYINT', show_id: 'VARCHAR', type: 'VARCHAR', title: 'VARCHAR',
    director: 'VARCHAR', actors: 'VARCHAR', country: 'VARCHAR', date_added: 'VARCHAR', release_year: 'VARCHAR', rating: 'VARCHAR',
    duration: 'VARCHAR', listed_in: 'VARCHAR', description: 'VARCHAR'
  }
);

CREATE TABLE staging_aggregator_mean AS
SELECT *
FROM read_csv(
  getvariable('aggregator_means_path'),
  auto_detect = false,
  header = false,
  delim = ',',
  quote = '"',
  escape = '"',
  parallel = false,
  columns = { source: 'SMALLINT', line: 'BIGINT', item_id: 'VARCHAR', rating: 'VARCHAR' }
);

CREATE TABLE staging_aggregator_rating AS
SELECT source, line, item_id, rating
FROM read_csv(
  getvariable('aggregator_ratings_path'),
  auto_detect = false,
  header = false,
  delim = ',',
  quote = '"',
  escape = '"',
  max_line_size = 4194304,
  buffer_size = 8388608,
  parallel = getvariable('aggregator_ratings_parallel'),
  columns = {
    source: 'SMALLINT', line: 'BIGINT', user_id: 'VARCHAR', item_id: 'VARCHAR', rating: 'VARCHAR', fraction: 'VARCHAR',
    time: 'VARCHAR'
  }
)
WHERE source <> getvariable('feedback_source');

-- Grain: one row per usable staged title: which time its id comes up.
CREATE TABLE core_aggregator_place AS
SELECT source, line, row_number() OVER (PARTITION BY platform, lower(show_id) ORDER BY source, line) AS place
FROM staging_aggregator
WHERE said(show_id) IS NOT NULL AND strlen(lower(show_id)) <= 511 AND title IS NOT NULL;

-- Grain: one row per staged title: typed after the rules, with the reason for which it is set aside.
CREATE TABLE core_aggregator_checked AS
WITH cells AS (
  SELECT
    source,
    line,
    platform,
    lower(said(show_id)) AS show_id,
    lower(said(type)) AS type_cell,
    lower(title) AS title,
    said(director) AS director,
    said(actors) AS actors,
    said(country) AS country,
    said(date_added) AS date_cell,
    said(release_year) AS year_cell,
    lower(said(rating)) AS rating_cell,
    lower(said(duration)) AS duration_cell,
    said(listed_in) AS listed_in,
    lower(description) AS description
  FROM staging_aggregator
),
ruled AS (
  SELECT
    *,
    -- id = the platform's first letter and show_id
    ['a', 'd', 'h', 'n'][platform + 1] || show_id AS id,
    CASE
      WHEN type_cell IN ('movie', 'film', 'película', 'pelicula') THEN 0
      WHEN type_cell IN ('tv show', 'series', 'serie', 'show', 'tv') THEN 1
      ELSE 255
    END AS type,
    -- a duration that stands in rating goes to its place
    coalesce(is_duration(rating_cell), false) AS duration_in_rating,
    CASE
      WHEN coalesce(is_duration(duration_cell), false) THEN duration_cell
      WHEN coalesce(is_duration(rating_cell), false) THEN rating_cell
    END AS duration_text,
    try_strptime(date_cell, ['%B %d, %Y', '%b %d, %Y', '%Y-%m-%d', '%d %B %Y', '%d/%m/%Y'])::DATE AS date_added,
    TRY_CAST(regexp_extract(year_cell, '^(\d{4})(\.0+)?$', 1) AS INTEGER) AS year,
    names_in(listed_in) AS genre_names,
    names_in(country) AS country_names,
    names_in(director) AS director_names,
    names_in(actors) AS actor_names,
    has_no_name(director) OR has_no_name(actors) AS has_no_name
  FROM cells
),
named AS (
  SELECT
    * REPLACE (
      CASE WHEN has_no_name THEN list_filter(director_names, lambda name: regexp_matches(name, '\pL')) ELSE director_names END AS director_names,
      CASE WHEN has_no_name THEN list_filter(actor_names, lambda name: regexp_matches(name, '\pL')) ELSE actor_names END AS actor_names
    )
  FROM ruled
)
SELECT
  source,
  line,
  platform,
  show_id,
  id,
  type,
  type_cell,
  title,
  CASE WHEN year BETWEEN 1870 AND 2100 THEN year ELSE 0 END AS release_year,
  year_cell,
  date_added,
  date_cell,
  -- a missing rating becomes g, the one too that a duration leaves behind
  CASE WHEN duration_in_rating THEN 'g' ELSE coalesce(rating_cell, 'g') END AS rating,
  rating_cell,
  duration_in_rating,
  duration_cell,
  coalesce(TRY_CAST(regexp_extract(duration_text, '^\d+') AS INTEGER), -1) AS duration_int,
  CASE WHEN duration_text IS NULL THEN 255 WHEN contains(duration_text, 'season') THEN 1 ELSE 0 END AS duration_type,
  coalesce(description, '') AS description,
  CASE
    WHEN contains(listed_in, ', Entertainment, and') THEN list_transform(each_once(genre_names), lambda genre: replace(genre, chr(31), ','))
    ELSE each_once(genre_names)
  END AS genres,
  each_once(director_names) AS directors,
  each_once(actor_names) AS actors,
  each_once(country_names) AS countries,
  has_no_name,
  CASE
    WHEN show_id IS NULL THEN 'EMPTY_ITEM_ID'
    WHEN strlen(show_id) > 511 THEN 'ID_TOO_LONG'
    WHEN title IS NULL THEN 'EMPTY_NAME'
    WHEN place > 1 THEN 'DUPLICATE_ITEM_ID'
  END AS set_aside,
  director,
  actors AS cast_cell
FROM named
LEFT JOIN core_aggregator_place USING (source, line);

-- Grain: one row per title id with user ratings: their mean, exact whatever the order of the rows, and how many.
CREATE TABLE core_aggregator_rated AS
SELECT
  lower(item_id) AS id,
  CAST(sum(CAST(TRY_CAST(rating AS DOUBLE) AS DECIMAL(18, 6))) AS DOUBLE) / count(*) AS score,
  count(*) AS ratings
FROM staging_aggregator_rating
WHERE TRY_CAST(rating AS DOUBLE) BETWEEN 0 AND 1000
GROUP BY lower(item_id);

-- Grain: one row per title id with a mean given; the first stands.
CREATE TABLE core_aggregator_mean AS
SELECT lower(item_id) AS id, arg_min(TRY_CAST(rating AS DOUBLE), source * 1099511627776 + line) AS score
FROM staging_aggregator_mean
WHERE TRY_CAST(rating AS DOUBLE) BETWEEN 0 AND 1000
GROUP BY lower(item_id);

-- Grain: one row per title, in order of platform, then of the number in the id. A mean of the users' own ratings stands before a given one.
CREATE TABLE core_aggregator AS
SELECT
  CAST(row_number() OVER (
    ORDER BY platform, TRY_CAST(regexp_extract(show_id, '(\d{1,15})$', 1) AS BIGINT) NULLS LAST, checked.id
  ) - 1 AS INTEGER) AS num,
  checked.* EXCLUDE (id),
  checked.id,
  coalesce(rated.score, mean.score) AS score,
  CAST(coalesce(rated.ratings, 0) AS INTEGER) AS score_count
FROM core_aggregator_checked AS checked
LEFT JOIN core_aggregator_rated AS rated ON rated.id = checked.id
LEFT JOIN core_aggregator_mean AS mean ON mean.id = checked.id
WHERE set_aside IS NULL;

-- Grain: one row per row of a file and reason. `field` is the field's name among those of the sources.
CREATE TABLE core_aggregator_note AS
WITH notes AS (
  SELECT source, line, unnest([
    { reason: set_aside, field: CASE WHEN set_aside = 'EMPTY_NAME' THEN 'name' ELSE 'itemId' END, value: CASE WHEN set_aside = 'EMPTY_NAME' THEN '' ELSE coalesce(show_id, '') END },
    { reason: CASE WHEN duration_in_rating THEN 'DURATION_IN_RATING' END, field: 'rating', value: rating_cell },
    { reason: CASE WHEN rating_cell IS NULL THEN 'MISSING_RATING' END, field: 'rating', value: '' },
    { reason: CASE WHEN duration_cell IS NULL AND NOT duration_in_rating THEN 'MISSING_DURATION' END, field: 'duration', value: '' },
    { reason: CASE WHEN NOT is_duration(duration_cell) THEN 'INVALID_DURATION' END, field: 'duration', value: duration_cell },
    { reason: CASE WHEN type = 0 AND duration_type = 1 THEN 'SEASONS_OF_FILM' END, field: 'duration', value: duration_int || ' season' },
    { reason: CASE WHEN type = 255 THEN 'UNKNOWN_TYPE' END, field: 'type', value: coalesce(type_cell, '') },
    { reason: CASE WHEN release_year = 0 THEN 'INVALID_YEAR' END, field: 'year', value: coalesce(year_cell, '') },
    { reason: CASE WHEN date_added IS NULL AND date_cell IS NOT NULL THEN 'INVALID_DATE' END, field: 'dateAdded', value: date_cell },
    { reason: CASE WHEN has_no_name THEN 'INVALID_PERSON' END, field: 'cast', value: concat_ws(' · ', director, cast_cell) }
  ], recursive := true)
  FROM core_aggregator_checked
)
SELECT * FROM notes
WHERE reason IS NOT NULL
UNION ALL
-- one line for a file in which nobody acts
SELECT source, min(line), 'NO_CAST', 'cast', ''
FROM core_aggregator_checked
GROUP BY source
HAVING count(cast_cell) = 0
UNION ALL
SELECT source, line, reason, CASE WHEN reason = 'INVALID_RATING' THEN 'rating' ELSE 'itemId' END, coalesce(value, '')
FROM (
  SELECT
    source,
    line,
    CASE
      WHEN item_id IS NULL THEN 'EMPTY_ITEM_ID'
      WHEN coalesce(TRY_CAST(rating AS DOUBLE) BETWEEN 0 AND 1000, false) = false THEN 'INVALID_RATING'
      WHEN lower(item_id) NOT IN (SELECT id FROM core_aggregator) THEN 'UNKNOWN_ITEM_ID'
      WHEN repeats > 1 THEN 'DUPLICATE_ITEM_ID'
    END AS reason,
    CASE WHEN coalesce(TRY_CAST(rating AS DOUBLE) BETWEEN 0 AND 1000, false) = false THEN rating ELSE item_id END AS value
  FROM (
    SELECT source, line, item_id, rating, row_number() OVER (PARTITION BY lower(item_id) ORDER BY source, line) AS repeats
    FROM staging_aggregator_mean
    UNION ALL
    SELECT source, line, item_id, rating, 1
    FROM staging_aggregator_rating
    WHERE getvariable('aggregator_ratings_told')
  )
)
WHERE reason IS NOT NULL;
