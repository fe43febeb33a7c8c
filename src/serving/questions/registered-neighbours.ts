import { openNeighbours, readArtifact } from '../../models/index.ts';
import type { Registry } from '../../registry/index.ts';
import type { NeighboursSource } from './open-questions.ts';

/** The neighbours of films that are in force in a registry (alias `films`), followed as the alias moves. */
export function registeredNeighbours(registry: Registry): NeighboursSource {
  return {
    async open(films) {
      const version = registry.filmNeighbours();
      if (version === null) return null;
      return openNeighbours(readArtifact(registry.artifactPath(version.id)), films, version.id);
    },
    watch: (look) => registry.watchAlias('films', look),
  };
}
