-- Core of the links: which titles, films and titles of the platforms are the same film.
-- In:  staging_title, core_item  the snapshot's titles: name, year, directors, tmdb_id where a links file tells; num
--      core_film, core_film_name the films catalogue; variable director_list  the number of the list of directors
--      core_aggregator           the titles of the platforms; without the files of a catalogue its tables may be absent
--      variable items_are_aggregator  whether the snapshot's titles are those of the platforms, under their ids
--      variable link_threshold   the least confidence, 0…1, with which two rows count as the same film
-- Out: core_film_match     one row per item or title of a platform × film that may be the same: the confidence and how it was found
--      core_film_link      one row per item or title of a platform with a film: the best match at or above the threshold
--      core_same_pair      one row per pair of titles of the platforms that are the same film
--      core_item_pair      one row per item × title of a platform that may be the same: the confidence
--      core_doubtful_link  one row per item or title of a platform whose best match is not sure enough, with the film's name

CREATE TABLE IF NOT EXISTS core_film (num INTEGER, id INTEGER, title VARCHAR, release_year INTEGER, vote_count INTEGER, imdb_id VARCHAR);
CREATE TABLE IF NOT EXISTS core_film_name (film_id BIGINT, list UTINYINT, name VARCHAR);
CREATE TABLE IF NOT EXISTS core_aggregator (
  num INTEGER, id VARCHAR, platform UTINYINT, type INTEGER, title VARCHAR, release_year INTEGER, directors VARCHAR[], actors VARCHAR[]
);

-- A name without case, accents, marks, article and spaces; `&` and `and` are one, and so are II and 2.
CREATE OR REPLACE MACRO spaced(name) AS
  ' ' || trim(regexp_replace(replace(regexp_replace(strip_accents(lower(name)), '[''’`´.·]', '', 'g'), '&', ' and '), '[^\pL\pN]+', ' ', 'g')) || ' ';

CREATE OR REPLACE MACRO arabic(words) AS
  replace(replace(replace(replace(replace(replace(replace(words,
    ' ii ', ' 2 '), ' iii ', ' 3 '), ' iv ', ' 4 '), ' vi ', ' 6 '), ' vii ', ' 7 '), ' viii ', ' 8 '), ' ix ', ' 9 ');

CREATE OR REPLACE MACRO link_key(name) AS
  replace(regexp_replace(arabic(spaced(name)), '^ (the|an?|el|l[aeo]s?|il|der|die|das) (.)', ' \2'), ' ', '');

-- A name without what stands in brackets at its end: `siberia (2018)`, `baahubali [4k uhd]`, `the city … (la cité …)`; but a volume is
-- another thing than the next one.
CREATE OR REPLACE MACRO bare(name) AS
  CASE
    WHEN regexp_matches(lower(name), '[(\[](vol|volume|part|parte|season|temporada|chapter|episode|disc)\b') THEN name
    ELSE regexp_replace(name, '(\s*[(\[][^()\[\]]*[)\]])+\s*$', '')
  END;

CREATE OR REPLACE MACRO year_in(name) AS TRY_CAST(regexp_extract(name, '[(\[]((?:18|19|20)\d\d)[)\]]\s*$', 1) AS INTEGER);

-- Grain: one row per item whose film a file or its own row tells; `film` is null when the catalogue does not have it.
CREATE TABLE core_link_told AS
SELECT 'item' AS side, core_item.num, core_film.num AS film
FROM staging_title
JOIN core_item USING (id)
LEFT JOIN core_film ON core_film.id = TRY_CAST(tmdb_id AS INTEGER)
WHERE tmdb_id IS NOT NULL AND NOT getvariable('items_are_aggregator')
UNION ALL
SELECT 'item', core_item.num, min(core_film.num)
FROM staging_title
JOIN core_item USING (id)
JOIN core_film ON core_film.imdb_id = staging_title.imdb_id
WHERE tmdb_id IS NULL AND NOT getvariable('items_are_aggregator')
GROUP BY core_item.num;

