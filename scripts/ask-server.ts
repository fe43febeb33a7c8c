import { randomUUID } from 'node:crypto';

/** One question to a running server and whether its answer was right. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  /** What was found, for people. */
  readonly detail: string;
}

type Found = Omit<Check, 'name'>;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

/** Asks one address; with a body it is a POST. Rejects when nothing answers within ten seconds. */
export async function ask(url: string, path: string, body?: object): Promise<Answer> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(new URL(path, url), {
    signal: AbortSignal.timeout(10_000),
    ...(body === undefined ? {} : post),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: json ? (JSON.parse(text) as Answer['body']) : {} };
}

const listOf = ({ body }: Answer): readonly Listed[] => (body['recommendations'] ?? []) as Listed[];

const idsOf = (answer: Answer): string =>
  listOf(answer)
    .map(({ id }) => id)
    .join();

/** A list of n titles, each with its reason. */
function isList(answer: Answer, n: number): Found {
  const list = listOf(answer);
  const [first] = list;
  return {
    passed: answer.status === 200 && list.length === n && list.every(({ id, title, reason }) => id && title && reason),
    detail:
      first === undefined ? `status ${answer.status}` : `${list.length} titles, first: ${first.title}. ${first.reason}`,
  };
}

function hasStatus({ status, body }: Answer, expected: number): Found {
  const code = typeof body['code'] === 'string' ? ` ${body['code']}` : '';
  return { passed: status === expected, detail: `status ${status}${code}` };
}

/** A sentence in Spanish of this form. */
function says({ status, body }: Answer, expected: RegExp): Found {
  const sentence = typeof body['mensaje'] === 'string' ? body['mensaje'] : '';
  return { passed: status === 200 && expected.test(sentence), detail: sentence || `status ${status}` };
}

const FOUND_MS = 120_000;

/** The answer of an address once it is no longer 503: at a first start some things are found after the model serves. */
async function askWhenFound(url: string, path: string): Promise<Answer> {
  let answer = await ask(url, path);
  for (const endMs = Date.now() + FOUND_MS; answer.status === 503 && Date.now() < endMs; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    answer = await ask(url, path);
  }
  return answer;
}

/** The questions by name; each asks a server that serves the sample. */
const QUESTIONS: Readonly<Record<string, (url: string) => Promise<Found>>> = {
  'is ready': async (url) => hasStatus(await ask(url, '/health/ready'), 200),
  'shows a page at /': async (url) => hasStatus(await ask(url, '/'), 200),
  'describes itself in OpenAPI 3.1': async (url) => {
    const { status, body } = await ask(url, '/openapi.json');
    const version = typeof body['openapi'] === 'string' ? body['openapi'] : '';
    return { passed: status === 200 && version.startsWith('3.1'), detail: `openapi ${version}` };
  },
  'recommends to a known user': async (url) => isList(await ask(url, '/get_user_recommendation/?userId=1'), 10),
  'recommends the same at both addresses': async (url) => {
    const ids = idsOf(await ask(url, '/get_user_recommendation?userId=1&n=5'));
    const same = idsOf(await ask(url, '/get_new_user_recommendation/?userId=1&n=5'));
    return { passed: ids !== '' && ids === same, detail: ids };
  },
  'recommends to a stranger': async (url) => isList(await ask(url, '/get_new_user_recommendation/'), 10),
  'recommends to a stranger who likes two titles': async (url) =>
    isList(await ask(url, '/get_new_user_recommendation/?liked=Toy+Story&liked=Heat&n=5'), 5),
  'recommends from words in Spanish': async (url) =>
    isList(
      await ask(url, '/get_new_user_recommendation/?text=una+comedia+rom%C3%A1ntica+en+Par%C3%ADs&n=5&lang=es'),
      5,
    ),
  'refuses an unknown user': async (url) =>
    hasStatus(await ask(url, '/get_user_recommendation/?userId=nobody-of-this-name'), 404),
  'refuses a wrong parameter': async (url) => hasStatus(await ask(url, '/get_new_user_recommendation/?n=many'), 400),
  'knows a new user from the first event on': async (url) => {
    const userId = `guest-${randomUUID()}`;
    const sent = await ask(url, '/v1/events', { userId, titleId: '1', kind: 'like' });
    const found = isList(await ask(url, `/get_user_recommendation/?userId=${userId}&n=3`), 3);
    return { passed: found.passed && sent.status < 300, detail: `event ${sent.status}; ${found.detail}` };
  },
  'recommends what a platform has': async (url) =>
    isList(await ask(url, '/get_user_recommendation/?userId=1&platform=netflix&n=5'), 5),
  'counts the films of a month': async (url) =>
    says(await ask(url, '/cantidad_filmaciones_mes/Febrero'), /^\d+ .* febrero$/),
  'knows the longest film of a platform': async (url) =>
    says(await ask(url, '/get_max_duration?year=2021&platform=disney'), /cruella, con 137 minutos$/),
  'tells the success of a director': async (url) => says(await ask(url, '/get_director/john%20lasseter'), /27\.65$/),
  'names the platforms when it is asked for another': async (url) =>
    hasStatus(await ask(url, '/get_count_platform/hbo'), 404),
  'finds similar films': async (url) => {
    const answer = await askWhenFound(url, '/recomendacion/toy%20story');
    const list = Array.isArray(answer.body) ? (answer.body as string[]) : [];
    return {
      passed: list.length === 5 && list[0] === 'Toy Story 2',
      detail: list.join(', ') || `status ${answer.status}`,
    };
  },
  'says whether a viewer will like a title': async (url) =>
    says(
      await askWhenFound(url, '/get_recommendation?userId=1&movieId=10'),
      /^(Sí|No): «.+» gustaría con una probabilidad/,
    ),
  'explores the catalogues': async (url) => hasStatus(await ask(url, '/v1/analysis/findings'), 200),
  'tells its updates': async (url) => hasStatus(await ask(url, '/v1/updates/latest'), 200),
  'publishes metrics': async (url) => hasStatus(await ask(url, '/metrics'), 200),
};

/** Asks a server that serves the sample: health, lists for every kind of viewer, an event, refusals. Never rejects. */
export async function askServer(url: string): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const found = await question(url).catch((error: unknown) => ({ passed: false, detail: String(error) }));
    checks.push({ name, ...found });
  }
  return checks;
}

/** The checks as lines: `ok` or `not ok`, the question, what was found. */
export const formatChecks = (checks: readonly Check[]): string =>
  checks.map(({ passed, name, detail }) => `${passed ? 'ok    ' : 'not ok'} ${name}: ${detail}`).join('\n');
