-- Core → tables for analysis, as Parquet. Not part of the content hash: another version of the database writes other bytes.
-- In:  variables titles_table, users_table, interactions_table, credits_table, links_table (paths)
-- Grain: titles one row per item; users one per user; interactions one per user × item; credits one per item × person × role;
--        links one per item with an id elsewhere.
COPY (
  SELECT core_item.num AS item_num, staging_title.*
  FROM core_item
  JOIN staging_title USING (id)
  ORDER BY item_num
) TO (getvariable('titles_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT core_user.num AS user_num, core_user.id, count(*) AS interactions, count(rating) AS ratings,
    to_timestamp(min(time)) AS first_at, to_timestamp(max(time)) AS last_at
  FROM core_user
  JOIN core_interaction ON core_interaction.user_num = core_user.num
  GROUP BY ALL
  ORDER BY user_num
) TO (getvariable('users_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT core_user.id AS user_id, core_item.id AS item_id, rating, fraction, to_timestamp(time) AS at
  FROM core_interaction
  JOIN core_user ON core_user.num = user_num
  JOIN core_item ON core_item.num = item_num
  ORDER BY user_num, time NULLS FIRST, item_num
) TO (getvariable('interactions_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT id AS item_id, person, 'actor' AS role, position
  FROM staging_title, unnest(actors) WITH ORDINALITY AS credit(person, position)
  UNION ALL
  SELECT id, person, 'director', position
  FROM staging_title, unnest(directors) WITH ORDINALITY AS credit(person, position)
  ORDER BY item_id, role, position
) TO (getvariable('credits_table')) (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT id AS item_id, imdb_id, tmdb_id
  FROM staging_title
  WHERE imdb_id IS NOT NULL OR tmdb_id IS NOT NULL
  ORDER BY item_id
) TO (getvariable('links_table')) (FORMAT parquet, COMPRESSION zstd);
