-- Core of the aggregator → a table for analysis, as Parquet, beside those of tables.sql.
-- In:  variables aggregator_table (path), platforms, title_types, duration_types  names in the order of their numbers
-- Grain: one row per title of a platform.
COPY (
  SELECT
    id,
    list_extract(getvariable('platforms'), platform + 1) AS platform,
    list_extract(getvariable('title_types'), type + 1) AS type,
    title,
    nullif(release_year, 0) AS release_year,
    date_added,
    rating,
    nullif(duration_int, -1) AS duration_int,
    list_extract(getvariable('duration_types'), duration_type + 1) AS duration_type,
    genres,
    directors,
    actors AS "cast",
    countries,
    description,
    score,
    score_count
  FROM core_aggregator
  ORDER BY num
) TO (getvariable('aggregator_table')) (FORMAT parquet, COMPRESSION zstd);
