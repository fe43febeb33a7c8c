-- Core of the films → tables for analysis, as Parquet, beside those of tables.sql.
-- In:  variables films_table, film_credits_table (paths); film_lists the names of the lists in the order of their numbers
-- Grain: films one row per film of the catalogue; film_credits one per film × person × role, by name.
CREATE OR REPLACE MACRO list_number(list_name) AS list_position(getvariable('film_lists'), list_name) - 1;

COPY (
  WITH by_film AS (
    SELECT
      film_id AS id,
      min(name) FILTER (list = list_number('collection')) AS collection,
      array_agg(name ORDER BY place) FILTER (list = list_number('genre')) AS genres,
      array_agg(name ORDER BY place) FILTER (list = list_number('company')) AS companies,
      array_agg(name ORDER BY place) FILTER (list = list_number('country')) AS countries,
      array_agg(name ORDER BY place) FILTER (list = list_number('language')) AS spoken_languages,
      array_agg(name ORDER BY place) FILTER (list = list_number('keyword')) AS keywords,
      array_agg(name ORDER BY place) FILTER (list = list_number('director')) AS directors
    FROM core_film_name
    WHERE list <> list_number('actor')
    GROUP BY film_id
  )
  SELECT
    core_film.id, title, release_date, release_year, budget, revenue, "return", runtime, vote_count, vote_average, popularity,
    nullif(original_language, '') AS original_language, nullif(overview, '') AS overview,
    collection, genres, companies, countries, spoken_languages, keywords, directors
  FROM core_film
  LEFT JOIN by_film USING (id)
  ORDER BY num
) TO (getvariable('films_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT film_id, name AS person, list_extract(getvariable('film_lists'), list + 1) AS role, place + 1 AS position
  FROM core_film_name
  JOIN core_film ON core_film.id = film_id
  WHERE list_extract(getvariable('film_lists'), list + 1) IN ('actor', 'director')
  ORDER BY film_id, role, position
) TO (getvariable('film_credits_table')) (FORMAT parquet, COMPRESSION zstd);
