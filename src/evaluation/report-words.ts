/** The words of the Markdown report in both languages. */
import type { EvaluationReport, Purpose, QuestionReport } from './report.ts';

export type ReportLanguage = 'en' | 'es';

export interface ReportWords {
  readonly title: string;
  introduction(report: EvaluationReport): string;
  readonly validationNote: string;
  readonly briefNote: string;
  question(id: string): string;
  asked(question: QuestionReport): string;
  /** Stands under `new-title` when the titles were drawn once only. */
  readonly oneDraw: string;
  readonly inShort: string;
  readonly servedMeaning: string;
  /** How many of a hundred users the best model serves, and popularity (null: it is the best, or absent); whether the gain in nDCG@10 is beyond chance. */
  served(label: string, ofHundred: number, popularity: number | null, sure: boolean): string;
  byChance(part: number): string;
  metric(name: string): string;
  meaning(name: string, english: string): string;
  protocolLines(resamples: number): string[];
  readonly purpose: Readonly<Record<Purpose, string>>;
  readonly model: string;
  readonly interval: string;
  readonly coverage: string;
  readonly novelty: string;
  readonly diversity: string;
  readonly popularShare: string;
  readonly unanswered: string;
  readonly comparison: string;
  readonly difference: string;
  readonly aboveZero: string;
  readonly yes: string;
  readonly no: string;
  readonly skipped: string;
  readonly suspicious: string;
  suspicion(question: string, label: string, metric: string, value: number, limit: number): string;
  readonly timings: string;
  readonly protocol: string;
  readonly split: string;
  readonly trainSeconds: string;
  readonly loadMs: string;
  readonly scoreMs: string;
  readonly peakMemory: string;
  readonly data: string;
  readonly seed: string;
  readonly threads: string;
  readonly configurations: string;
}

const METRIC_LABELS: Readonly<Record<ReportLanguage, Readonly<Record<string, string>>>> = {
  en: {
    recall: 'recall',
    'recall-capped': 'recall, capped',
    precision: 'precision',
    'hit-rate': 'hit rate',
    mrr: 'MRR',
    map: 'MAP',
  },
  es: {
    recall: 'exhaustividad',
    'recall-capped': 'exhaustividad acotada',
    precision: 'precisión',
    'hit-rate': 'usuarios con acierto',
    mrr: 'MRR',
    map: 'MAP',
  },
};

const SPANISH_MEANINGS: Readonly<Record<string, string>> = {
  ndcg: 'ganancia 1/log2(puesto+1) de los títulos reservados entre los n primeros, dividida por la de la lista ideal de n',
  recall: 'títulos reservados hallados entre los n primeros, divididos por todos los reservados',
  'recall-capped': 'títulos reservados hallados entre los n primeros, divididos por min(n, reservados)',
  precision: 'títulos reservados hallados entre los n primeros, divididos por n',
  'hit-rate': 'usuarios con al menos un título reservado entre los n primeros',
  mrr: 'uno dividido por el puesto del primer título reservado entre los n primeros; si no hay, 0',
  map: 'precisión en cada título hallado entre los n primeros, sumada y dividida por todos los reservados',
  coverage: 'títulos que aparecen en alguna lista de diez, divididos por los que podrían aparecer',
  novelty: 'media de log2((usuarios + 1) / (vistas + 1)) de los títulos listados, en bits, contando todos los datos',
  diversity: 'media, sobre las listas, de 1 - coseno de géneros entre los pares de una lista de diez',
  popularShare: 'parte de los puestos de las listas que ocupa el 1 % de títulos más vistos, contando todos los datos',
  'recall@100 (neighbours)':
    'de los 100 títulos con mayor solapamiento de Jaccard de espectadores, la parte que está entre los 100 más parecidos según el modelo',
};

const metricLabel =
  (language: ReportLanguage) =>
  (name: string): string => {
    const [base = name, n] = name.split('@');
    const label = METRIC_LABELS[language][base] ?? base;
    return n === undefined ? label : `${label}@${n}`;
  };