-- Names decide nothing where no platform has titles and every item is told its film.
SET VARIABLE names_decide = (
  EXISTS (SELECT 1 FROM core_aggregator)
  OR (EXISTS (SELECT 1 FROM core_film) AND EXISTS (SELECT 1 FROM core_item WHERE num NOT IN (SELECT num FROM core_link_told)))
);

-- Grain: one row per item, film or title of a platform × name under which it may be known; `loose` 0 as written, 1 without or within brackets.
CREATE TABLE core_link_name AS
WITH named AS (
  SELECT 'item' AS side, core_item.num, name, year, 0 AS type
  FROM staging_title
  JOIN core_item USING (id)
  WHERE NOT getvariable('items_are_aggregator') AND getvariable('names_decide')
  UNION ALL
  SELECT 'film', num, title, release_year, 0
  FROM core_film
  WHERE getvariable('names_decide')
  UNION ALL
  SELECT 'aggregator', num, title, CASE WHEN type = 0 THEN coalesce(year_in(title), nullif(release_year, 0)) ELSE nullif(release_year, 0) END, type
  FROM core_aggregator
),
spelled AS (
  SELECT side, num, name, year, type, 0 AS loose
  FROM named
  UNION ALL
  SELECT side, num, bare(name), year, type, 1
  FROM named
  WHERE regexp_matches(name, '[)\]]\s*$')
  UNION ALL
  -- another name in the brackets of an item: `(la cité des enfants perdus)`, `(a.k.a. …)`
  SELECT side, num, regexp_replace(other, '^a\.?k\.?a\.? ', ''), year, type, 1
  FROM named, unnest(regexp_extract_all(lower(name), '\(([^()]{3,})\)', 1)) AS bracket(other)
  WHERE side = 'item' AND contains(name, '(')
)
SELECT side, num, year, type, key, min(loose) AS loose
FROM (SELECT side, num, year, type, loose, link_key(name) AS key FROM spelled)
GROUP BY side, num, year, type, key;

-- Grain: one row per pair of rows with a name in common that are of one type.
CREATE TABLE core_link_meeting AS
SELECT
  a.side,
  a.num,
  b.side AS other_side,
  b.num AS other_num,
  a.type,
  min(abs(a.year - b.year)) AS years,
  min(a.loose + b.loose) AS loose,
  max(length(a.key)) AS letters
FROM core_link_name AS a
JOIN core_link_name AS b ON a.key = b.key AND a.type = b.type
WHERE
  -- a name of marks alone is none
  a.key <> ''
  AND ((a.side = 'item' AND b.side IN ('film', 'aggregator')) OR (a.side = 'aggregator' AND b.side = 'film')
    OR (a.side = 'aggregator' AND b.side = 'aggregator' AND a.num < b.num))
  AND coalesce(abs(a.year - b.year) <= 10, true)
GROUP BY ALL;

CREATE OR REPLACE MACRO person_key(name) AS replace(spaced(name), ' ', '');

-- Grain: one row per item, film or title of a platform × person by whom it is told from another of its name, of those that
-- meet another: who directed a film, who acts in a series.
CREATE TABLE core_link_person AS
WITH met AS (
  SELECT side, num FROM core_link_meeting
  UNION
  SELECT other_side, other_num FROM core_link_meeting
),
credit AS (
  SELECT 'item' AS side, core_item.num, directors AS people
  FROM staging_title
  JOIN core_item USING (id)
  SEMI JOIN met ON met.side = 'item' AND met.num = core_item.num
  UNION ALL
  SELECT 'aggregator', num, CASE WHEN type = 1 THEN actors ELSE directors END
  FROM core_aggregator
  SEMI JOIN met ON met.side = 'aggregator' AND met.num = core_aggregator.num
)
SELECT DISTINCT side, num, key, person_key(regexp_extract(person, '(\S+)\s*$', 1)) AS surname
FROM (
  SELECT side, num, person, person_key(person) AS key
  FROM credit, unnest(people) AS one(person)
  UNION ALL
  SELECT 'film', core_film.num, core_film_name.name, person_key(core_film_name.name)
  FROM core_film_name
  JOIN core_film ON core_film.id = film_id
  SEMI JOIN met ON met.side = 'film' AND met.num = core_film.num
  WHERE list = getvariable('director_list')
)
WHERE key <> '';

