import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isButacaError } from '../base/errors.ts';
import { artifactConfig, buildArtifact, checkArtifact, readArtifact, tensorData, writeArtifact } from './artifact.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return isButacaError(error) ? error.code : String(error);
  }
};

describe('artifacts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const artifact = buildArtifact('ease', 3, { b: 1, a: [2] }, [
    ['numbers', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
  ]);

  it('come back from their file as they were', () => {
    const path = join(folder, 'deep', 'model.safetensors');
    writeArtifact(path, artifact);
    const read = readArtifact(path);
    expect([...tensorData(read, 'numbers', Float32Array)]).toEqual([1, 2, 3, 4]);
    expect(read.metadata).toEqual(artifact.metadata);
    expect(artifactConfig(read)).toEqual({ a: [2], b: 1 });
  });

  it('say when the file is missing or is something else', () => {
    expect(codeOf(() => readArtifact(join(folder, 'none')))).toBe('MISSING_FILE');
    writeFileSync(join(folder, 'text'), 'userId,movieId\n1,2\n'.repeat(10));
    expect(codeOf(() => readArtifact(join(folder, 'text')))).toBe('UNSUPPORTED_ARTIFACT');
    writeFileSync(join(folder, 'empty'), '');
    expect(codeOf(() => readArtifact(join(folder, 'empty')))).toBe('UNSUPPORTED_ARTIFACT');
  });

  it('are refused for another model, catalogue or element type', () => {
    expect(codeOf(() => checkArtifact(artifact, 'ease', 3))).toBeUndefined();
    expect(codeOf(() => checkArtifact(artifact, 'als', 3))).toBe('UNSUPPORTED_ARTIFACT');
    expect(codeOf(() => checkArtifact(artifact, 'ease', 4))).toBe('UNSUPPORTED_ARTIFACT');
    expect(codeOf(() => checkArtifact({ ...artifact, metadata: {} }, 'ease', 3))).toBe('UNSUPPORTED_ARTIFACT');
    expect(codeOf(() => tensorData(artifact, 'numbers', Int32Array))).toBe('UNSUPPORTED_ARTIFACT');
    expect(codeOf(() => tensorData(artifact, 'others', Float32Array))).toBe('UNSUPPORTED_ARTIFACT');
  });
});
