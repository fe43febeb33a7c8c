-- Core of the links → a table for analysis, as Parquet, beside those of tables.sql.
-- In:  variables film_links_table (path), link_methods  names in the order of their numbers
-- Grain: one row per item of the snapshot or title of a platform with a film.
COPY (
  SELECT
    side,
    CASE WHEN side = 'item' THEN core_item.id ELSE core_aggregator.id END AS id,
    core_film.id AS film_id,
    confidence,
    list_extract(getvariable('link_methods'), method + 1) AS method
  FROM core_film_link
  JOIN core_film ON core_film.num = film
  LEFT JOIN core_item ON core_item.num = core_film_link.num AND side = 'item'
  LEFT JOIN core_aggregator ON core_aggregator.num = core_film_link.num AND side = 'aggregator'
  ORDER BY side DESC, core_film_link.num
) TO (getvariable('film_links_table')) (FORMAT parquet, COMPRESSION zstd);
