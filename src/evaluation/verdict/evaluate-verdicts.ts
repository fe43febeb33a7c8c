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
import { askLater, type LaterCase } from './ask-later.ts';
import { cutLater, PARTS, trainingOf } from './cut-later.ts';
import { measureVerdicts, tabulateThresholds } from './measure-verdicts.ts';
import { type SegmentName, SEGMENTS, type VerdictReport } from './report.ts';

export interface MeasuredVerdicts {
  readonly report: VerdictReport;
  /** How probabilities of a model of the same configuration are to be corrected. */
  readonly correction: Correction;
}

const SEGMENT_OF: Readonly<Record<SegmentName, (one: LaterCase) => boolean>> = {
  'history-0': ({ byUser }) => byUser === 0,
  'history-1-9': ({ byUser }) => byUser >= 1 && byUser < 10,
  'history-10-49': ({ byUser }) => byUser >= 10 && byUser < 50,
  'history-50': ({ byUser }) => byUser >= 50,
  'new-title': ({ ofItem }) => ofItem === 0,
};

/**
 * Measures verdicts as they will be given: learns from the first four fifths of the ratings, learns the correction from the tenth
 * after them, and tells how well the last tenth was foretold. The last tenth is touched by nothing else. Null where a part is empty.
 * Same data, configuration and seed: same figures.
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
  const cases = askLater(interactions, cut, likes, (part) => progress.update(0.9 + 0.1 * part));
  const [calibration, test] = [PARTS.calibration, PARTS.test].map((part) => cases.filter((one) => one.part === part));
  const isLiked = ({ given }: LaterCase): boolean => given >= config.likeFrom;
  const correction = fitCorrection(calibration, calibration.map(isLiked));
  const corrected = (some: readonly LaterCase[]): number[] => some.map((one) => correctChance(correction, one));
  const figures = measureVerdicts(corrected(test), test.map(isLiked));
  const raw = measureVerdicts(
    test.map(({ said }) => said),
    test.map(isLiked),
  );
  if (figures === null || raw === null || calibration.length === 0) return null;
  const squares = test.reduce((sum, { given, expected }) => sum + (given - expected) ** 2, 0);
  return {
    correction,
    report: {
      likeFrom: config.likeFrom,
      cut: {
        by: cut.by,
        training: training.ratings.stars.length,
        calibration: calibration.length,
        test: test.length,
        beginsSeconds: cut.beginsSeconds,
      },
      seed,
      test: { ...figures, rmse: Math.sqrt(squares / test.length), eceUncorrected: raw.ece },
      segments: SEGMENTS.flatMap((name) => {
        const some = test.filter(SEGMENT_OF[name]);
        const measured = measureVerdicts(corrected(some), some.map(isLiked));
        return measured === null ? [] : [{ name, ...measured }];
      }),
      chosenBy: tabulateThresholds(corrected(calibration), calibration.map(isLiked)),
    },
  };
}
