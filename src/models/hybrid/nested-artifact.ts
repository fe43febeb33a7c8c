import { ButacaError } from '../../base/errors.ts';
import type { Tensor } from '../../base/tensors.ts';
import type { Artifact } from '../contract.ts';

/** Returns the arrays of a part under `name/`, its facts as one array of JSON bytes. */
export function nestArtifact(name: string, part: Artifact): [string, Tensor][] {
  const facts = new Uint8Array(Buffer.from(JSON.stringify(part.metadata)));
  return [
    [`${name}/facts`, { shape: [facts.length], data: facts }],
    ...[...part.tensors].map(([inner, tensor]): [string, Tensor] => [`${name}/${inner}`, tensor]),
  ];
}

/** Returns the part that `nestArtifact` put under a name; throws UNSUPPORTED_ARTIFACT when it is not there. */
export function nestedArtifact(artifact: Artifact, name: string): Artifact {
  const facts = artifact.tensors.get(`${name}/facts`);
  if (facts === undefined) {
    throw new ButacaError('UNSUPPORTED_ARTIFACT', `missing part: ${name}; expected it in the artifact. Train again.`);
  }
  const prefix = `${name}/`;
  const tensors = [...artifact.tensors]
    .filter(([inner]) => inner.startsWith(prefix) && inner !== `${name}/facts`)
    .map(([inner, tensor]): [string, Tensor] => [inner.slice(prefix.length), tensor]);
  return {
    tensors: new Map(tensors),
    metadata: JSON.parse(Buffer.from(facts.data as Uint8Array).toString('utf8')) as Record<string, string>,
  };
}
