-- Core of the links → a table for analysis, as Parquet, beside those of tables.sql.
-- In:  variables film_links_table (path), link_methods  names in the order of their numbers
-- Grain: one row per item of the snapshot or title of a platform with a film.
COPY (
  WITH named AS (
    SELECT 'item' AS side, num, id
    FROM core_item
    UNION ALL
    SELECT 'aggregator', num, id
    FROM core_aggregator
  )
  SELECT
    side,
    named.id,
    core_film.id AS film_id,
    confidence,
    list_extract(getvariable('link_methods'), method + 1) AS method
  FROM core_film_link AS link
  JOIN named USING (side, num)
  JOIN core_film ON core_film.num = film
  ORDER BY side DESC, link.num
) TO (getvariable('film_links_table')) (FORMAT parquet, COMPRESSION zstd);
