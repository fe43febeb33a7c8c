-- Core of the films → tables for analysis, as Parquet, beside those of tables.sql.
-- In:  variables films_table, film_names_table (paths); film_lists the names of the lists in the order of their numbers
-- Grain: films one row per film of the catalogue; film_names one per film × list × name: collection, genres, companies, countries,
--        languages, keywords, actors and directors, in the order of the source.
COPY (
  SELECT
    id, title, release_date, release_year, budget, revenue, "return", runtime, vote_count, vote_average, popularity,
    nullif(original_language, '') AS original_language,
    nullif(overview, '') AS overview
  FROM core_film
  ORDER BY num
) TO (getvariable('films_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT film_id, list_extract(getvariable('film_lists'), list + 1) AS list, name, place + 1 AS position
  FROM core_film_name
  SEMI JOIN core_film ON core_film.id = film_id
  ORDER BY film_id, core_film_name.list, place
) TO (getvariable('film_names_table')) (FORMAT parquet, COMPRESSION zstd);
