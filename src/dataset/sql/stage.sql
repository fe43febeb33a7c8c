-- Raw → staging: the files that the reader has cut into fields, as tables. Renames and types only.
-- In:  variables titles_path (JSON lines), interactions_path and id_links_path (CSV without header)
-- Out: staging_title        one row per accepted title
--      staging_id_link      one row per id by which interactions name a title whose own id is another
--      staging_interaction  one row per data row of an interactions file or feedback event, as written (text)
CREATE TABLE staging_title AS
SELECT *
FROM read_json(
  getvariable('titles_path'),
  format = 'newline_delimited',
  maximum_object_size = 8388608,
  columns = {
    id: 'VARCHAR', name: 'VARCHAR', year: 'SMALLINT', genres: 'VARCHAR[]', tags: 'VARCHAR[]', synopsis: 'VARCHAR',
    synopsis_origin: 'VARCHAR', actors: 'VARCHAR[]', directors: 'VARCHAR[]', imdb_id: 'VARCHAR', tmdb_id: 'VARCHAR'
  }
);

CREATE TABLE staging_id_link AS
SELECT *
FROM read_csv(
  getvariable('id_links_path'),
  auto_detect = false,
  header = false,
  delim = ',',
  quote = '"',
  escape = '"',
  columns = { item_id: 'VARCHAR', title_id: 'VARCHAR' }
);

CREATE TABLE staging_interaction AS
SELECT *
FROM read_csv(
  getvariable('interactions_path'),
  auto_detect = false,
  header = false,
  delim = ',',
  quote = '"',
  escape = '"',
  max_line_size = 4194304,
  buffer_size = 8388608,
  parallel = getvariable('interactions_parallel'),
  columns = {
    source: 'SMALLINT', line: 'BIGINT', user_id: 'VARCHAR', item_id: 'VARCHAR', rating: 'VARCHAR', fraction: 'VARCHAR',
    time: 'VARCHAR'
  }
);
