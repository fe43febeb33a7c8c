import type { Progress } from '../../base/progress.ts';
import type { Interactions, Title } from '../../dataset/index.ts';
import {
  collectStars,
  type Correction,
  correctChance,
  fitCorrection,
  openLikes,
  type StarsConfig,
  trainLikes,
} from '../../models/index.ts';
import { askDrawn, askLater, type HeldCase } from './ask-later.ts';
import { cutLater, PARTS, trainingOf } from './cut-later.ts';
import { measureVerdicts, tabulateThresholds } from './measure-verdicts.ts';
import { type SegmentName, SEGMENTS, type VerdictFigures, type VerdictReport } from './report.ts';

export interface MeasuredVerdicts {
  readonly report: VerdictReport;
  /** How probabilities of a model of the same configuration are to be corrected. */
  readonly correction: Correction;
}

const SEGMENT_OF: Readonly<Record<SegmentName, (one: HeldCase) => boolean>> = {
  'history-0': ({ byUser }) => byUser === 0,
  'history-1-9': ({ byUser }) => byUser >= 1 && byUser < 10,
  'history-10-49': ({ byUser }) => byUser >= 10 && byUser < 50,
  'history-50': ({ byUser }) => byUser >= 50,
  'new-title': ({ ofItem }) => ofItem === 0,
};

const ofPart = (cases: readonly HeldCase[], part: number): HeldCase[] => cases.filter((one) => one.part === part);

const isLiked =
  (likeFrom: number) =>
  ({ given }: HeldCase): boolean =>
    given >= likeFrom;

const rootMeanSquare = (cases: readonly HeldCase[]): number =>
  Math.sqrt(cases.reduce((sum, { given, expected }) => sum + (given - expected) ** 2, 0) / cases.length);

/**
 * Measures verdicts as they will be given: learns from the first four fifths of the ratings, learns the correction from the tenth
 * after them, and tells how well the last tenth was foretold. What people rate last is not what they rate on the whole (who is new
 * begins with favourites, tastes of a time pass), so the correction is learnt as much from ratings drawn out of the time of training,
 * and tried on others of them. What is measured with is touched by nothing else. Null where a part is empty. Same data, configuration and
 * seed: same figures.
 */
export function evaluateVerdicts(
  { interactions, titles }: { readonly interactions: Interactions; readonly titles: readonly Title[] },
  config: StarsConfig,
  { seed, progress }: { readonly seed: number; readonly progress: Progress },
): MeasuredVerdicts | null {
  const cut = cutLater(interactions, seed);
  const training = collectStars({ interactions: trainingOf(interactions, cut), titles });
  const learning: Progress = { stage: () => undefined, update: (part) => progress.update(0.9 * part) };
  const likes = openLikes(trainLikes(training, config, { seed, progress: learning }));
  const later = askLater(interactions, cut, likes, (part) => progress.update(0.9 + 0.05 * part));
  const drawn = askDrawn(interactions, cut, likes, seed, (part) => progress.update(0.95 + 0.05 * part));
  progress.update(1);
  const [drawnCalibration, drawnTest] =
    cut.by === 'time' ? [PARTS.drawnCalibration, PARTS.drawnTest] : [PARTS.calibration, PARTS.test];
  const told = cut.by === 'time' ? later : drawn;
  const [calibration, test] = [ofPart(told, PARTS.calibration), ofPart(told, PARTS.test)];
  const [anyCalibration, anyTest] = [ofPart(drawn, drawnCalibration), ofPart(drawn, drawnTest)];
  const liked = isLiked(config.likeFrom);
  // Both kinds count the same together.
  const weight = calibration.length / Math.max(1, anyCalibration.length);
  const learnt = cut.by === 'time' ? [...calibration, ...anyCalibration] : calibration;
  const correction = fitCorrection(
    learnt,
    learnt.map(liked),
    learnt.map((_, at) => (at < calibration.length ? 1 : weight)),
  );
  const corrected = (some: readonly HeldCase[]): number[] => some.map((one) => correctChance(correction, one));
  const measure = (some: readonly HeldCase[]): VerdictFigures | null =>
    measureVerdicts(corrected(some), some.map(liked));
  const [figures, whenever] = [measure(test), measure(anyTest)];
  const raw = measureVerdicts(
    test.map(({ said }) => said),
    test.map(liked),
  );
  if (figures === null || raw === null || calibration.length === 0) return null;
  return {
    correction,
    report: {
      likeFrom: config.likeFrom,
      cut: {
        by: cut.by,
        training: training.ratings.stars.length,
        calibration: calibration.length,
        test: test.length,
        drawn: cut.by === 'time' ? { calibration: anyCalibration.length, test: anyTest.length } : null,
        beginsSeconds: cut.beginsSeconds,
      },
      seed,
      test: { ...figures, rmse: rootMeanSquare(test), eceUncorrected: raw.ece },
      whenever,
      segments: SEGMENTS.flatMap((name) => {
        const some = measure(test.filter(SEGMENT_OF[name]));
        return some === null ? [] : [{ name, ...some }];
      }),
      chosenBy: tabulateThresholds(corrected(calibration), calibration.map(liked)),
    },
  };
}
