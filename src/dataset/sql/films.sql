-- Staging → core of the films catalogue (TMDB): the rules of its import.
-- In:  variables films_path, film_rows_path, film_names_path  CSV without header, cells as written; film_names_parallel whether the
--      last one can be cut at line ends
-- Out: staging_film           one row per row of a films table, as written (text)
--      staging_film_row       one row per row of a credits or keywords table
--      core_film_checked      one row per row of a films table: typed, with the reason for which it is set aside
--      core_film              one row per film of the catalogue: num by TMDB id
--      core_film_row_checked  one row per row of a credits or keywords table, with what is to be told of it
--      core_film_name         one row per film id × list × name, whether the film is in the catalogue or not
--      core_film_vocabulary   one row per list × name of the films in the catalogue: name_num in order of first appearance
CREATE TABLE staging_film AS
SELECT *
FROM read_csv(
  getvariable('films_path'),
  auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
  max_line_size = 4194304, buffer_size = 8388608, parallel = false,
  columns = {
    source: 'SMALLINT', line: 'BIGINT', id: 'VARCHAR', title: 'VARCHAR', release_date: 'VARCHAR', budget: 'VARCHAR',
    revenue: 'VARCHAR', runtime: 'VARCHAR', popularity: 'VARCHAR', vote_average: 'VARCHAR', vote_count: 'VARCHAR',
    original_language: 'VARCHAR', overview: 'VARCHAR', imdb_id: 'VARCHAR'
  }
);

CREATE TABLE staging_film_row AS
SELECT *
FROM read_csv(
  getvariable('film_rows_path'),
  auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
  columns = { source: 'SMALLINT', line: 'BIGINT', film_id: 'BIGINT' }
);

-- What programs write for nothing.
CREATE OR REPLACE MACRO text_of(cell) AS
  CASE WHEN lower(trim(cell)) IN ('', 'nan', 'null', 'none', 'na', 'n/a', '\n', '-') THEN NULL ELSE trim(cell) END;

-- A number as written, NULL where there is none or it is not finite.
CREATE OR REPLACE MACRO amount_of(cell) AS
  CASE WHEN isfinite(TRY_CAST(cell AS DOUBLE)) THEN TRY_CAST(cell AS DOUBLE) END;

-- A TMDB id, as 862 and 862.0 write it.
CREATE OR REPLACE MACRO film_id_of(cell) AS
  TRY_CAST(regexp_extract(trim(cell), '^0*(\d{1,10})(\.0)?$', 1) AS INTEGER);

-- A date as written (1995-10-30, with a time behind it too, or 30/10/1995), NULL where there is none from 1870 to 2100.
CREATE OR REPLACE MACRO date_of(cell) AS
  CASE
    WHEN year(coalesce(TRY_CAST(cell AS DATE), try_strptime(cell, ['%d/%m/%Y', '%Y/%m/%d', '%d-%m-%Y'])::DATE)) BETWEEN 1870 AND 2100
      THEN coalesce(TRY_CAST(cell AS DATE), try_strptime(cell, ['%d/%m/%Y', '%Y/%m/%d', '%d-%m-%Y'])::DATE)
  END;

