import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { writeDurably } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson } from '../base/hash.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../base/tensors.ts';
import type { Artifact } from './contract.ts';

/** The format of the arrays inside; a reader refuses others. */
const FORMAT = '1';

/** Writes an artifact as one safetensors file, durable on return; readers see the old file or the new one. */
export function writeArtifact(path: string, artifact: Artifact): void {
  writeDurably(path, encodeTensors(artifact.tensors, { ...artifact.metadata }));
}

/**
 * Returns the artifact of a file; its arrays are views on the bytes read. Throws MISSING_FILE or UNSUPPORTED_ARTIFACT.
 */
export function readArtifact(path: string): Artifact {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ButacaError('MISSING_FILE', `missing model file: ${path}; expected a trained model. Train again.`, {
      cause,
    });
  }
  return decodeTensors(bytes, path);
}

/** Returns the artifact of a trained model: arrays in the order given, and the facts by which `load` recognises them. */
export function buildArtifact(
  model: string,
  items: number,
  config: unknown,
  tensors: readonly (readonly [string, Tensor])[],
): Artifact {
  return {
    tensors: new Map(tensors),
    metadata: { model, format: FORMAT, items: String(items), config: canonicalJson(config) },
  };
}

/** Refuses (UNSUPPORTED_ARTIFACT) what another model, another format or another catalogue size left. */
export function checkArtifact(artifact: Artifact, model: string, items: number): void {
  const { metadata } = artifact;
  if (metadata['model'] !== model) refuse('model', metadata['model'], model);
  if (metadata['format'] !== FORMAT) refuse('format', metadata['format'], FORMAT);
  if (metadata['items'] !== String(items)) refuse('items', metadata['items'], String(items));
}

function refuse(what: string, found: string | undefined, expected: string): never {
  throw new ButacaError(
    'UNSUPPORTED_ARTIFACT',
    `unsupported artifact: ${what} ${found ?? 'missing'}; expected ${expected}. Train again.`,
  );
}

/** Returns the configuration an artifact was trained with; throws UNSUPPORTED_ARTIFACT when the schema has changed since. */
export function trainedConfig<Schema extends z.ZodType>(artifact: Artifact, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(artifactConfig(artifact));
  if (!parsed.success)
    return refuse('configuration', parsed.error.issues[0]?.path.join('.'), 'the options of this version');
  return parsed.data;
}

/** The configuration an artifact was trained with, as plain JSON. */
export function artifactConfig(artifact: Artifact): unknown {
  return JSON.parse(artifact.metadata['config'] ?? '{}');
}

type TensorType = Float32ArrayConstructor | Float64ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;

/** Returns a named array of the expected element type; throws UNSUPPORTED_ARTIFACT when it is missing or of another type. */
export function tensorData<T extends TensorType>(artifact: Artifact, name: string, type: T): InstanceType<T> {
  const data = artifact.tensors.get(name)?.data;
  if (!(data instanceof type)) {
    throw new ButacaError(
      'UNSUPPORTED_ARTIFACT',
      `missing tensor: ${name}; expected a ${type.name} in a ${artifact.metadata['model'] ?? 'model'} artifact. Train again.`,
    );
  }
  return data as InstanceType<T>;
}
