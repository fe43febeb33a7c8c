/** What the commands that look for good settings say, in English; es-tuning.ts says the same in Spanish. */
export const tuningWords = {
  tune: {
    description: 'Look for better settings of models on validation parts; no test part is looked at.',
    models: 'which models (default: all)',
    minutes: 'minutes it may take (default: 10, unless --trials is given)',
    trials: 'stop after so many settings were tried, over all models',
    question: 'go by this question alone (default: by all three)',
    seed: 'seed of the validation parts, of what is tried and of training',
    snapshot: 'tune on this snapshot instead of the latest',
    resume: 'go on with this study, or with the latest; with --minutes 0 only tell what it found so far',
    use: 'let trainings take what was found from now on',
    forget: 'let trainings take no found settings any more',
    examples: [
      'butaca tune',
      'butaca tune hybrid --minutes 30 --use',
      'butaca tune ease als --trials 40 --seed 7 --json',
      'butaca tune --resume --minutes 10',
      'butaca tune --resume --minutes 0 --use',
    ],
    invalidMinutes: 'a number of minutes, 0 or more',
    forgotten: 'Forgotten: trainings take defaults and configuration.',
    kept: 'What was measured is kept. Go on: butaca tune --resume --minutes 10. See what it found: butaca tune --resume --minutes 0',
    head: (study: string, trials: number, models: number, measurements: number, why: string) =>
      `Study ${study}. Models: ${models}; settings tried: ${trials}; trainings: ${measurements} (${why}).`,
    ended: { trials: 'all were made', time: 'the time was up', exhausted: 'nothing was left to try' },
    objective: (questions: string) =>
      `Told is nDCG@10 on validation parts, the geometric mean of: ${questions}. What butaca evaluate asks for was not looked at.`,
    questions: {
      existing: 'known users',
      'new-user-3': 'new users with three titles',
      'new-title': 'new titles',
    } as Record<string, string>,
    columns: {
      model: 'model',
      trials: 'tried',
      cuts: 'parts',
      start: 'start',
      best: 'best',
      gain: 'gain (95 %)',
      corrected: 'corrected',
      taken: 'taken',
      setting: 'setting',
      runnerUp: 'second',
      explains: 'explains',
    },
    yes: 'yes',
    no: 'no',
    better: (model: string, gain: string, interval: string, cases: number, corrected: string) =>
      `${model}: the best settings find ${gain} more than the start (${interval}; paired over ${cases} questions to users). Freed of the luck of having picked the best: ${corrected}. They are taken.`,
    onlyLuck: (model: string, gain: string, interval: string, corrected: string) =>
      `${model}: the best settings find ${gain} more than the start (${interval}; corrected ${corrected}): that can be luck. The start stays.`,
    startBest: (model: string) => `${model}: nothing that was tried is better than the start. The start stays.`,
    harmful: (count: number) =>
      `Left out, because they make one of the questions worse beyond chance: ${count} of the settings that were measured on as many parts.`,
    second: (lead: string, interval: string) => `The best stands ${lead} above the second (${interval}).`,
    importance: (settings: string) =>
      `Hardly chance: ${settings}. It is the part of the differences between trials that a setting alone explains; what settings do together is not in it.`,
    noImportance: 'No setting alone explains the differences between the trials beyond chance.',
    fewTrials: 'Too few trials to tell which settings matter (twelve are needed).',
    failed: (model: string, reason: string) => `${model} could not be trained: ${reason}`,
    champion: {
      stays: (model: string) => `Champion: ${model}. No other model is better beyond chance.`,
      alone: (model: string) => `Champion of those that were tried: ${model}.`,
      moves: (model: string, before: string, lead: string, interval: string) =>
        `Champion: ${model}. It finds ${lead} more than ${before} (${interval}).`,
    },
    nothing: 'There is nothing to put into butaca.toml.',
    toml: (path: string) => `For butaca.toml (also in ${path}):`,
    using: 'Trainings take these settings from now on; butaca.toml goes over them. Back: butaca tune --forget',
    howToUse: (study: string) => `To let trainings take them: butaca tune --resume ${study} --minutes 0 --use`,
    done: (seconds: string) => `Tuned (${seconds} s).`,
    auto: {
      auto: 'look for good settings first, train the best model with them and let it serve, if it passes the gate',
      minutes: 'minutes that looking for settings may take, with --auto',
      test: (model: string) => `${model}, on the test parts, which the tuning has not seen (popularity in brackets): `,
      serves: (version: string, train: string, all: string) =>
        `${version} serves now. Training and measuring took ${train} s, all together ${all} s.`,
    },
    origins: { default: 'default', tuned: 'found by tuning', configuration: 'from the configuration' },
  },
};
