import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import type { Explorations, Uploads } from '../jobs/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Questions, Recommender } from '../serving/index.ts';
import type { FeedbackStore } from '../store/index.ts';
import type { Metrics } from './metrics.ts';

/** What the server stands on. */
export interface AppOptions {
  readonly recommender: Recommender;
  readonly questions: Questions;
  readonly explorations: Explorations;
  readonly uploads: Uploads;
  readonly store: FeedbackStore;
  readonly registry: Registry;
  readonly config: Pick<Config, 'server' | 'workspace' | 'verdicts'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What every route has at hand. */
export interface AppContext extends AppOptions {
  readonly metrics: Metrics;
}
