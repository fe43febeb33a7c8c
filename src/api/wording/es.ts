import { helpEs } from './error-help-es.ts';
import type { ApiWording, ProblemFacts } from './wording.ts';

const units: Record<string, string> = { string: 'caracteres', array: 'elementos', number: '', int: '' };
const types: Record<string, string> = {
  string: 'texto',
  number: 'un número',
  int: 'un número entero',
  array: 'una lista',
  object: 'un objeto',
  boolean: 'true o false',
};
const quoted = (text: string): string => `«${text}»`;
const meant = (suggestions: ProblemFacts['suggestions']): string =>
  suggestions.length === 0
    ? ''
    : ` ¿Quizá ${suggestions.map(({ title, year }) => quoted(title) + (year === undefined || year === null ? '' : ` (${year})`)).join(', ')}?`;

/** Errors in Spanish. */
export const es: ApiWording = {
  title: (code) => helpEs[code].title,
  issue({ parameter, expected }) {
    const name = parameter === '' ? 'el cuerpo' : parameter;
    switch (expected.kind) {
      case 'known':
        return `${name} no se conoce; ${expected.nearest === null ? '' : `¿quizá ${expected.nearest}? `}se espera uno de ${expected.names.join(', ')}`;
      case 'one-of':
        return `${name} no es válido; se espera ${expected.values.join(' o ')}`;
      case 'type':
        return `${expected.missing ? `falta ${name}` : `${name} no es válido`}; se espera ${types[expected.type] ?? expected.type}`;
      case 'least':
      case 'most':
        return `${name} no es válido; se espera ${expected.kind === 'least' ? 'al menos' : 'como mucho'} ${expected.limit} ${units[expected.of] ?? ''}`.trim();
      default:
        return `${name} no es válido; ${expected.message}`;
    }
  },
  details: {
    INVALID_BODY: ({ reason }) => `El cuerpo no se puede leer: ${reason}.`,
    BODY_TOO_LARGE: ({ limit }) => `El cuerpo pasa de ${limit} bytes. Envíe los eventos en lotes más pequeños.`,
    URL_TOO_LONG: ({ limit }) =>
      `La dirección pasa de ${limit} bytes. Use POST /v1/recommendations para preguntas largas.`,
    UNSUPPORTED_MEDIA_TYPE: () => 'Se espera un cuerpo JSON con la cabecera content-type: application/json.',
    TOO_MANY_REQUESTS: () => 'Hay demasiadas peticiones esperando. Repita dentro de un segundo.',
    UNKNOWN_USER: ({ userId, users }) =>
      `Ningún usuario se llama ${quoted(userId)} entre los ${users} conocidos. Para alguien sin historial use /get_new_user_recommendation/, o envíe un primer evento a POST /v1/events.`,
    UNKNOWN_TITLE: ({ title, suggestions }) =>
      `Ningún título tiene el id o el nombre ${quoted(title)}.${meant(suggestions)}`,
    UNKNOWN_PERSON: ({ name, suggestions }) => `Allí nadie se llama ${quoted(name)}.${meant(suggestions)}`,
    UNKNOWN_PLATFORM: ({ platform, platforms }) =>
      `Ninguna plataforma se llama ${quoted(platform)}; las plataformas son ${platforms.join(', ')}.`,
    MISSING_CATALOGUE: ({ catalogue }) =>
      catalogue === 'films'
        ? 'No se ha importado ningún catálogo de películas. Importe movies_dataset.csv y credits.csv.'
        : catalogue === 'platform'
          ? 'Ningún usuario ha tocado títulos propios: no hay catálogo propio que explorar. Importe interacciones.'
          : 'No se han importado los títulos de ninguna plataforma. Importe netflix_titles.csv y los de las demás.',
    MISSING_RATINGS: ({ ratings, least }) =>
      `Hay ${ratings} valoraciones con estrellas y hacen falta al menos ${least}. Importe valoraciones, o recójalas con POST /v1/events.`,
    UNKNOWN_ROUTE: ({ method, path, nearest }) =>
      `Nada responde a ${method} ${path}.${nearest === null ? '' : ` ¿Quizá ${nearest}?`} Todas las direcciones están en /docs.`,
    NOT_READY: ({ waitsFor }) =>
      waitsFor === 'catalogues'
        ? 'Todavía no se ha podido abrir ningún dato importado. Importe los ficheros, o espere a que el arranque termine.'
        : waitsFor === 'neighbours'
          ? 'Todavía no se han buscado las películas similares. Espere a que el arranque termine.'
          : waitsFor === 'stars'
            ? 'Todavía se está aprendiendo de las valoraciones a quién le gustará qué. Vuelva a preguntar dentro de un momento.'
            : 'Ningún modelo está en servicio todavía. Importe los datos y entrene un modelo, o espere a que el arranque termine.',
    STORE_UNAVAILABLE: () =>
      'El evento no se ha podido escribir en el disco y no se ha guardado. Repita más tarde; mire el espacio libre.',
    INTERNAL: ({ requestId }) =>
      `Algo ha fallado por dentro; el registro lo guarda con la petición ${requestId}. Repita; si vuelve a ocurrir, envíe ese número a soporte.`,
  },
};
