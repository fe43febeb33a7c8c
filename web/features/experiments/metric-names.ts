import { knownNames } from './known-words.ts';
import type { Language } from '../../shared/language.tsx';

interface Name {
  readonly es: string;
  readonly en: string;
}

const QUESTIONS: Readonly<Record<string, Name>> = {
  existing: { es: 'Usuarios conocidos', en: 'Known users' },
  'existing-global': { es: 'Conocidos, a partir de una fecha', en: 'Known users, after one date' },
  'new-title': { es: 'Títulos nuevos', en: 'New titles' },
  validation: { es: 'Validación', en: 'Validation' },
  verdict: { es: '¿Le gustará?', en: 'Will they like it?' },
};

const QUESTION_NOTES: Readonly<Record<string, Name>> = {
  existing: {
    es: 'Se aparta la quinta parte más reciente de lo que vio cada usuario, y se mira si las listas la encuentran.',
    en: 'The newest fifth of what each user watched is held out; do the lists find it?',
  },
  'existing-global': {
    es: 'Se aparta todo lo visto después de una fecha, la misma para todos.',
    en: 'All that was watched after one date, the same for all, is held out.',
  },
  'new-title': {
    es: 'Se apartan títulos enteros, como si nadie los hubiera visto todavía.',
    en: 'Whole titles are held out, as if nobody had watched them yet.',
  },
  verdict: {
    es: 'Se apartan notas y se mira si el sí o no acierta cuáles son de 4 estrellas o más.',
    en: 'Ratings are held out; does the yes or no tell which are of 4 stars or more?',
  },
  validation: { es: 'La parte con la que se eligen los ajustes.', en: 'The part on which settings are chosen.' },
};

const NEW_USER = /^new-user-(\d+)$/;

const METRICS: readonly (readonly [RegExp, Name, Name])[] = [
  [
    /^ndcg@(\d+)$/,
    { es: 'nDCG@$1', en: 'nDCG@$1' },
    {
      es: 'Acierto de la lista de $1, contando más los primeros puestos. De 0 a 1; más es mejor.',
      en: 'How good the list of $1 is, the first places counting most. 0 to 1; more is better.',
    },
  ],
  [
    /^recall@(\d+)$/,
    { es: 'recall@$1', en: 'recall@$1' },
    {
      es: 'Parte de lo que al usuario le gustó que aparece en la lista de $1. De 0 a 1; más es mejor.',
      en: 'Part of what the user liked that stands in the list of $1. 0 to 1; more is better.',
    },
  ],
  [
    /^precision@(\d+)$/,
    { es: 'precisión@$1', en: 'precision@$1' },
    {
      es: 'Parte de la lista de $1 que acierta. Más es mejor.',
      en: 'Part of the list of $1 that is right. More is better.',
    },
  ],
  [
    /^(?:hr|hit)@(\d+)$/,
    { es: 'acierto@$1', en: 'hit rate@$1' },
    {
      es: 'Usuarios con al menos un acierto en $1. Más es mejor.',
      en: 'Users with at least one hit in $1. More is better.',
    },
  ],
  [
    /^calibration error$/,
    { es: 'error de la probabilidad', en: 'calibration error' },
    {
      es: 'Cuánto se aparta de media la probabilidad dicha de lo que luego ocurre. Menos es mejor.',
      en: 'How far the probability told is from what then happens, on average. Less is better.',
    },
  ],
  [
    /^brier$/,
    { es: 'Brier', en: 'Brier' },
    {
      es: 'Error cuadrático de la probabilidad. De 0 a 1; menos es mejor.',
      en: 'Squared error of the probability. 0 to 1; less is better.',
    },
  ],
  [
    /^auc$/,
    { es: 'AUC', en: 'AUC' },
    {
      es: 'Cuántas veces un título que gustó queda por delante de uno que no. 0,5 es azar; más es mejor.',
      en: 'How often a title that was liked stands before one that was not. 0.5 is chance; more is better.',
    },
  ],
  [
    /^precision$/,
    { es: 'precisión', en: 'precision' },
    { es: 'De los «sí», la parte que gustó. Más es mejor.', en: 'Part of the “yes” that were liked. More is better.' },
  ],
  [
    /^recall$/,
    { es: 'cobertura', en: 'recall' },
    {
      es: 'De lo que gustó, la parte a la que se dijo «sí». Más es mejor.',
      en: 'Part of what was liked that was told “yes”. More is better.',
    },
  ],
  [
    /^skill$/,
    { es: 'ganancia', en: 'skill' },
    {
      es: 'Parte del error que se ahorra frente a decir lo mismo a todos. De 0 a 1; más es mejor.',
      en: 'Part of the error that is saved against telling everybody the same. 0 to 1; more is better.',
    },
  ],
  [
    /^rmse$/,
    { es: 'RMSE', en: 'RMSE' },
    {
      es: 'Error típico de las estrellas predichas. Menos es mejor.',
      en: 'Typical error of the stars predicted. Less is better.',
    },
  ],
  [
    /^mae$/,
    { es: 'MAE', en: 'MAE' },
    { es: 'Error medio en estrellas. Menos es mejor.', en: 'Mean error in stars. Less is better.' },
  ],
];

/** How a metric is told: its question, its own name, whose it is, and what it means. */
export interface MetricName {
  readonly question: string;
  readonly metric: string;
  /** Another model's figure beside the run's own; null: the run's own. */
  readonly of: string | null;
  readonly full: string;
  readonly note: string;
  /** What the metric means, apart from the question. */
  readonly about: string;
  /** Whether less is better. */
  readonly isError: boolean;
}

const fill = (text: string, number: string | undefined): string => text.replaceAll('$1', number ?? '');

/** The name of a metric of runs, `existing ndcg@10 (popularity)`, as people read it. */
export function metricName(name: string, language: Language): MetricName {
  const parts = /^(\S+) (.+?)(?: \(([^)]+)\))?$/.exec(name);
  const id = parts?.[1] ?? '';
  const own = parts?.[2] ?? name;
  const of = parts?.[3] ?? null;
  const history = NEW_USER.exec(id)?.[1];
  const question =
    history === undefined
      ? (QUESTIONS[id]?.[language] ?? id)
      : language === 'es'
        ? `Usuarios nuevos, ${history} vistos`
        : `New users, ${history} watched`;
  const questionNote =
    history === undefined
      ? (QUESTION_NOTES[id]?.[language] ?? '')
      : language === 'es'
        ? `Usuarios de los que solo se conocen ${history} títulos.`
        : `Users of whom only ${history} titles are known.`;
  const found = METRICS.find(([pattern]) => pattern.test(own));
  const number = found?.[0].exec(own)?.[1];
  const metric = found === undefined ? own : fill(found[1][language], number);
  const about = found === undefined ? '' : fill(found[2][language], number);
  return {
    question,
    metric,
    of,
    full: `${question === '' ? '' : `${question} · `}${metric}${of === null ? '' : ` (${knownNames(language).model(of)})`}`,
    note: [questionNote, about].filter((text) => text !== '').join(' '),
    about,
    isError: /rmse|mae|mse|loss|brier|calibration/.test(own),
  };
}

/** The metric that matters most of those there are: the one that the gate asks, else the most frequent. */
export const mainMetric = (metrics: readonly { readonly name: string }[]): string | undefined =>
  (metrics.find(({ name }) => name === 'existing ndcg@10') ?? metrics.at(0))?.name;
