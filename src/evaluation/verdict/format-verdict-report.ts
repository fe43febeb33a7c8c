import { chooseThreshold, type SegmentName, type VerdictFigures, type VerdictReport } from './report.ts';

interface Words {
  readonly title: string;
  readonly introduction: (report: VerdictReport) => string;
  readonly summary: (report: VerdictReport, precision: string, share: string) => string;
  readonly whenever: (count: number, error: string, brier: string) => string;
  readonly chosen: (threshold: string, wanted: string, precision: string, recall: string, share: string) => string;
  readonly nearest: (wanted: string) => string;
  readonly reliability: string;
  readonly bins: readonly [string, string, string];
  readonly thresholds: string;
  /** Under the table, for rows with a star. */
  readonly notReached: string;
  readonly choices: readonly [string, string, string, string, string];
  readonly segments: string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly names: Readonly<Record<SegmentName | 'all', string>>;
}

const wordsEn: Words = {
  title: 'Verdicts: how sure they are',
  introduction: ({ likeFrom, cut }) =>
    `A title counts as liked from ${likeFrom} stars on. Learnt from ${cut.training} ratings, corrected by the ${cut.calibration} after them, measured with the last ${cut.test}${cut.by === 'time' ? ', each foretold from what the viewer had rated a moment before' : '; the ratings have no times, so the parts were drawn at random'}.`,
  summary: ({ test }, error, share) =>
    `Of these, ${share} were liked. Calibration error ${error}, Brier score ${test.brier.toFixed(3)} (saying the share to everyone: ${test.brierOfShare.toFixed(3)}), area under the curve ${test.auc === null ? '–' : test.auc.toFixed(3)}.`,
  whenever: (count, error, brier) =>
    `Of ${count} ratings drawn out of the time before, half of them with little or no history: calibration error ${error}, Brier score ${brier}.`,
  chosen: (threshold, wanted, precision, recall, share) =>
    `Precision wanted ${wanted}: yes from a probability of ${threshold} on. On the last ratings ${precision} of the yeses were liked, ${recall} of what was liked got a yes, and ${share} of all verdicts were yes.`,
  nearest: (wanted) => `No threshold reached ${wanted} with enough yeses; this is the nearest.`,
  reliability: 'Said and happened',
  bins: ['said', 'happened', 'ratings'],
  thresholds: 'What a precision costs',
  notReached: '\\* Not reached; the nearest.',
  choices: ['precision wanted', 'threshold', 'precision', 'recall', 'share of yeses'],
  segments: 'For whom',
  columns: ['who', 'ratings', 'liked', 'calibration error', 'Brier', 'area under the curve'],
  names: {
    all: 'all',
    'history-0': 'nothing rated before',
    'history-1-9': '1 to 9 rated before',
    'history-10-49': '10 to 49 rated before',
    'history-50': '50 or more rated before',
    'new-title': 'titles that nobody had rated',
  },
};

const wordsEs: Words = {
  title: 'Veredictos: cuánto se puede confiar en ellos',
  introduction: ({ likeFrom, cut }) =>
    `Un título gusta a partir de ${likeFrom} estrellas. Se aprendió de ${cut.training} valoraciones, se corrigió con las ${cut.calibration} siguientes y se midió con las ${cut.test} últimas${cut.by === 'time' ? ', cada una prevista con lo que la persona había valorado hasta un momento antes' : '; las valoraciones no tienen fecha, así que las partes se sortearon'}.`,
  summary: ({ test }, error, share) =>
    `De ellas gustó el ${share}. Error de calibración ${error}, puntuación de Brier ${test.brier.toFixed(3)} (diciendo lo mismo a todos: ${test.brierOfShare.toFixed(3)}), área bajo la curva ${test.auc === null ? '–' : test.auc.toFixed(3)}.`,
  whenever: (count, error, brier) =>
    `En ${count} valoraciones sorteadas del tiempo anterior, la mitad con poco o ningún historial: error de calibración ${error}, puntuación de Brier ${brier}.`,
  chosen: (threshold, wanted, precision, recall, share) =>
    `Precisión pedida ${wanted}: sí a partir de una probabilidad de ${threshold}. En las últimas valoraciones gustó el ${precision} de los síes, recibió un sí el ${recall} de lo que gustó, y fue sí el ${share} de los veredictos.`,
  nearest: (wanted) => `Ningún umbral llegó a ${wanted} con bastantes síes; este es el más cercano.`,
  reliability: 'Lo dicho y lo ocurrido',
  bins: ['dicho', 'ocurrido', 'valoraciones'],
  thresholds: 'Lo que cuesta una precisión',
  notReached: '\\* No se alcanza; lo más cercano.',
  choices: ['precisión pedida', 'umbral', 'precisión', 'cobertura', 'parte de síes'],
  segments: 'Para quién',
  columns: ['quién', 'valoraciones', 'gustó', 'error de calibración', 'Brier', 'área bajo la curva'],
  names: {
    all: 'todos',
    'history-0': 'nada valorado antes',
    'history-1-9': 'de 1 a 9 valorados antes',
    'history-10-49': 'de 10 a 49 valorados antes',
    'history-50': '50 o más valorados antes',
    'new-title': 'títulos que nadie había valorado',
  },
};

const words: Readonly<Record<'en' | 'es', Words>> = { en: wordsEn, es: wordsEs };

/** Precisions whose price is told. */
const TOLD = [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${header.join(' | ')} |`,
  `|${header.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** Returns the report for people, Markdown: what a yes is worth at the precision wanted (0…1), the reliability curve, for whom. */
export function formatVerdictReport(report: VerdictReport, wanted: number, language: 'en' | 'es'): string {
  const w = words[language];
  const { test, whenever } = report;
  const chosen = chooseThreshold(report, wanted);
  const told = [...new Set([...TOLD, wanted])].sort((a, b) => a - b);
  const segmentRow = (name: SegmentName | 'all', figures: VerdictFigures): string[] => [
    w.names[name],
    String(figures.count),
    percent(figures.liked),
    figures.ece.toFixed(3),
    figures.brier.toFixed(3),
    figures.auc === null ? '–' : figures.auc.toFixed(3),
  ];
  const lines = [
    `# ${w.title}`,
    '',
    w.introduction(report),
    '',
    w.summary(report, test.ece.toFixed(3), percent(test.liked)),
    '',
    ...(whenever === null ? [] : [w.whenever(whenever.count, whenever.ece.toFixed(3), whenever.brier.toFixed(3)), '']),
    w.chosen(
      percent(chosen.threshold),
      percent(wanted),
      percent(chosen.test.precision),
      percent(chosen.test.recall),
      percent(chosen.test.share),
    ),
    ...(chosen.reached ? [] : ['', w.nearest(percent(wanted))]),
    '',
    `## ${w.reliability}`,
    '',
    ...table(
      w.bins,
      test.bins.map(({ said, happened, count }) => [percent(said), percent(happened), String(count)]),
    ),
    '',
    `## ${w.thresholds}`,
    '',
    ...table(
      w.choices,
      told.map((precision) => {
        const row = chooseThreshold(report, precision);
        const { test: found } = row;
        const shown = [precision, row.threshold, found.precision, found.recall, found.share].map(percent);
        return row.reached ? shown : [`${shown[0]} \\*`, ...shown.slice(1)];
      }),
    ),
    '',
    ...(told.every((precision) => chooseThreshold(report, precision).reached) ? [] : [w.notReached, '']),
    `## ${w.segments}`,
    '',
    ...table(w.columns, [segmentRow('all', test), ...report.segments.map((one) => segmentRow(one.name, one))]),
    '',
  ];
  return lines.join('\n');
}
