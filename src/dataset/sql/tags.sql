-- Tags that users gave (MovieLens tags table).
-- In:  variable tags_path  CSV without header: source, line, user, item, tag
-- Out: core_tag            one row per item: its tags, those of most users first, at most 50
CREATE TABLE core_tag AS
WITH counted AS (
  SELECT
    item_id,
    lower(trim(regexp_replace(tag, '\s+', ' ', 'g'))) AS tag,
    count(DISTINCT user_id) AS users
  FROM read_csv(
    getvariable('tags_path'),
    auto_detect = false,
    header = false,
    delim = ',',
    quote = '"',
    escape = '"',
    max_line_size = 4194304,
    buffer_size = 8388608,
    parallel = false,
    columns = { source: 'SMALLINT', line: 'BIGINT', user_id: 'VARCHAR', item_id: 'VARCHAR', tag: 'VARCHAR' }
  )
  WHERE length(tag) BETWEEN 1 AND 80 AND item_id IS NOT NULL
  GROUP BY 1, 2
)
SELECT item_id, array_agg(tag ORDER BY users DESC, tag)[:50] AS tags
FROM counted
WHERE tag <> ''
GROUP BY item_id;
