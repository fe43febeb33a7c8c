import type { Language } from '../../shared/language.tsx';

/** A call that can be changed, tried and copied. */
export interface Call {
  readonly id: string;
  readonly group: 'lists' | 'titles' | 'feedback' | 'questions' | 'state';
  readonly method: 'GET' | 'POST';
  /** With the parameters of the path in braces. */
  readonly path: string;
  /** Fields with their example; an empty one is left out. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether the answer is a list for a viewer. */
  readonly isList?: boolean;
  /** Of a POST. */
  readonly body?: (language: Language, viewer: string) => unknown;
}

const comedy = { es: 'una comedia romántica en París', en: 'a romantic comedy in Paris' };

/** The calls, with an existing viewer in the examples. */
export const callsFor = (language: Language, viewer: string): readonly Call[] => [
  {
    id: 'known',
    group: 'lists',
    method: 'GET',
    path: '/get_user_recommendation/',
    fields: { userId: viewer, n: '5' },
    isList: true,
  },
  {
    id: 'stranger',
    group: 'lists',
    method: 'GET',
    path: '/get_new_user_recommendation/',
    fields: { liked: 'Toy Story', genres: '', text: comedy[language], n: '5' },
    isList: true,
  },
  {
    id: 'rich',
    group: 'lists',
    method: 'POST',
    path: '/v1/recommendations',
    fields: {},
    isList: true,
    body: () => ({
      history: [
        { title: 'Toy Story', rating: 5 },
        { title: 'Finding Nemo', kind: 'like' },
      ],
      disliked: ['Jumanji'],
      yearFrom: 1990,
      diversity: 0.3,
      n: 5,
    }),
  },
  {
    id: 'verdict',
    group: 'lists',
    method: 'GET',
    path: '/get_recommendation',
    fields: { userId: viewer, movieId: '1' },
  },
  { id: 'search', group: 'titles', method: 'GET', path: '/v1/titles', fields: { search: 'toy sto', n: '5' } },
  { id: 'similar', group: 'titles', method: 'GET', path: '/v1/titles/{id}/similar', fields: { id: '1', n: '5' } },
  { id: 'user', group: 'titles', method: 'GET', path: '/v1/users/{id}', fields: { id: viewer } },
  {
    id: 'event',
    group: 'feedback',
    method: 'POST',
    path: '/v1/events',
    fields: {},
    body: (_language, known) => ({ userId: known, titleId: '1', kind: 'like' }),
  },
  { id: 'actor', group: 'questions', method: 'GET', path: '/get_actor/{actor}', fields: { actor: 'Tom Hanks' } },
  { id: 'month', group: 'questions', method: 'GET', path: '/cantidad_filmaciones_mes/{mes}', fields: { mes: 'enero' } },
  { id: 'ready', group: 'state', method: 'GET', path: '/health/ready', fields: {} },
  { id: 'overview', group: 'state', method: 'GET', path: '/v1/overview', fields: {} },
];

/** The address of a call with its fields filled in, without the server. */
export function addressOfCall({ path, fields }: Pick<Call, 'path' | 'fields'>): string {
  const search = new URLSearchParams();
  let filled = path;
  for (const [name, value] of Object.entries(fields)) {
    if (filled.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

export type Dialect = 'curl' | 'typescript' | 'python';

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const indented = (body: unknown, spaces: number): string =>
  JSON.stringify(body, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
const asPython = (text: string): string =>
  text
    .replaceAll(/\btrue\b/g, 'True')
    .replaceAll(/\bfalse\b/g, 'False')
    .replaceAll(/\bnull\b/g, 'None');

const WRITERS: Readonly<Record<Dialect, (url: string, body: unknown) => string>> = {
  curl: (url, body) =>
    body === undefined
      ? `curl ${shellQuoted(url)}`
      : `curl ${shellQuoted(url)} \\\n  -H 'content-type: application/json' \\\n  -d ${shellQuoted(JSON.stringify(body, null, 2))}`,
  typescript: (url, body) => {
    const sent =
      body === undefined
        ? ''
        : `, {\n  method: 'POST',\n  headers: { 'content-type': 'application/json' },\n  body: JSON.stringify(${indented(body, 2)}),\n}`;
    return `const response = await fetch('${url.replaceAll("'", '%27')}'${sent});\nif (!response.ok) throw new Error((await response.json()).detail);\nconst answer = await response.json();\nconsole.log(answer);`;
  },
  python: (url, body) => {
    const call =
      body === undefined ? `requests.get("${url}"` : `requests.post("${url}", json=${asPython(indented(body, 0))}`;
    return `import requests\n\nresponse = ${call}, timeout=10)\nresponse.raise_for_status()\nprint(response.json())`;
  },
};

/** The call as a program in that language; `body` undefined for a GET. */
export const writeCall = (dialect: Dialect, url: string, body: unknown): string => WRITERS[dialect](url, body);
