import { readFileSync } from 'node:fs';
import { type CaseFigures, pairedDifference } from '../evaluation/index.ts';
import type { PairedDifference, Registry, Run } from '../registry/index.ts';
import { caseFigures } from './figures.ts';

const NAME = 'cases.json';

interface KeptQuestion {
  readonly id: string;
  readonly factors: readonly (readonly string[])[];
  /** Name of the figure in the run → one value a case. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
}

interface KeptCases {
  readonly format: 1;
  readonly questions: readonly KeptQuestion[];
}

/** Gathers what each case measured, for the report that later comparisons are paired by; `label` as in caseFigures. */
export function gatherCases(label: string | null): {
  keep: (figures: CaseFigures) => void;
  write: (registry: Registry, runId: string) => string;
} {
  const questions: KeptQuestion[] = [];
  return {
    keep(kept) {
      questions.push({ id: kept.question, factors: kept.factors, figures: caseFigures(kept, label) });
    },
    write: (registry, runId) =>
      registry.writeReport(runId, NAME, `${JSON.stringify({ format: 1, questions } satisfies KeptCases)}\n`),
  };
}

function readCases(registry: Registry, run: Run): KeptCases | null {
  const report = run.reports.find((name) => name.endsWith(`-${NAME}`));
  if (report === undefined) return null;
  try {
    const kept = JSON.parse(readFileSync(registry.reportPath(report), 'utf8')) as KeptCases;
    return kept.format === 1 ? kept : null;
  } catch {
    // A report that was removed or damaged: the comparison goes without it.
    return null;
  }
}

/** Differences between runs of a workspace over the same cases; null where the cases were not kept or are not the same. */
export function pairedBy(registry: Registry): PairedDifference {
  const known = new Map<string, KeptCases | null>();
  const casesOf = (run: Run): KeptCases | null => {
    let kept = known.get(run.id);
    if (kept === undefined) known.set(run.id, (kept = readCases(registry, run)));
    return kept;
  };
  return (a, b, metric) => {
    if (a.snapshotId !== b.snapshotId) return null;
    const [before, after] = [a, b].map((run) =>
      casesOf(run)?.questions.find(({ figures }) => Object.hasOwn(figures, metric)),
    );
    if (before === undefined || after === undefined) return null;
    if (JSON.stringify(before.factors) !== JSON.stringify(after.factors)) return null;
    const [x, y] = [before.figures[metric], after.figures[metric]];
    if (x.length !== y.length || x.length === 0) return null;
    return pairedDifference(x, y, before.factors, { seed: a.seed, purpose: before.id });
  };
}
