import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import { type AggregatorCatalogue, DURATION_TYPES, PLATFORMS, TITLE_TYPES } from '../../dataset/index.ts';
import { findPlatform } from '../../sources/index.ts';
import { DURATION_UNITS, type PlatformAnswers, type PlatformTitle } from './contract.ts';
import { notes } from './notes.ts';
import { sentences } from './sentences.ts';

const MOVIE = TITLE_TYPES.indexOf('movie');
const SERIES = TITLE_TYPES.indexOf('tv show');
const LETTER = /\p{L}/u;

/** Place in PLATFORMS of what people call a platform; throws UNKNOWN_PLATFORM, which names all of them. */
function resolvePlatform(name: string): number {
  const platform = findPlatform(name);
  if (platform !== null) return PLATFORMS.indexOf(platform);
  const nearest = nearestName(name.slice(0, 40), PLATFORMS);
  throw new ButacaError('UNKNOWN_PLATFORM', `unknown platform: ${name}; expected one of ${PLATFORMS.join(', ')}.`, {
    details: { platform: name, platforms: PLATFORMS, nearest },
  });
}

/** The questions about an aggregator's catalogue: each looks through its columns, under a millisecond for 23,000 titles. */
export function openPlatformAnswers(catalogue: AggregatorCatalogue): PlatformAnswers {
  const { size, platforms, types, releaseYears, durationInts, durationTypes, scores, cast } = catalogue;
  const titleAt = (row: number): PlatformTitle => ({
    id: catalogue.ids.at(row),
    titulo: catalogue.titles.at(row),
    plataforma: PLATFORMS[platforms[row]],
    anio: releaseYears[row] === 0 ? null : releaseYears[row],
  });
  const isNamed = Uint8Array.from({ length: cast.names.size }, (_, name) => (LETTER.test(cast.names.at(name)) ? 1 : 0));
  const castSizes = new Int32Array(PLATFORMS.length);
  for (let row = 0; row < size; row++) castSizes[platforms[row]] += cast.indptr[row + 1] - cast.indptr[row];

  return {
    longest({ year, platform, unit }, language) {
      const wanted = platform === undefined ? null : resolvePlatform(platform);
      const type = unit === 'min' ? MOVIE : SERIES;
      const durationType = DURATION_TYPES.indexOf(unit);
      let length = 0;
      let compared = 0;
      let left = 0;
      let longest: number[] = [];
      for (let row = 0; row < size; row++) {
        if (types[row] !== type || (wanted !== null && platforms[row] !== wanted)) continue;
        if (year !== undefined && releaseYears[row] !== year) continue;
        if (durationTypes[row] !== durationType || durationInts[row] < 0) {
          left++;
          continue;
        }
        compared++;
        if (durationInts[row] > length) {
          length = durationInts[row];
          longest = [];
        }
        if (durationInts[row] === length) longest.push(row);
      }
      const [first, ...ties] = longest.map(titleAt);
      const asked = [wanted === null ? null : PLATFORMS[wanted], year ?? null] as const;
      const detalle = notes[language].longest(unit, compared, left);
      if (first === undefined) {
        const none = { titulo: null, id: null, plataforma: null, anio: null, duracion: null };
        return { mensaje: sentences.noLongest(unit, ...asked), ...none, tipo_duracion: unit, empates: [], detalle };
      }
      const titles = [first, ...ties].map(({ titulo }) => titulo);
      return {
        mensaje: sentences.longest(unit, titles, length, ...asked),
        ...first,
        duracion: length,
        tipo_duracion: unit,
        empates: ties,
        detalle,
      };
    },

    countAbove(platform, score, year, language) {
      const wanted = resolvePlatform(platform);
      let films = 0;
      let scored = 0;
      let above = 0;
      for (let row = 0; row < size; row++) {
        if (platforms[row] !== wanted || types[row] !== MOVIE || releaseYears[row] !== year) continue;
        films++;
        if (Number.isNaN(scores[row])) continue;
        scored++;
        if (scores[row] > score) above++;
      }
      return {
        mensaje: sentences.countAbove(above, PLATFORMS[wanted], year, score),
        plataforma: PLATFORMS[wanted],
        anio: year,
        puntaje: score,
        cantidad: above,
        peliculas: films,
        con_puntaje: scored,
        detalle: notes[language].countAbove(films, scored),
      };
    },

    countPlatform(platform, language) {
      const wanted = resolvePlatform(platform);
      let films = 0;
      let series = 0;
      let untyped = 0;
      for (let row = 0; row < size; row++) {
        if (platforms[row] !== wanted) continue;
        if (types[row] === MOVIE) films++;
        else if (types[row] === SERIES) series++;
        else untyped++;
      }
      return {
        mensaje: sentences.platform(films, PLATFORMS[wanted]),
        plataforma: PLATFORMS[wanted],
        cantidad: films,
        series,
        detalle: notes[language].platform(untyped),
      };
    },

    commonActor(platform, year, language) {
      const wanted = resolvePlatform(platform);
      const times = new Map<number, number>();
      let titles = 0;
      let withCast = 0;
      let unnamed = 0;
      for (let row = 0; row < size; row++) {
        if (platforms[row] !== wanted || releaseYears[row] !== year) continue;
        titles++;
        const names = new Set(cast.indices.subarray(cast.indptr[row], cast.indptr[row + 1]));
        if (names.size > 0) withCast++;
        for (const name of names) {
          if (isNamed[name] === 1) times.set(name, (times.get(name) ?? 0) + 1);
          else unnamed++;
        }
      }
      let most = 0;
      for (const count of times.values()) most = Math.max(most, count);
      const actores = [...times.entries()]
        .filter(([, count]) => count === most)
        .map(([name]) => cast.names.at(name))
        .sort();
      const called = PLATFORMS[wanted];
      const mensaje =
        actores.length > 0
          ? sentences.commonActor(actores, most, called, year)
          : castSizes[wanted] === 0
            ? sentences.noCast(called)
            : sentences.noActor(called, year);
      return {
        mensaje,
        plataforma: called,
        anio: year,
        actor: actores[0] ?? null,
        apariciones: most,
        actores,
        titulos: titles,
        con_reparto: withCast,
        detalle: notes[language].commonActor(titles, withCast, unnamed),
      };
    },
  };
}

/** The unit that people mean by a word (`min`, `minutos`, `season`, `temporadas`); null when it is none. */
export function findDurationUnit(word: string): (typeof DURATION_UNITS)[number] | null {
  const plain = word.trim().toLowerCase().replace(/s$/, '');
  if (['min', 'minuto', 'minute'].includes(plain)) return 'min';
  return ['season', 'temporada'].includes(plain) ? 'season' : null;
}
