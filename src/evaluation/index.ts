/**
 * In: a snapshot and the models that take part. Out: splits, metrics, and a report with intervals as JSON and Markdown.
 * Knows nothing of the registry, of serving, or of how a model works inside.
 */
export * from './benchmark/index.ts';
export type { Estimate } from './bootstrap.ts';
export { allEntrants, briefEntrants, type Entrant } from './entrants.ts';
export { evaluateModels } from './evaluate.ts';
export { formatReport } from './format-report.ts';
export { type CaseFigures, pairedDifferences } from './paired-difference.ts';
export { measureQuestion } from './measure.ts';
export type { MetricName } from './metrics/accuracy.ts';
export type { EvaluationReport, QuestionReport } from './report.ts';
export { evaluateRatings, type KeptPredictor, ratingPredictors, type RatingsReport } from './ratings.ts';
export type { SegmentReport } from './summarise-segments.ts';
export { segmentWords } from './segment-words.ts';
export { tabulateSegments } from './tabulate-segments.ts';
export { type RatingFolds, readRatingFolds } from './ratings-folds.ts';
export * from './tuning/index.ts';
export { checkSplit } from './splits/check-split.ts';
export { splitRandomHoldout } from './splits/random-holdout.ts';
export { evaluateVerdicts, type MeasuredVerdicts } from './verdict/evaluate-verdicts.ts';
export { formatVerdictReport } from './verdict/format-verdict-report.ts';
export { type ChosenThreshold, chooseThreshold, type VerdictFigures, type VerdictReport } from './verdict/report.ts';