-- How sure a match is: see docs/links.md for what was measured. `people`: 2 one in common, 1 one with the same last name (sources
-- spell the first in several ways), 0 one side unknown, −1 none in common. The year of a series is that of its first season on one
-- platform and that of its last on another.
CREATE OR REPLACE MACRO confidence_of(type, years, people, loose, letters) AS
  CAST(round(CASE
    WHEN type = 1 AND people > 0 THEN 0.95
    WHEN type = 1 AND people = 0 AND years BETWEEN 2 AND 10 THEN CASE WHEN letters >= 8 THEN 0.75 ELSE 0.5 END
    WHEN people = 2 THEN CASE WHEN years = 0 THEN 0.99 WHEN years = 1 THEN 0.98 WHEN coalesce(years, 0) <= 3 THEN 0.9 ELSE 0.4 END
    WHEN people = 1 AND years <= 1 THEN CASE WHEN years = 0 THEN 0.95 ELSE 0.9 END
    WHEN people >= 0 THEN CASE WHEN years = 0 THEN 0.95 WHEN years = 1 AND letters > 3 THEN 0.85 WHEN years = 1 THEN 0.6 WHEN years IS NULL THEN 0.5 WHEN years = 2 THEN 0.4 ELSE 0 END
    WHEN type = 0 AND years = 0 AND letters >= 12 THEN 0.75
    ELSE CASE WHEN years = 0 THEN 0.5 WHEN years = 1 THEN 0.3 ELSE 0 END
  END - 0.05 * loose, 2) AS FLOAT);

-- Grain: as core_link_meeting, with how sure it is that both are the same.
CREATE TABLE core_link_pair AS
WITH common AS (
  SELECT pairs.side, pairs.num, other_side, other_num, max(CASE WHEN b.key = a.key THEN 2 ELSE 1 END) AS people
  FROM core_link_meeting AS pairs
  JOIN core_link_person AS a ON a.side = pairs.side AND a.num = pairs.num
  JOIN core_link_person AS b ON b.side = other_side AND b.num = other_num AND b.surname = a.surname
  GROUP BY ALL
),
named AS (SELECT DISTINCT side, num FROM core_link_person),
known AS (
  SELECT
    pairs.*,
    CASE
      WHEN common.num IS NOT NULL THEN common.people
      WHEN a.num IS NULL OR b.num IS NULL THEN 0
      ELSE -1
    END AS people
  FROM core_link_meeting AS pairs
  LEFT JOIN common USING (side, num, other_side, other_num)
  LEFT JOIN named AS a ON a.side = pairs.side AND a.num = pairs.num
  LEFT JOIN named AS b ON b.side = other_side AND b.num = other_num
)
SELECT side, num, other_side, other_num, people > 0 AS by_people, confidence_of(type, years, people, loose, letters) AS confidence
FROM known;

