-- What titles take of the films that they are linked to.
-- In:  variable wanted_films_path  one TMDB id a line
--      core_film_checked           one row per row of a films table
-- Out: core_wanted_film            one row per wanted film: film_id
--      core_film_overview          one row per wanted film that has an overview
CREATE TABLE core_wanted_film AS
SELECT DISTINCT film_id
FROM read_csv(getvariable('wanted_films_path'), auto_detect = false, header = false, delim = ',', columns = { film_id: 'BIGINT' });

CREATE TABLE core_film_overview AS
SELECT film_id, arg_min(overview, (source, line)) AS overview
FROM core_film_checked
JOIN core_wanted_film ON core_wanted_film.film_id = id
WHERE overview <> ''
GROUP BY film_id;
