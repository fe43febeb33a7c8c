/** The Spanish sentences of the answers, in the words in which the questions were put. */
import type { DurationUnit } from './contract.ts';

/** A number for reading: at most two decimals, two digits where that would leave nothing. */
const told = (value: number): string => {
  const rounded = Number(value.toFixed(2));
  return String(rounded === 0 && value !== 0 ? Number(value.toPrecision(2)) : rounded);
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} y ${names.at(-1)}`;

const units: Readonly<Record<DurationUnit, readonly [string, string]>> = {
  min: ['minuto', 'minutos'],
  season: ['temporada', 'temporadas'],
};
const ofUnit: Readonly<Record<DurationUnit, { readonly one: string; readonly many: string }>> = {
  min: { one: 'La película con mayor duración', many: 'Las películas con mayor duración' },
  season: { one: 'La serie con más temporadas', many: 'Las series con más temporadas' },
};
const filtered = (platform: string | null, year: number | null): string =>
  `${platform === null ? '' : ` en ${platform}`}${year === null ? '' : ` en el año ${year}`}`;

export const sentences = {
  month: (count: number, month: string): string =>
    `${count} cantidad de películas fueron estrenadas en el mes de ${month}`,
  weekday: (count: number, day: string): string =>
    `${count} cantidad de películas fueron estrenadas en los días ${day}`,
  score: (title: string, year: number, score: number): string =>
    `La película ${title} fue estrenada en el año ${year} con un score/popularidad de ${told(score)}`,
  votes: (title: string, year: number, votes: number, mean: number): string =>
    `La película ${title} fue estrenada en el año ${year}. La misma cuenta con un total de ${votes} valoraciones, con un promedio de ${told(mean)}`,
  tooFewVotes: (title: string, year: number, needed: number): string =>
    `La película ${title} fue estrenada en el año ${year}. La misma no cumple con la condición de tener al menos ${needed} valoraciones, por lo que no se devuelve ningún valor`,
  actor: (name: string, films: number, total: number, mean: number): string =>
    `El actor ${name} ha participado de ${films} cantidad de filmaciones, el mismo ha conseguido un retorno de ${told(total)} con un promedio de ${told(mean)} por filmación`,
  director: (name: string, films: number, total: number): string =>
    `El director ${name} ha dirigido ${films} cantidad de filmaciones, el mismo ha conseguido un retorno de ${told(total)}`,
  longest: (
    unit: DurationUnit,
    titles: readonly string[],
    length: number,
    platform: string | null,
    year: number | null,
  ): string => {
    const { one, many } = ofUnit[unit];
    const lasts = `con ${length} ${units[unit][length === 1 ? 0 : 1]}`;
    return titles.length === 1
      ? `${one}${filtered(platform, year)} es ${titles[0]}, ${lasts}`
      : `${many}${filtered(platform, year)} son ${listed(titles)}, ${lasts}`;
  },
  noLongest: (unit: DurationUnit, platform: string | null, year: number | null): string =>
    `No hay ninguna ${unit === 'min' ? 'película con duración en minutos' : 'serie con duración en temporadas'}${filtered(platform, year)}`,
  countAbove: (count: number, platform: string, year: number, score: number): string =>
    `${count} cantidad de películas de ${platform} del año ${year} tienen un puntaje mayor a ${score}`,
  platform: (films: number, platform: string): string => `La plataforma ${platform} tiene ${films} películas`,
  commonActor: (names: readonly string[], times: number, platform: string, year: number): string =>
    names.length === 1
      ? `El actor que más se repite en ${platform} en el año ${year} es ${names[0]}, con ${times} ${times === 1 ? 'aparición' : 'apariciones'}`
      : `Los actores que más se repiten en ${platform} en el año ${year} son ${listed(names.slice(0, 10))}${names.length > 10 ? ` (${names.length} en total)` : ''}, con ${times} ${times === 1 ? 'aparición' : 'apariciones'} cada uno`,
  noCast: (platform: string): string =>
    `La plataforma ${platform} no informa el reparto de sus títulos, por lo que no se puede decir qué actor se repite más`,
  noActor: (platform: string, year: number): string =>
    `Ningún título de ${platform} del año ${year} nombra a sus actores`,
  similar: (title: string, titles: readonly string[]): string =>
    titles.length === 0
      ? `No se conocen películas similares a ${title}`
      : `Las películas más similares a ${title} son ${listed(titles)}`,
};
