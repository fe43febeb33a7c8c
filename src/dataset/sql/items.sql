-- Core of items.
-- In:  staging_title  one row per accepted title: id, name, year, genres, tags, synopsis, synopsis_origin, actors, directors, imdb_id, tmdb_id
-- Out: core_item      one row per item: id, num
-- Ids that are whole numbers come first, in order of value; then the others, in order of bytes.
CREATE TABLE core_item AS
SELECT
  id,
  CAST(row_number() OVER (
    ORDER BY CASE WHEN regexp_full_match(id, '0|[1-9]\d{0,17}') THEN CAST(id AS BIGINT) END NULLS LAST, id
  ) - 1 AS INTEGER) AS num
FROM staging_title;
