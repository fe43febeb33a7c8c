/** Other names by which people give the parameters of the questions. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  month: 'mes',
  day: 'dia',
  titulo_de_la_filmacion: 'titulo',
  titulo_filmacion: 'titulo',
  title: 'titulo',
  pelicula: 'titulo',
  actor: 'nombre_actor',
  director: 'nombre_director',
  plataforma: 'platform',
  anio: 'year',
  ano: 'year',
  puntaje: 'scored',
  score: 'scored',
  tipo_duracion: 'duration_type',
  tipo_de_duracion: 'duration_type',
  diversidad: 'diversity',
  idioma: 'lang',
};

/** A parameter's name in lower case, without accents, and as the contract calls it. */
function nameOf(given: string): string {
  const plain = given
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('-', '_');
  return Object.hasOwn(ALSO_CALLED, plain) ? ALSO_CALLED[plain] : plain;
}

/**
 * A query with its parameters named as the contract names them, whatever their case, accents or other usual name. One that comes twice
 * has both values in a list, as if it had been repeated; a name that is not known stays as it was given.
 */
export function renameParameters(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const renamed = new Map<string, unknown>();
  for (const [given, value] of Object.entries(query)) {
    const name = nameOf(given);
    renamed.set(name, renamed.has(name) ? [renamed.get(name), value].flat() : value);
  }
  return Object.fromEntries(renamed);
}
