import type { Run } from '../../registry/index.ts';
import type { JudgedModel, StudyReport, TuneAnswer } from '../../jobs/index.ts';
import type { Session } from '../session.ts';
import { formatTable } from '../table.ts';

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const number = (value: number): string => value.toFixed(4);
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
const between = ({ low, high }: Interval): string => `${signed(low)} … ${signed(high)}`;
/** Below this the differences are hardly chance. */
const CHANCE = 0.05;

function formatModels({ models }: StudyReport, { words: { tune } }: Session): string {
  const { columns } = tune;
  return formatTable(
    [
      columns.model,
      columns.trials,
      columns.cuts,
      columns.start,
      columns.best,
      columns.gain,
      columns.corrected,
      columns.taken,
    ],
    models.map(({ model, trials, cuts, start, best, gain, correctedGain, better }) => [
      model,
      String(trials),
      String(cuts),
      number(start.value),
      number(best.value),
      gain === null ? '' : `${signed(gain.value)} (${between(gain)})`,
      correctedGain === null ? '' : signed(correctedGain.value),
      better ? tune.yes : tune.no,
    ]),
  );
}

const show = (value: unknown): string => JSON.stringify(value) ?? '';

/** Setting by setting: start, best and second, and what each explains alone. */
function formatSettings({ start, best, runnerUp, importance }: JudgedModel, { words: { tune } }: Session): string {
  const { columns } = tune;
  return formatTable(
    [columns.setting, columns.start, columns.best, columns.runnerUp, columns.explains],
    Object.keys(best.settings).map((setting) => {
      const found = importance.find((one) => one.setting === setting);
      return [
        setting,
        show(start.settings[setting]),
        show(best.settings[setting]),
        runnerUp === null ? '' : show(runnerUp.settings[setting]),
        found === undefined ? '' : `${Math.round(found.explained * 100)} %${found.chance < CHANCE ? ' *' : ''}`,
      ];
    }),
  );
}

/** Why the best settings of a model are taken or not, and which settings mattered, in words. */
function explainModel(judged: JudgedModel, session: Session): string {
  const { tune } = session.words;
  const { model, gain, correctedGain, lead, better, cases, importance, harmful } = judged;
  const left = harmful === 0 ? '' : ` ${tune.harmful(harmful)}`;
  if (gain === null || correctedGain === null) return `${tune.startBest(model)}${left}`;
  const [more, corrected] = [signed(gain.value), signed(correctedGain.value)];
  const lines = [
    better
      ? tune.better(model, more, between(gain), cases, corrected)
      : tune.onlyLuck(model, more, between(gain), corrected),
  ];
  if (lead !== null) lines.push(tune.second(signed(lead.value), between(lead)));
  const sure = importance.filter(({ chance }) => chance < CHANCE);
  lines.push(
    importance.length === 0
      ? tune.fewTrials
      : sure.length === 0
        ? tune.noImportance
        : tune.importance(sure.map((one) => `${one.setting} ${Math.round(one.explained * 100)} %`).join(', ')),
  );
  return `${lines.join(' ')}${left}\n\n${formatSettings(judged, session)}`;
}

function tellChampion(
  { champion: { model, incumbent, lead }, models }: StudyReport,
  { words: { tune } }: Session,
): string {
  const told = tune.champion;
  if (!models.some((one) => one.model === incumbent)) return told.alone(model);
  return model === incumbent || lead === null
    ? told.stays(model)
    : told.moves(model, incumbent, signed(lead.value), between(lead));
}

/** A study for people: the table of models, the reasons of those that had several settings tried, the champion, what to do with it. */
export function formatStudy({ report, toml, file }: TuneAnswer, session: Session, used: boolean): string {
  const { tune } = session.words;
  const { study, models, failed, trials, measurements, ended } = report;
  const questions = study.questions.map((id) => tune.questions[id] ?? id).join(', ');
  const told = models.filter(({ model, better }) => better || model === report.champion.model);
  const using = used ? tune.using : tune.howToUse(study.id);
  return [
    tune.head(study.id, trials, models.length, measurements, tune.ended[ended]),
    tune.objective(questions),
    formatModels(report, session),
    ...told.map((judged) => explainModel(judged, session)),
    ...failed.map(({ model, reason }) => tune.failed(model, reason)),
    tellChampion(report, session),
    ...(toml === '' ? [tune.nothing] : [`${tune.toml(file)}\n\n${toml.trimEnd()}`, using]),
  ].join('\n\n');
}

/** nDCG@10 of a version on the test parts, question by question, with its interval and popularity's value. */
export function formatTestFigures(metrics: Run['metrics']): string {
  return Object.entries(metrics)
    .filter(([name]) => name.endsWith(' ndcg@10'))
    .map(([name, { value, low, high }]) => {
      const baseline = metrics[`${name} (popularity)`]?.value;
      const interval = low === undefined || high === undefined ? '' : ` [${number(low)}, ${number(high)}]`;
      return `${name} ${number(value)}${interval}${baseline === undefined ? '' : ` (${number(baseline)})`}`;
    })
    .join('; ');
}
