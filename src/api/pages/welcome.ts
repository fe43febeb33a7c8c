import type { Language, Readiness, RecommenderCounts } from '../../serving/index.ts';

interface Texts {
  readonly claim: string;
  readonly ready: string;
  readonly notReady: string;
  readonly titles: string;
  readonly users: string;
  readonly lists: string;
  readonly model: string;
  readonly try: string;
  readonly documents: string;
  readonly other: readonly [href: string, text: string];
  readonly calls: readonly (readonly [path: string, what: string])[];
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  es: {
    claim: 'Recomendaciones de cine con su porqué, en su propia máquina.',
    ready: 'En servicio',
    notReady: 'Todavía sin modelo',
    titles: 'títulos',
    users: 'usuarios',
    lists: 'listas servidas',
    model: 'Modelo',
    try: 'Pruebe',
    documents: 'Documentación de la API',
    other: ['/?lang=en', 'English'],
    calls: [
      ['/get_user_recommendation/?userId=1', 'para un usuario registrado'],
      ['/get_new_user_recommendation/', 'para alguien de quien no se sabe nada'],
      [
        '/get_new_user_recommendation/?liked=Toy%20Story&text=una%20comedia%20de%20aventuras',
        'con un gusto y unas palabras',
      ],
      ['/v1/titles?search=matrix', 'títulos por nombre'],
      ['/v1/titles/1/similar', 'títulos parecidos'],
      ['/v1/users/1', 'historial y gustos de un usuario'],
      ['/v1/analysis/report', 'qué hay en los catálogos, con gráficos'],
    ],
  },
  en: {
    claim: 'Movie recommendations with their reasons, on your own machine.',
    ready: 'In service',
    notReady: 'No model yet',
    titles: 'titles',
    users: 'users',
    lists: 'lists served',
    model: 'Model',
    try: 'Try',
    documents: 'API documentation',
    other: ['/?lang=es', 'Español'],
    calls: [
      ['/get_user_recommendation/?userId=1&lang=en', 'for a registered user'],
      ['/get_new_user_recommendation/?lang=en', 'for someone of whom nothing is known'],
      [
        '/get_new_user_recommendation/?liked=Toy%20Story&text=an%20adventure%20comedy&lang=en',
        'with one taste and a few words',
      ],
      ['/v1/titles?search=matrix', 'titles by name'],
      ['/v1/titles/1/similar?lang=en', 'similar titles'],
      ['/v1/users/1', 'history and tastes of a user'],
      ['/v1/analysis/report?lang=en', 'what stands in the catalogues, with charts'],
    ],
  },
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The welcome page as HTML: what is serving, and calls to try. No script, no outside resource. */
export function renderWelcome(
  language: Language,
  { ready, model, problem }: Readiness,
  counts: RecommenderCounts,
): string {
  const texts = TEXTS[language];
  const number = new Intl.NumberFormat(language);
  const figure = (value: number, name: string): string => `<div><dt>${name}</dt><dd>${number.format(value)}</dd></div>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Butaca</title>
<link rel="stylesheet" href="/assets/welcome.css">
</head>
<body>
<main>
<header>
<h1>Butaca</h1>
<p>${texts.claim}</p>
<p class="status ${ready ? 'ready' : 'waiting'}">${ready ? texts.ready : texts.notReady}</p>
</header>
<dl>${figure(counts.titles, texts.titles)}${figure(counts.users, texts.users)}${figure(counts.slates, texts.lists)}</dl>
${model === null ? '' : `<p>${texts.model}: <code>${escapeHtml(model.name)}</code> <small>${escapeHtml(model.version)}</small></p>`}
${problem === null ? '' : `<p class="problem"><code>${escapeHtml(problem.code)}</code> ${escapeHtml(problem.message)}</p>`}
<h2>${texts.try}</h2>
<ul>
${texts.calls.map(([path, what]) => `<li><a href="${escapeHtml(path)}"><code>${escapeHtml(decodeURIComponent(path))}</code></a><span>${what}</span></li>`).join('\n')}
</ul>
<nav><a class="button" href="/docs">${texts.documents}</a> <a href="/openapi.json">OpenAPI</a> <a href="/metrics">Metrics</a> <a href="${texts.other[0]}">${texts.other[1]}</a></nav>
</main>
</body>
</html>
`;
}
