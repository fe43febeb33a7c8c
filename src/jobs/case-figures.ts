import { readFileSync } from 'node:fs';
import { type CaseFigures, pairedDifferences } from '../evaluation/index.ts';
import type { Measured, PairedDifference, Registry, Run } from '../registry/index.ts';
import { caseFigures } from './figures.ts';

const NAME = 'cases.json';

/** What each case of a question measured, as it is kept. */
export interface KeptQuestion {
  readonly id: string;
  readonly factors: readonly (readonly string[])[];
  /** Name of the figure in the run → one value a case. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
}

interface KeptCases {
  readonly format: 1;
  readonly questions: readonly KeptQuestion[];
}

/** Writes what each case measured as a report of the run, and returns its name. */
export function writeCases(registry: Registry, runId: string, questions: readonly KeptQuestion[]): string {
  return registry.writeReport(runId, NAME, `${JSON.stringify({ format: 1, questions } satisfies KeptCases)}\n`);
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
    write: (registry, runId) => writeCases(registry, runId, questions),
  };
}

/** Whether a run kept what each case measured. */
export const keepsCases = ({ reports }: Run): boolean => reports.some((name) => name.endsWith(`-${NAME}`));

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

/** The difference in every figure of a question that both runs kept; none where they did not ask the same cases. */
function differences(before: KeptQuestion, after: KeptQuestion, seed: number): Map<string, Measured> {
  const names = Object.keys(before.figures).filter((name) => Object.hasOwn(after.figures, name));
  const cases = before.factors[0]?.length ?? 0;
  if (names.length === 0 || cases === 0) return new Map();
  if (JSON.stringify(before.factors) !== JSON.stringify(after.factors)) return new Map();
  const columns = [before, after].map(({ figures }) => names.map((name) => figures[name]));
  const found = pairedDifferences(columns[0], columns[1], before.factors, { seed, purpose: before.id });
  return new Map(names.map((name, at) => [name, found[at]]));
}

/** Differences between runs of a workspace over the same cases; null where the cases were not kept or are not the same. */
export function pairedBy(registry: Registry): PairedDifference {
  const known = new Map<string, KeptCases | null>();
  const found = new Map<string, Map<string, Measured>>();
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
    const key = JSON.stringify([a.id, b.id, before.id]);
    let told = found.get(key);
    if (told === undefined) found.set(key, (told = differences(before, after, a.seed)));
    return told.get(metric) ?? null;
  };
}
