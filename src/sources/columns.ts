/** Which column means what: names as clients write them, in Spanish and English. */

/** Our name for what a column holds. */
export type Field =
  | 'itemId'
  | 'userId'
  | 'name'
  | 'year'
  | 'genres'
  | 'tags'
  | 'tag'
  | 'synopsis'
  | 'cast'
  | 'directors'
  | 'rating'
  | 'fraction'
  | 'time'
  | 'imdbId'
  | 'tmdbId'
  | 'type'
  | 'countries'
  | 'dateAdded'
  | 'duration'
  | 'releaseDate'
  | 'budget'
  | 'revenue'
  | 'popularity'
  | 'voteAverage'
  | 'voteCount'
  | 'originalLanguage'
  | 'collection'
  | 'companies'
  | 'spokenLanguages'
  | 'crew';

/** Column of each field (position in the file), for those found. */
export type ColumnMap = Partial<Record<Field, number>>;

/** Names in order of preference, already in the form of `normaliseColumn`. */
export const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  itemId: [
    'movieid',
    'itemid',
    'titleid',
    'filmid',
    'contentid',
    'assetid',
    'videoid',
    'showid',
    'productid',
    'idpelicula',
    'peliculaid',
    'idtitulo',
    'tituloid',
    'idcontenido',
    'contenidoid',
    'iditem',
    'idmovie',
    'idfilm',
    'movie',
    'item',
    'pelicula',
    'contenido',
    'tconst',
    'mid',
    'iid',
    'codigo',
    'id',
  ],
  userId: [
    'userid',
    'viewerid',
    'customerid',
    'profileid',
    'accountid',
    'subscriberid',
    'memberid',
    'reviewerid',
    'usuarioid',
    'idusuario',
    'clienteid',
    'idcliente',
    'perfilid',
    'idperfil',
    'suscriptorid',
    'idsuscriptor',
    'iduser',
    'user',
    'usuario',
    'cliente',
    'viewer',
    'customer',
    'username',
    'uid',
  ],
  name: [
    'title',
    'titulo',
    'name',
    'nombre',
    'movietitle',
    'primarytitle',
    'titlename',
    'moviename',
    'movie',
    'film',
    'pelicula',
    'nombrepelicula',
    'titulopelicula',
    'nombretitulo',
    'originaltitle',
    'titulooriginal',
  ],
  year: [
    'year',
    'releaseyear',
    'ano',
    'anio',
    'anoestreno',
    'anioestreno',
    'yearofrelease',
    'startyear',
    'anoproduccion',
    'releasedate',
    'fechaestreno',
    'fechadeestreno',
    'estreno',
  ],
  genres: ['genres', 'genre', 'generos', 'genero', 'categories', 'category', 'categorias', 'categoria', 'listedin'],
  tags: ['tags', 'keywords', 'etiquetas', 'palabrasclave', 'plotkeywords', 'labels', 'temas', 'tag'],
  tag: ['tag', 'etiqueta', 'tags', 'etiquetas', 'keyword'],
  synopsis: [
    'synopsis',
    'sinopsis',
    'plot',
    'overview',
    'longsynopsis',
    'sinopsislarga',
    'plotsummary',
    'storyline',
    'description',
    'descripcion',
    'summary',
    'resumen',
    'argumento',
    'trama',
    'shortsynopsis',
    'sinopsiscorta',
  ],
  cast: ['cast', 'actors', 'actores', 'reparto', 'elenco', 'starring', 'stars', 'protagonistas', 'interpretes'],
  directors: ['directors', 'director', 'directores', 'direccion', 'directedby', 'dirigidapor'],
  rating: [
    'rating',
    'ratings',
    'score',
    'puntuacion',
    'calificacion',
    'valoracion',
    'nota',
    'stars',
    'estrellas',
    'userrating',
    'puntaje',
    'voto',
    'vote',
  ],
  fraction: [
    'fraction',
    'watchedfraction',
    'fractionwatched',
    'progress',
    'watched',
    'completion',
    'completionrate',
    'percentwatched',
    'watchedpercent',
    'watchpercent',
    'watchpercentage',
    'percentagewatched',
    'pctwatched',
    'viewpct',
    'percent',
    'percentage',
    'progreso',
    'porcentaje',
    'porcentajevisto',
    'fraccion',
    'fraccionvista',
    'visto',
    'completado',
    'avance',
    'partevista',
  ],
  time: [
    'timestamp',
    'time',
    'datetime',
    'date',
    'fecha',
    'fechahora',
    'hora',
    'watchedat',
    'ratedat',
    'createdat',
    'eventtime',
    'eventdate',
    'viewdate',
    'watchdate',
    'unixtimestamp',
    'unixtime',
    'ts',
    'momento',
    'marcadetiempo',
    'fechavisualizacion',
    'fechavista',
  ],
  imdbId: ['imdbid', 'imdb', 'idimdb'],
  tmdbId: ['tmdbid', 'tmdb', 'idtmdb'],
  type: ['type', 'tipo'],
  countries: ['country', 'countries', 'productioncountries', 'pais', 'paises'],
  dateAdded: ['dateadded', 'fechaagregado', 'fechadealta'],
  duration: ['duration', 'duracion', 'runtime'],
  releaseDate: ['releasedate', 'fechaestreno', 'fechadeestreno'],
  budget: ['budget', 'presupuesto'],
  revenue: ['revenue', 'recaudacion', 'ingresos'],
  popularity: ['popularity', 'popularidad'],
  voteAverage: ['voteaverage', 'votopromedio'],
  voteCount: ['votecount', 'cantidadvotos'],
  originalLanguage: ['originallanguage', 'idiomaoriginal'],
  collection: ['belongstocollection', 'collection', 'coleccion'],
  companies: ['productioncompanies', 'companies', 'productoras'],
  spokenLanguages: ['spokenlanguages', 'languages', 'idiomas'],
  crew: ['crew', 'equipo'],
};

/** Returns the name without case, accents and anything that is not a letter or digit: `Título_ID` → `tituloid`. */
export function normaliseColumn(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/**
 * Returns the position of each wanted field among the header's names; fields without a column are left out. A column serves one
 * field only, in the order in which the fields are wanted. `override` names columns outright (field → column name as written).
 */
export function mapColumns(
  header: readonly string[],
  wanted: readonly Field[],
  override: Readonly<Partial<Record<Field, string>>> = {},
): ColumnMap {
  const names = header.map(normaliseColumn);
  const map: ColumnMap = {};
  const used = new Set<number>();
  for (const field of wanted) {
    const column = override[field];
    if (column === undefined) continue;
    const exact = header.findIndex((name) => name.trim() === column.trim());
    const position = exact >= 0 ? exact : names.indexOf(normaliseColumn(column));
    if (position >= 0) {
      map[field] = position;
      used.add(position);
    }
  }
  for (const field of wanted) {
    if (map[field] !== undefined || override[field] !== undefined) continue;
    for (const synonym of SYNONYMS[field]) {
      const position = names.indexOf(synonym);
      if (position >= 0 && !used.has(position)) {
        map[field] = position;
        used.add(position);
        break;
      }
    }
  }
  return map;
}