-- Grain: one row per item or title of a platform × film. `method` is a place in LINK_METHODS. Where two films fit equally well, neither is sure.
CREATE TABLE core_film_match AS
WITH found AS (
  SELECT side, num, other_num AS film, confidence, CASE WHEN by_people THEN 2 ELSE 1 END AS method
  FROM core_link_pair
  -- what a file tells is not put in question, the film be in the catalogue or not
  ANTI JOIN core_link_told USING (side, num)
  WHERE other_side = 'film'
),
ranked AS (
  SELECT
    *,
    count(*) OVER (PARTITION BY side, num, confidence) AS rivals,
    row_number() OVER (PARTITION BY side, num ORDER BY confidence DESC, vote_count DESC, film) AS place
  FROM found
  JOIN (SELECT num AS film, vote_count FROM core_film) USING (film)
  WHERE confidence > 0
)
SELECT side, num, film, CAST(1 AS FLOAT) AS confidence, 0 AS method, 1 AS place, 1 AS rivals
FROM core_link_told
WHERE film IS NOT NULL
UNION ALL
SELECT side, num, film, CAST(CASE WHEN rivals > 1 THEN confidence / 2 ELSE confidence END AS FLOAT), method, place, rivals
FROM ranked;

CREATE TABLE core_film_link AS
WITH sure AS (
  SELECT side, num, film, confidence, method
  FROM core_film_match
  WHERE place = 1 AND confidence >= getvariable('link_threshold')
)
SELECT * FROM sure
UNION ALL
-- the snapshot's titles are the platforms' own: what holds for these holds for them
SELECT 'item', core_item.num, film, confidence, method
FROM sure
JOIN core_aggregator ON core_aggregator.num = sure.num
JOIN core_item ON core_item.id = core_aggregator.id
WHERE side = 'aggregator' AND getvariable('items_are_aggregator');

-- Grain: one row per item or title of a platform with a match, but none that is sure enough.
CREATE TABLE core_doubtful_link AS
SELECT side, match.num, core_film.title AS film_title, core_film.release_year AS film_year, core_film.id AS film_id, confidence, rivals
FROM core_film_match AS match
JOIN core_film ON core_film.num = film
WHERE place = 1 AND confidence < getvariable('link_threshold') AND confidence >= 0.25;

-- Grain: one row per pair of titles of the platforms that are one film: by their films, or by name, year and directors. On one platform
-- two titles of one name are only one film when a person is the same too.
CREATE TABLE core_same_pair AS
SELECT a.num, b.num AS other_num, least(a.confidence, b.confidence) AS confidence
FROM core_film_link AS a
JOIN core_film_link AS b ON a.film = b.film AND a.num < b.num
WHERE a.side = 'aggregator' AND b.side = 'aggregator'
UNION ALL
SELECT pair.num, other_num, pair.confidence
FROM core_link_pair AS pair
JOIN core_aggregator AS a ON a.num = pair.num
JOIN core_aggregator AS b ON b.num = other_num
LEFT JOIN core_film_link AS film ON film.side = 'aggregator' AND film.num = pair.num
LEFT JOIN core_film_link AS other_film ON other_film.side = 'aggregator' AND other_film.num = other_num
WHERE pair.side = 'aggregator' AND other_side = 'aggregator'
  AND pair.confidence >= getvariable('link_threshold')
  AND (a.platform <> b.platform OR by_people)
  AND coalesce(film.film = other_film.film, true);

-- Grain: one row per item × title of a platform: through the film of both, or by name, year and directors; the surer way stands.
CREATE TABLE core_item_pair AS
SELECT item, aggregator, max(confidence) AS confidence
FROM (
  SELECT item.num AS item, title.num AS aggregator, CAST(item.confidence * title.confidence AS FLOAT) AS confidence
  FROM core_film_link AS item
  JOIN core_film_link AS title ON title.film = item.film AND title.side = 'aggregator'
  WHERE item.side = 'item' AND NOT getvariable('items_are_aggregator')
  UNION ALL
  SELECT pair.num, other_num, pair.confidence
  FROM core_link_pair AS pair
  LEFT JOIN core_film_link AS film ON film.side = 'item' AND film.num = pair.num
  LEFT JOIN core_film_link AS other_film ON other_film.side = 'aggregator' AND other_film.num = other_num
  WHERE pair.side = 'item' AND other_side = 'aggregator' AND coalesce(film.film = other_film.film, true)
)
WHERE confidence >= getvariable('link_threshold')
GROUP BY ALL;
