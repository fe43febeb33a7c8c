import {
  compareTrials,
  correctedGain,
  type Estimate,
  type MeasuredTrial,
  objectiveOf,
  pickSettings,
  questionMeans,
  rankSettings,
  type TrialOptions,
  withSettings,
} from '../../evaluation/index.ts';
import { type SearchSpace, searchSpaceOf } from '../../models/index.ts';
import type { JudgedModel, StudiedModel, Study, StudyReport, ToldTrial } from './contract.ts';
import type { KeptMeasurement } from './study-files.ts';

/** A trial with what was measured of it, without holes: cuts 0 … length − 1. */
interface Trial extends MeasuredTrial {
  readonly settings: KeptMeasurement['settings'];
}

interface Judgement {
  readonly judged: JudgedModel;
  /** What is trained when the model is chosen. */
  readonly chosen: Trial;
}

type CutUsers = TrialOptions['users'];

/** The values of several cuts as one. */
function joinCuts(cuts: MeasuredTrial['cuts']): Record<string, number[]> {
  const joined: Record<string, number[]> = {};
  for (const cut of cuts) for (const [id, values] of Object.entries(cut)) (joined[id] ??= []).push(...values);
  return joined;
}

const firstCuts = (trial: Trial, cuts: number): Trial => ({ ...trial, cuts: trial.cuts.slice(0, cuts) });

/** The trials of a model in order, the start first; those that failed on the first cut have no cuts. */
function gatherTrials(measurements: readonly KeptMeasurement[]): Trial[] {
  const byTrial = Map.groupBy(measurements, ({ trial }) => trial);
  return [...byTrial]
    .sort(([a], [b]) => a - b)
    .map(([number, own]) => {
      const cuts: Trial['cuts'][number][] = [];
      for (let at = 0; ; at++) {
        const values = own.find(({ cut }) => cut === at)?.values;
        if (values === undefined || values === null) break;
        cuts.push(values);
      }
      return { number, settings: own[0].settings, cuts };
    });
}

function tellTrial({ number, settings, cuts }: Trial, questions: readonly string[]): ToldTrial {
  const joined = joinCuts(cuts);
  return { trial: number, settings, value: objectiveOf(joined, questions), questions: questionMeans(joined) };
}

/** The trials that start and at least one more have most cuts in common with, cut to these; the start first. */
function finalists([start, ...others]: readonly Trial[]): Trial[] {
  for (let cuts = start.cuts.length; cuts > 0; cuts--) {
    const as = others.filter((trial) => trial.cuts.length >= cuts);
    if (as.length > 0) return [start, ...as].map((trial) => firstCuts(trial, cuts));
  }
  return [start];
}

/** Whether a question gets worse beyond chance: what is gained for one must not be taken from another. */
const makesWorse = (start: Trial, trial: Trial, options: TrialOptions): boolean =>
  options.questions.some((id) => compareTrials(start, trial, { ...options, questions: [id] }).high < 0);

