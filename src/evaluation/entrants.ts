import { canonicalJson } from '../base/hash.ts';
import type { Purpose } from './report.ts';

/** A model that takes part, with the configuration it is trained with. */
export interface Entrant {
  /** How the report calls it; unique. */
  readonly label: string;
  /** The model's name in the registry of models. */
  readonly name: string;
  /** Given options only; the model's schema fills in the rest. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Has something left out to see what it is worth: compared with its own like, not with popularity or the hybrid. */
  readonly ablation?: boolean;
}

/** What a catalogue without cast and directors can tell: most platforms' own tables. */
const WITHOUT_PEOPLE = { kinds: { person: 0 } };

/** What one without cast and hand-made tags can tell: name, year, genres and synopsis. */
const WITHOUT_TAGS = { kinds: { person: 0, tag: 0, tagWord: 0 } };

/**
 * Returns who takes part in a full evaluation: every model, and those that read synopses a second time without them; the content
 * model also with and without synopses where neither cast nor directors are known, and where there are no tags either.
 */
export function allEntrants(): Entrant[] {
  return [
    { label: 'popularity', name: 'popularity', config: {} },
    { label: 'knn', name: 'knn', config: {} },
    { label: 'ease', name: 'ease', config: {} },
    { label: 'sparse-ease', name: 'sparse-ease', config: {} },
    { label: 'als', name: 'als', config: {} },
    { label: 'content', name: 'content', config: {} },
    { label: 'content without synopses', name: 'content', config: { synopsis: false }, ablation: true },
    { label: 'content without people', name: 'content', config: WITHOUT_PEOPLE, ablation: true },
    {
      label: 'content without people and synopses',
      name: 'content',
      config: { ...WITHOUT_PEOPLE, synopsis: false },
      ablation: true,
    },
    { label: 'content without tags and people', name: 'content', config: WITHOUT_TAGS, ablation: true },
    {
      label: 'content without tags, people and synopses',
      name: 'content',
      config: { ...WITHOUT_TAGS, synopsis: false },
      ablation: true,
    },
    { label: 'hybrid', name: 'hybrid', config: {} },
    { label: 'hybrid without synopses', name: 'hybrid', config: { synopsis: false }, ablation: true },
  ];
}

/** Returns who takes part in a brief evaluation. */
export function briefEntrants(): Entrant[] {
  return allEntrants().filter(({ label }) => label === 'popularity' || label === 'hybrid');
}

export interface PlannedComparison {
  readonly purpose: Purpose;
  readonly a: string;
  readonly b: string;
}

/**
 * Returns which models are compared: each whole one against popularity, the first hybrid against each single model, and each model
 * against the same one without synopses.
 */
export function planComparisons(entrants: readonly Entrant[]): PlannedComparison[] {
  const planned: PlannedComparison[] = [];
  const popularity = entrants.find(({ name }) => name === 'popularity');
  const hybrid = entrants.find(({ name }) => name === 'hybrid');
  const whole = entrants.filter(({ ablation }) => ablation !== true);
  for (const { label, name } of whole) {
    if (popularity !== undefined && name !== 'popularity') {
      planned.push({ purpose: 'over-popularity', a: label, b: popularity.label });
    }
  }
  for (const { label, name } of whole) {
    if (hybrid !== undefined && name !== 'hybrid' && name !== 'popularity') {
      planned.push({ purpose: 'hybrid-over-single', a: hybrid.label, b: label });
    }
  }
  for (const without of entrants) {
    if (without.config['synopsis'] !== false) continue;
    const { synopsis: _, ...rest } = without.config;
    const same = entrants.find(
      ({ name, config }) =>
        name === without.name &&
        config['synopsis'] !== false &&
        canonicalJson({ ...config, synopsis: true }) === canonicalJson({ ...rest, synopsis: true }),
    );
    if (same !== undefined) planned.push({ purpose: 'synopses', a: same.label, b: without.label });
  }
  return planned;
}