const en: ReportWords = {
  title: 'How good the recommendations are',
  introduction: ({ snapshot }) =>
    `Measured by hiding part of what people watched and asking each model to find it again: ${snapshot.users} users, ${snapshot.items} titles, ${snapshot.interactions} interactions. Higher is better in every column of accuracy; in brackets the range in which the figure lies with 95 % confidence. The line \`popularity\` gives everyone the same best-known titles: a model that does not beat it is of no use.`,
  validationNote: 'Measured on a validation part cut from the training part: for tuning, not for publication.',
  briefNote: 'A brief evaluation: one training for two questions. `butaca evaluate` measures everything.',
  question(id) {
    if (id === 'existing') return 'Users with a history: the newest fifth of what each watched';
    if (id === 'existing-global') return 'Users with a history: everything after one moment';
    if (id === 'new-user-0') return 'New users of whom nothing is known';
    if (id.startsWith('new-user-')) return `New users with ${id.slice('new-user-'.length)} known title(s)`;
    if (id === 'new-title') return 'New titles: who will watch them';
    if (id === 'new-title-neighbours') return 'New titles: which titles they are like';
    return id;
  },
  asked: ({ cases, heldOut, candidates, unit }) =>
    unit === 'users'
      ? `${cases} users asked, ${heldOut} hidden interactions to find, ${candidates} titles ranked.`
      : `${cases} titles asked; the truth is which titles their viewers also watched.`,
  oneDraw:
    'The new titles were drawn once: the intervals cover other users, but not other titles, and another draw can differ by more.',
  inShort: 'In short',
  servedMeaning:
    'Of a hundred users, for how many a list of ten holds at least one title that they went on to watch. The lists are made without knowing it.',
  served: (label, ofHundred, popularity, sure) =>
    `${ofHundred} with \`${label}\`${popularity === null ? '' : `, ${popularity} with the most popular titles (the gain in nDCG@10 is ${sure ? '' : 'not '}beyond chance)`}.`,
  byChance: (part) => `By chance: ${part.toFixed(3)}.`,
  metric: metricLabel('en'),
  meaning: (_name, english) => english,
  protocolLines: (resamples) => [
    '- Ranked: the whole catalogue (new titles: the cold titles), titles the user has seen left out',
    '- Relevance: binary; every hidden interaction counts, whatever its stars',
    '- Ties: in an order drawn from the seed and the user; a title that a model cannot score is never listed',
    `- Intervals: 95 %, bootstrap over the cases, ${resamples} resamples; comparisons paired over the same cases`,
    '- Tuning: options are the defaults or those shown below; what a model chooses while training it chooses inside the training part; the test part is read for the figures alone',
  ],
  purpose: {
    'over-popularity': 'Gain over popularity',
    'hybrid-over-single': 'Gain of the hybrid over each single model',
    synopses: 'Gain from reading the synopses',
  },
  model: 'model',
  interval: '95 % interval',
  coverage: 'coverage',
  novelty: 'novelty (bits)',
  diversity: 'diversity',
  popularShare: 'places of the top 1 %',
  unanswered: 'no answer',
  comparison: 'comparison',
  difference: 'difference',
  aboveZero: 'interval above zero',
  yes: 'yes',
  no: 'no',
  skipped: 'Not measured',
  suspicious: 'Too good to be believed',
  suspicion: (question, label, metric, value, limit) =>
    `${question}, ${label}: ${metric} ${value.toFixed(3)} is above ${limit} (a rule of thumb); look for what was to be found among what the model knows.`,
  timings: 'Time and memory',
  protocol: 'How it was measured',
  split: 'split',
  trainSeconds: 'training (s)',
  loadMs: 'loading (ms)',
  scoreMs: 'one case (ms)',
  peakMemory: 'process peak so far (MiB)',
  data: 'Data',
  seed: 'Seed',
  threads: 'threads',
  configurations: 'Configurations',
};

