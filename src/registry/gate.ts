import type { Gate, GateCheck, GateResult, ModelVersion } from './contract.ts';

const shown = (value: number): string => value.toPrecision(4);

/**
 * Returns whether the candidate may be promoted: its metric reaches its baseline's, and the champion's less the tolerance. A
 * metric that was not measured closes the gate; a champion measured on another snapshot is not compared, and the check says so.
 */
export function judgeGate(gate: Gate, candidate: ModelVersion, champion: ModelVersion | null): GateResult {
  const found = candidate.metrics[gate.metric]?.value ?? null;
  const judge = (against: GateCheck['against'], expected: number | null, missing: string): GateCheck => {
    const passed = found !== null && expected !== null && found >= expected;
    const name = against === 'baseline' ? gate.baseline : 'the champion';
    const message =
      found === null
        ? `${gate.metric} was not measured`
        : expected === null
          ? missing
          : `${gate.metric} is ${shown(found)}; expected at least ${shown(expected)} (${name})`;
    return { against, passed, metric: gate.metric, found, expected, message };
  };
  const checks = [
    judge('baseline', candidate.metrics[gate.baseline]?.value ?? null, `${gate.baseline} was not measured`),
  ];
  const other = champion === null || champion.id === candidate.id ? null : champion;
  const measured = other?.metrics[gate.metric]?.value;
  if (other !== null && measured !== undefined) {
    const comparable = other.snapshotId === candidate.snapshotId;
    const check = judge(
      'champion',
      comparable ? measured * (1 - gate.tolerance) : null,
      'the champion was measured on another snapshot',
    );
    checks.push(comparable ? check : { ...check, passed: true });
  }
  return { passed: checks.every((check) => check.passed), checks };
}
