/** How long does each model take to train on the sample, and how much memory of the kernels? */
import { availableParallelism } from 'node:os';
import { silent } from '../src/base/progress.ts';
import { encodeTensors } from '../src/base/tensors.ts';
import { openKernels } from '../src/kernels/index.ts';
import { type ModelDefinition, models } from '../src/models/index.ts';
import { type Figure, measure, type Measurement, type Result } from './harness.ts';
import { openSample, trainingDataOf } from './sample.ts';

const SEED = 42;

export async function run(): Promise<Result> {
  const data = trainingDataOf(await openSample());
  const measurements: Measurement[] = [];
  const figures: Figure[] = [];
  const threads = Math.min(2, availableParallelism());
  for (const [name, definition] of Object.entries(models)) {
    const kernels = await openKernels({ threads });
    try {
      const train = (definition: ModelDefinition) =>
        definition.train(data, definition.config.parse({}), { kernels, seed: SEED, progress: silent });
      const [first, second] = [await train(definition), await train(definition)];
      const bytes = encodeTensors(first.tensors, { ...first.metadata });
      if (!bytes.equals(encodeTensors(second.tensors, { ...second.metadata }))) {
        throw new Error(`${name} trained twice gave different bytes`);
      }
      measurements.push(await measure(name, () => train(definition), { warmUp: 0, rounds: 3 }));
      figures.push({ name: `${name} artifact`, value: bytes.length / 1e6, unit: 'MB' });
    } finally {
      kernels.close();
    }
  }
  const hybrid = measurements.find(({ name }) => name === 'hybrid');
  if (hybrid !== undefined) {
    figures.push({ name: 'hybrid training', value: hybrid.median / 1000, unit: 's', goal: '< 15' });
  }
  const { users, items, indices } = data.interactions;
  return {
    question: 'training',
    measurements,
    figures,
    notes: [
      `sample: ${users} users, ${items} titles, ${indices.length} interactions; ${threads} threads; seed ${SEED}`,
    ],
  };
}