function judgeModel(
  model: string,
  study: Study,
  measurements: readonly KeptMeasurement[],
  users: CutUsers,
): Judgement | null {
  const trials = gatherTrials(measurements);
  if (trials.length === 0 || trials[0].cuts.length === 0) return null;
  const { questions, seed } = study;
  const studied = study.models.find((one) => one.model === model)!;
  const space = spaceOf(studied);
  const [start, ...others] = finalists(trials);
  const options: TrialOptions = { users: users.slice(0, start.cuts.length), questions, seed };
  const harmless = others.filter((trial) => !makesWorse(start, trial, options));
  const last = [start, ...harmless];
  const valueOf = (trial: Trial): number => objectiveOf(joinCuts(trial.cuts), questions);
  const ranked = last.toSorted((a, b) => valueOf(b) - valueOf(a) || a.number - b.number);
  const [best, runnerUp = null] = ranked;
  const gain = best === start ? null : compareTrials(start, best, options);
  const corrected = best === start ? null : correctedGain(last, options);
  const better = gain !== null && corrected !== null && gain.low > 0 && corrected.value > 0;
  const observed = trials.map(({ settings, cuts }) => ({
    settings,
    value: cuts.length === 0 ? Number.NEGATIVE_INFINITY : objectiveOf(cuts[0], questions),
  }));
  const chosen = trials.find(({ number }) => number === (better ? best : start).number)!;
  return {
    chosen,
    judged: {
      model,
      trials: trials.length,
      failed: trials.filter(({ cuts }) => cuts.length === 0).length,
      harmful: others.length - harmless.length,
      cuts: start.cuts.length,
      cases: options.users.reduce(
        (sum, cut) => sum + questions.reduce((all, id) => all + (cut[id]?.length ?? 0), 0),
        0,
      ),
      start: tellTrial(start, questions),
      best: tellTrial(best, questions),
      runnerUp: runnerUp === null ? null : tellTrial(runnerUp, questions),
      gain,
      lead: runnerUp === null || best === start ? null : compareTrials(runnerUp, best, options),
      correctedGain: corrected,
      better,
      config: better ? withSettings(studied.config, best.settings) : studied.config,
      importance: rankSettings(space, observed, seed),
      secondsEach: Math.round(measurements.reduce((sum, { ms }) => sum + ms, 0) / measurements.length / 10) / 100,
    },
  };
}

/** The comparison of two models on the cuts that both were measured on. */
function compareModels(a: Judgement, b: Judgement, users: CutUsers, { questions, seed }: Study): Estimate {
  const cuts = Math.min(a.chosen.cuts.length, b.chosen.cuts.length);
  return compareTrials(firstCuts(a.chosen, cuts), firstCuts(b.chosen, cuts), {
    users: users.slice(0, cuts),
    questions,
    seed,
  });
}

/**
 * Says what came of a study: of each model the start, the best settings and the runner-up, and the champion: the best of the models, if
 * it is better than the incumbent beyond chance, else the incumbent. `users` names the user of each case, by cut and question.
 */
export function judgeStudy(
  study: Study,
  measurements: readonly KeptMeasurement[],
  { users, incumbent, ended }: { users: CutUsers; incumbent: string; ended: StudyReport['ended'] },
): StudyReport {
  const failed: StudyReport['failed'][number][] = [];
  const judgements: Judgement[] = [];
  for (const { model } of study.models) {
    const own = measurements.filter((one) => one.model === model);
    if (own.length === 0) continue;
    const judgement = judgeModel(model, study, own, users);
    if (judgement === null) failed.push({ model, reason: own[0].reason ?? 'unknown' });
    else judgements.push(judgement);
  }
  const first = ({ chosen }: Judgement): number => objectiveOf(chosen.cuts[0], study.questions);
  judgements.sort((a, b) => first(b) - first(a));
  const present = judgements.find(({ judged }) => judged.model === incumbent);
  const challengers = judgements.filter((one) => one !== present);
  let champion = present ?? challengers[0];
  let lead: Estimate | null = null;
  for (const challenger of challengers) {
    if (champion === undefined || challenger === champion) continue;
    const ahead = compareModels(champion, challenger, users, study);
    if (ahead.low > 0) [champion, lead] = [challenger, ahead];
  }
  if (present !== undefined && champion !== undefined && champion !== present) {
    lead = compareModels(present, champion, users, study);
  }
  return {
    format: 1,
    study,
    models: judgements.map(({ judged }) => judged),
    failed,
    champion: { model: champion?.judged.model ?? incumbent, incumbent, lead },
    trials: new Set(measurements.map(({ trial }) => trial)).size,
    measurements: measurements.length,
    ended,
  };
}

/** What is searched of a model: its space without the settings that the configuration says. */
export const spaceOf = ({ model, fixed }: StudiedModel): SearchSpace =>
  Object.fromEntries(Object.entries(searchSpaceOf(model)).filter(([path]) => !fixed.includes(path)));

/** Where a model's search begins. */
export const startOf = (studied: StudiedModel): KeptMeasurement['settings'] => ({
  ...pickSettings(spaceOf(studied), studied.config),
});
