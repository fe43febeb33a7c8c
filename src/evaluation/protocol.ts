import { type EvaluationReport, METRIC_MEANINGS } from './report.ts';

/** Returns the words that go with every report, so that a figure never stands without its protocol. */
export function describeProtocol(resamples: number, listLength: number): EvaluationReport['protocol'] {
  return {
    ranking: 'the whole catalogue (new-title: the cold titles), titles the user has seen left out',
    relevance: 'binary: every held-out interaction counts as relevant, whatever its stars',
    ties: 'in an order drawn from the seed and the user; a title that a model cannot score is never listed',
    intervals: `95 %, bootstrap over the cases, ${resamples} resamples; comparisons paired over the same cases`,
    tuning:
      'options are the defaults of each model or those shown; what a model chooses while training it chooses inside the training part; the test part is read for the figures alone',
    resamples,
    listLength,
    metrics: METRIC_MEANINGS,
  };
}
