/** What `butaca benchmark` says, in English; es-benchmark.ts says the same in Spanish. */
export const benchmarkWords = {
  benchmark: {
    description: 'Run a published protocol on files given to it, so that its figures can be checked by anyone.',
    examples: ['butaca benchmark ratings --folds ml-100k'],
    done: (seconds: string) => `Measured (${seconds} s).`,
    protocols: {
      train: 'training file, plain or gzip',
      test: 'test file, plain or gzip',
      negatives: 'file of negatives, one line a test pair: (user,item) negative negative …',
      data: 'file of ratings, one a line: user item rating time',
      titles:
        'file of titles: their genres, years and names, which EASE then reads: id|title|…|0|1… or id::title::genre|genre',
      users:
        'file of users: the groups they belong to, which the blend then reads: id|24|M|technician|…, or with :: or commas',
      models: 'only these models, by comma',
      trials: 'at most so many trainings to find the settings of a model',
      seed: 'seed of training, tie order, validation part and intervals',
      fixedSplit: {
        description: 'Files with one line a user (user item item …): Recall@20 and nDCG@20 over the whole catalogue.',
        examples: ['butaca benchmark fixed-split --train train.txt --test test.txt'],
      },
      leaveOneOut: {
        description: 'One held-out title a user ranked among given negatives: HR@10 and nDCG@10.',
        examples: [
          'butaca benchmark leave-one-out --train ml.train.rating --test ml.test.rating --negatives ml.test.negative',
        ],
      },
      topN: {
        description: 'A random quarter of every user held out, mean of 5 seeds: nDCG, MAP, precision and recall at 10.',
        examples: [
          'butaca benchmark top-n --data ml-100k/u.data',
          'butaca benchmark top-n --data u.data --models ease',
        ],
      },
      file: 'file of ratings: user item [rating [time]] a line, with or without headings, plain or gzip; streamed',
      folder:
        'folder with a split made before: train, validation_tr, validation_te, test_tr and test_te, each .csv, .tsv or .txt',
      minRating: 'ratings below are left out (files with ratings)',
      minTitles: 'users with fewer titles are left out',
      heldOut: 'users held out to test, and as many to tune on (default: a tenth, at most 10,000)',
      splitSeed: "seed of the split, drawn as NumPy does; 98765 is that of the papers' code",
      order:
        'what is held out of each user: the latest title by time (refused where it is not), any, or as the files look (auto)',
      oneOf: '--file or --folder is needed, not both',
      strong: {
        description:
          'Users held out whole, four fifths of the titles of each given: capped Recall@20 and @50, nDCG@100 (as ML-20M in the papers).',
        examples: [
          'butaca benchmark strong-generalisation --file ml-20m/ratings.csv',
          'butaca benchmark strong-generalisation --folder pro_sg --model ease --json > ease.json',
        ],
      },
      warnings: {
        'random-holdout': (users: number, of: number) =>
          `warning: of ${of} users ${users} have training ratings later than the one held out${users > of / 100 ? ': taken as held out at random, and tuned so' : '; --order latest refuses that'}.`,
        repeated: (pairs: number) => `warning: ${pairs} pairs stood twice in one place and were taken once.`,
        'leaked-pairs': (pairs: number, of: number) =>
          `warning: ${pairs} of ${of} pairs to be found stand in training: a leak in the files; they are left out.`,
        'leaked-negatives': (pairs: number, of: number) =>
          `warning: ${pairs} of ${of} negatives are positives of their user: a leak in the files; they are ranked as given.`,
        'unknown-titles': (pairs: number, of: number) =>
          `warning: ${pairs} of ${of} pairs to be found are of titles that training does not have; they count as missed.`,
        'too-good': (model: string, metric: string, value: string, limit: string, by: 'limit' | 'validation') =>
          `warning: ${model} reaches ${metric} ${value}, ${by === 'limit' ? `above ${limit} (a rule of thumb)` : `far above the ${limit} of the validation part`}: look for a leak in the files.`,
      },
      kept: (runs: string) => `Kept as ${runs}; butaca runs compare <run> <run> tells paired differences.`,
      columns: {
        model: 'model',
        interval: '95 % over users',
        gain: 'gain over popularity',
        coverage: 'coverage',
        novelty: 'novelty (bits)',
        popular: 'top 1 %',
        seconds: 'seconds',
        memory: 'peak memory (MB)',
      },
      settings: (name: string, settings: string, value: string, trials: number) =>
        `${name}: ${settings} (${value} on the validation part, ${trials} trainings)`,
      leftOut: (name: string, bytes: string, limit: string) =>
        `${name} is left out: needs ${bytes} GB, at most ${limit} GB may be used.`,
      smaller: (name: string, parts: string, bytes: string, limit: string) =>
        `${name} is made of ${parts} here: as usual it needs ${bytes} GB, at most ${limit} GB may be used.`,
      facts: (
        counts: { users: number; items: number; training: number; test: number; asked: number; repeated: number },
        hash: string,
        seed: number,
      ) =>
        `${counts.users} users, ${counts.items} titles, ${counts.training} training and ${counts.test} test pairs, ${counts.asked} users asked, ${counts.repeated} repeated entries taken once; files ${hash}, seed ${seed}.`,
      unknown: (name: string, known: string, near: string | null) =>
        `unknown model: ${name}; expected one of ${known}.${near === null ? '' : ` Did you mean ${near}?`}`,
    },
    ratings: {
      description: 'Predict stars on fixed folds (<name>.base and <name>.test): RMSE and MAE, mean of the folds.',
      folds: 'folder with the pairs of files, one rating a line: user item stars; u.user and u.item are used if there',
      predictors: 'only these predictors, by comma',
      seed: 'seed of training and of the intervals',
      examples: [
        'butaca benchmark ratings --folds ml-100k',
        'butaca benchmark ratings --folds ml-100k --predictors biased-mf,bayesian --json > ratings.json',
      ],
      columns: { predictor: 'predictor', interval: '95 % over users' },
      facts: (counts: { users: number; items: number; folds: number }, sideData: boolean, hash: string, seed: number) =>
        `${counts.users} users, ${counts.items} titles, ${counts.folds} folds; side data of users and titles: ${sideData ? 'used by bayesian' : 'none'}; files ${hash}, seed ${seed}.`,
      liked: (name: string, brier: string, ece: string, curve: string) =>
        `${name}, probability of 4 stars or more: Brier ${brier}, calibration error ${ece}; said→happened in %: ${curve}`,
      unknown: (name: string, known: string, near: string | null) =>
        `unknown predictor: ${name}; expected one of ${known}.${near === null ? '' : ` Did you mean ${near}?`}`,
    },
  },
};