-- Grain: one row per row of a films table. The first usable row of an id stands.
CREATE TABLE core_film_checked AS
WITH typed AS (
  SELECT
    source,
    line,
    film_id_of(id) AS id,
    id AS written_id,
    coalesce(trim(regexp_replace(title, '\s+', ' ', 'g')), '') AS title,
    date_of(text_of(release_date)) AS release_date,
    release_date AS written_date,
    -- Nothing stands for 0 in budget and revenue; so does what is no amount.
    greatest(0, coalesce(amount_of(budget), 0)) AS budget,
    greatest(0, coalesce(amount_of(revenue), 0)) AS revenue,
    CASE WHEN amount_of(runtime) > 0 THEN amount_of(runtime) END AS runtime,
    greatest(0, coalesce(amount_of(popularity), 0)) AS popularity,
    least(10, greatest(0, coalesce(amount_of(vote_average), 0))) AS vote_average,
    CAST(least(2147483647, greatest(0, coalesce(amount_of(vote_count), 0))) AS INTEGER) AS vote_count,
    coalesce(lower(text_of(original_language)), '') AS original_language,
    coalesce(text_of(overview), '') AS overview,
    regexp_extract(imdb_id, '^\s*(tt\d{1,10})\s*$', 1) AS imdb_id
  FROM staging_film
),
checked AS (
  SELECT
    *,
    CASE
      WHEN id IS NULL AND TRY_CAST(written_id AS DATE) IS NOT NULL THEN 'MISALIGNED_ROW'
      WHEN id IS NULL THEN 'INVALID_FILM_ID'
      WHEN release_date IS NULL THEN 'UNDATED_FILM'
      WHEN title = '' THEN 'EMPTY_NAME'
    END AS fault
  FROM typed
)
SELECT
  * EXCLUDE (fault),
  CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN row_number() OVER (PARTITION BY id, fault IS NULL ORDER BY source, line) > 1 THEN 'REPEATED_FILM_ID'
  END AS set_aside
FROM checked;

-- Grain: one row per film, numbered by id. The return is 0 where it cannot be computed.
CREATE TABLE core_film AS
SELECT
  CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS num,
  id,
  title,
  release_date,
  CAST(year(release_date) AS INTEGER) AS release_year,
  budget,
  revenue,
  CASE WHEN budget > 0 THEN revenue / budget ELSE 0 END AS "return",
  vote_count,
  vote_average,
  popularity,
  runtime,
  original_language,
  overview,
  imdb_id
FROM core_film_checked
WHERE set_aside IS NULL;

-- Grain: one row per row of a credits or keywords table. Of several rows for one film in the tables of a kind the first stands.
CREATE TABLE core_film_row_checked AS
SELECT
  source,
  line,
  film_id,
  CASE
    WHEN core_film.id IS NULL AND EXISTS (SELECT 1 FROM core_film) THEN 'UNKNOWN_FILM_ID'
  END AS notice
FROM staging_film_row
LEFT JOIN core_film ON core_film.id = film_id;

-- Grain: one row per film id × list × name; `place` orders them: actors by their place in the billing, those without one behind.
CREATE TABLE core_film_name AS
WITH staged AS (
  SELECT *
  FROM read_csv(
    getvariable('film_names_path'),
    auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', buffer_size = 8388608,
    parallel = getvariable('film_names_parallel'),
    columns = {
      source: 'SMALLINT', line: 'BIGINT', film_id: 'BIGINT', list: 'UTINYINT', position: 'INTEGER', billing: 'DOUBLE',
      name: 'VARCHAR'
    }
  )
  WHERE name IS NOT NULL
),
named AS (
  SELECT staged.*, CAST(staged.source AS BIGINT) * 1099511627776 + staged.line AS row_place
  FROM staged
  ANTI JOIN (SELECT source, line FROM core_film_checked WHERE set_aside IS NOT NULL) AS out
    ON out.source = staged.source AND out.line = staged.line
),
-- The first row of a film that names anybody stands for the list.
first_rows AS (
  SELECT film_id, list, min(row_place) AS row_place
  FROM named
  GROUP BY film_id, list
),
kept AS (
  SELECT film_id, list, name, min(least(coalesce(billing, 1e9), 1e9) * 1e6 + position) AS place
  FROM named
  JOIN first_rows USING (film_id, list, row_place)
  GROUP BY film_id, list, name
)
SELECT film_id, list, name, CAST(row_number() OVER (PARTITION BY film_id, list ORDER BY place) - 1 AS INTEGER) AS place
FROM kept;

-- Grain: one row per list × name.
CREATE TABLE core_film_vocabulary AS
SELECT
  list,
  name,
  CAST(row_number() OVER (PARTITION BY list ORDER BY min(CAST(core_film.num AS BIGINT) * 1000000 + place)) - 1 AS INTEGER) AS name_num
FROM core_film_name
JOIN core_film ON core_film.id = film_id
GROUP BY list, name;
