import type { Progress } from '../../base/progress.ts';
import type { Tensor } from '../../base/tensors.ts';
import { openKernels } from '../../kernels/index.ts';
import { alsConfig, factorise, narrowDeviation } from '../als/index.ts';
import { buildArtifact, tensorData } from '../artifact.ts';
import { content, learnColdTaste } from '../content/index.ts';
import type { Artifact, Environment, TrainingData } from '../contract.ts';
import { itemWeightTensors, trainItemWeights } from '../ease/index.ts';
import { buildInteractionMatrix, countInteractions } from '../interaction-matrix.ts';
import { type BlendWeights, experiencedWeights } from './blend-weights.ts';
import { climbWeights } from './climb-weights.ts';
import type { HybridConfig } from './config.ts';
import { expectPopularity } from './expect-popularity.ts';
import { learnWeights } from './learn-weights.ts';
import { buildLessons } from './lessons.ts';
import { nestArtifact, nestedArtifact } from './nested-artifact.ts';
import { cutPractice } from './practice.ts';
import { priorTensors } from './prior.ts';
import { openSignals } from './signals.ts';

/** With fewer questions the weights from experience are better than learned ones. */
const FEWEST_CASES = 50;

/** Returns the hybrid's artifact: its parts trained on all the data, its weights learned on a part of it set aside. */
export async function trainHybrid(
  data: TrainingData,
  config: HybridConfig,
  environment: Environment,
): Promise<Artifact> {
  const { weights, learned } = await practise(data, config, environment);
  const progress = within(environment.progress, 'parts');
  const parts = await trainParts(data, { ...config, content: learned }, { ...environment, progress });
  return buildArtifact('hybrid', data.titles.length, config, [...parts, weightTensor(weights)]);
}

const weightTensor = (weights: BlendWeights): [string, Tensor] => ['blend', { shape: [weights.length], data: weights }];

interface Practised {
  readonly weights: BlendWeights;
  /** The content part's configuration with what it found out for itself, so that it need not again. */
  readonly learned: HybridConfig['content'];
}

/** Learns the blend's weights from questions cut out of the training data. */
async function practise(data: TrainingData, config: HybridConfig, environment: Environment): Promise<Practised> {
  const experienced = experiencedWeights();
  const { seed } = environment;
  const { training, cases, newTitles } = cutPractice(data, config.practice, seed);
  if (cases.length < FEWEST_CASES) return { weights: experienced, learned: config.content };
  const progress = within(environment.progress, 'practice');
  const parts = await trainParts(training, config, { ...environment, progress });
  const kernels = await openKernels();
  try {
    const artifact = buildArtifact('hybrid', data.titles.length, config, parts);
    const signals = openSignals(artifact, data.titles, config, kernels);
    const lessons = buildLessons({ cases, newTitles }, signals, experienced, data.titles.length, seed);
    const weights = climbWeights(lessons, learnWeights(lessons, experienced, config.practice.regularization));
    const chosen = tensorData(nestedArtifact(artifact, 'content'), 'chosenRegularization', Float32Array)[0];
    const learned = chosen > 0 ? { ...config.content, regularization: chosen } : config.content;
    return { weights, learned };
  } finally {
    kernels.close();
  }
}

async function trainParts(
  data: TrainingData,
  config: HybridConfig,
  environment: Environment,
): Promise<[string, Tensor][]> {
  const { progress } = environment;
  progress.stage('ease');
  const together = trainItemWeights(data.interactions, data.titles, config.ease, environment);
  progress.stage('factors');
  const matrix = buildInteractionMatrix(data.interactions, together.items);
  const deviation = narrowDeviation(config.factors.factors);
  const factors = factorise(matrix, alsConfig.parse({ ...config.factors, deviation }), environment);
  const texts = { ...config.content, text: config.text, synopsis: config.synopsis && config.content.synopsis };
  const written = await content.train(data, texts, environment);
  const expected = expectPopularity(
    tensorData(written, 'embedding', Float32Array),
    countInteractions(data.interactions),
    config.content.factors,
  );
  const coldTaste = learnColdTaste(written, data, texts, config.cold, environment);
  const bare = { metadata: { model: 'ease' } };
  return [
    ...nestArtifact('ease', { ...bare, tensors: new Map(itemWeightTensors(together)) }),
    ['itemFactors', { shape: [together.items.length, config.factors.factors], data: factors.items }],
    ...nestArtifact('content', written),
    ...nestArtifact('cold', { metadata: {}, tensors: new Map(coldTaste) }),
    ['expected', { shape: [expected.length], data: expected }],
    ...nestArtifact('prior', { metadata: {}, tensors: new Map(priorTensors(data)) }),
  ];
}

/** The same progress with its stages under a name. */
function within(progress: Progress, name: string): Progress {
  return {
    stage: (stage) => progress.stage(`${name}: ${stage}`),
    update: (fraction, detail) => progress.update(fraction, detail),
  };
}