const es: ReportWords = {
  title: 'Qué tan buenas son las recomendaciones',
  introduction: ({ snapshot }) =>
    `Medido ocultando una parte de lo que la gente vio y pidiendo a cada modelo que la encuentre: ${snapshot.users} usuarios, ${snapshot.items} títulos, ${snapshot.interactions} interacciones. Más alto es mejor en todas las columnas de acierto; entre paréntesis, el rango en el que está la cifra con un 95 % de confianza. La línea \`popularity\` da a todos los mismos títulos más conocidos: un modelo que no la supera no sirve.`,
  validationNote: 'Medido sobre una parte de validación tomada del entrenamiento: para ajustar, no para publicar.',
  briefNote: 'Evaluación breve: un solo entrenamiento para dos preguntas. `butaca evaluate` mide todo.',
  question(id) {
    if (id === 'existing') return 'Usuarios con historial: la quinta parte más reciente de lo que vio cada uno';
    if (id === 'existing-global') return 'Usuarios con historial: todo lo posterior a un mismo momento';
    if (id === 'new-user-0') return 'Usuarios nuevos de los que no se sabe nada';
    if (id.startsWith('new-user-')) return `Usuarios nuevos con ${id.slice('new-user-'.length)} título(s) conocidos`;
    if (id === 'new-title') return 'Títulos nuevos: quién los verá';
    if (id === 'new-title-neighbours') return 'Títulos nuevos: a qué títulos se parecen';
    return id;
  },
  asked: ({ cases, heldOut, candidates, unit }) =>
    unit === 'users'
      ? `${cases} usuarios consultados, ${heldOut} interacciones ocultas por encontrar, ${candidates} títulos ordenados.`
      : `${cases} títulos consultados; la verdad es qué otros títulos vieron sus espectadores.`,
  oneDraw:
    'Los títulos nuevos se sortearon una sola vez: los intervalos cubren otros usuarios pero no otros títulos, y otro sorteo puede diferir más.',
  inShort: 'En pocas palabras',
  servedMeaning:
    'De cada cien usuarios, para cuántos una lista de diez trae al menos un título que después vieron. Las listas se hacen sin saberlo.',
  served: (label, ofHundred, popularity, sure) =>
    `${ofHundred} con \`${label}\`${popularity === null ? '' : `, ${popularity} con los títulos más vistos (la mejora en nDCG@10 ${sure ? 'supera' : 'no supera'} el azar)`}.`,
  byChance: (part) => `Al azar: ${part.toFixed(3)}.`,
  metric: metricLabel('es'),
  meaning: (name, english) => SPANISH_MEANINGS[name] ?? english,
  protocolLines: (resamples) => [
    '- Se ordena: todo el catálogo (títulos nuevos: los títulos fríos), sin lo que el usuario ya vio',
    '- Relevancia: binaria; cuenta toda interacción oculta, sean cuales sean sus estrellas',
    '- Empates: en un orden sorteado con la semilla y el usuario; un título que un modelo no puede puntuar no entra en la lista',
    `- Intervalos: 95 %, bootstrap sobre los casos, ${resamples} remuestreos; comparaciones pareadas sobre los mismos casos`,
    '- Ajuste: las opciones son las de fábrica o las que se muestran abajo; lo que un modelo elige al entrenar lo elige dentro de la parte de entrenamiento; la parte de prueba se lee solo para las cifras',
  ],
  purpose: {
    'over-popularity': 'Mejora sobre la popularidad',
    'hybrid-over-single': 'Mejora del híbrido sobre cada modelo por separado',
    synopses: 'Mejora por leer las sinopsis',
  },
  model: 'modelo',
  interval: 'intervalo del 95 %',
  coverage: 'cobertura',
  novelty: 'novedad (bits)',
  diversity: 'diversidad',
  popularShare: 'puestos del 1 % más visto',
  unanswered: 'sin respuesta',
  comparison: 'comparación',
  difference: 'diferencia',
  aboveZero: 'intervalo sobre cero',
  yes: 'sí',
  no: 'no',
  skipped: 'No medido',
  suspicious: 'Demasiado bueno para creerlo',
  suspicion: (question, label, metric, value, limit) =>
    `${question}, ${label}: ${metric} ${value.toFixed(3)} pasa de ${limit} (una regla práctica); busque lo que había que encontrar entre lo que el modelo sabe.`,
  timings: 'Tiempo y memoria',
  protocol: 'Cómo se midió',
  split: 'división',
  trainSeconds: 'entrenamiento (s)',
  loadMs: 'carga (ms)',
  scoreMs: 'un caso (ms)',
  peakMemory: 'máximo del proceso hasta ahí (MiB)',
  data: 'Datos',
  seed: 'Semilla',
  threads: 'hilos',
  configurations: 'Configuraciones',
};

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = { en, es };
