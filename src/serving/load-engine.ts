import { ButacaError } from '../base/errors.ts';
import { openCatalogues, openSnapshot } from '../dataset/index.ts';
import { openKernels } from '../kernels/index.ts';
import { type Artifact, models, readArtifact } from '../models/index.ts';
import { buildCatalogue } from './catalogue.ts';
import { Engine } from './engine.ts';
import type { EngineSettings } from './engine-messages.ts';
import { readElsewhere } from './elsewhere.ts';
import { buildHistories } from './histories.ts';

/**
 * The artifact with a buffer for each tensor instead of views on one file: a model that copies its large matrix into its own memory
 * and keeps views on small tensors would otherwise hold the whole file in memory for as long as it serves.
 */
const ownTensors = ({ tensors, metadata }: Artifact): Artifact => ({
  tensors: new Map([...tensors].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }])),
  metadata,
});

/**
 * Loads a model version with the snapshot that it was trained on. The engine has histories of the snapshot alone; live feedback is
 * the caller's. Throws UNKNOWN_MODEL, CORRUPT_SNAPSHOT, UNSUPPORTED_ARTIFACT and the like, and leaves nothing open then.
 */
export async function loadEngine({ home, version, artifactPath }: EngineSettings): Promise<Engine> {
  const definition = models[version.model];
  if (definition === undefined) {
    throw new ButacaError(
      'UNKNOWN_MODEL',
      `unknown model: ${version.model}; expected one of ${Object.keys(models).join(', ')}. Train again with this version.`,
    );
  }
  const snapshot = await openSnapshot(home, version.snapshotId);
  if (snapshot.items.checksum !== version.itemsChecksum) {
    throw new ButacaError(
      'CORRUPT_SNAPSHOT',
      `conflicting snapshot: ${snapshot.id}; model version ${version.id} was trained on another numbering. Train again.`,
    );
  }
  const elsewhere = readElsewhere(await openCatalogues(home, snapshot.id), snapshot.titles.length);
  const catalogue = buildCatalogue(snapshot, elsewhere);
  const histories = buildHistories(snapshot);
  const artifact = ownTensors(readArtifact(artifactPath));
  const kernels = await openKernels({ threads: 1 });
  try {
    const scorer = definition.load(artifact, snapshot.titles, { kernels });
    return new Engine({ model: { version: version.id, name: version.model }, catalogue, histories, scorer, kernels });
  } catch (error) {
    kernels.close();
    throw error;
  }
}
