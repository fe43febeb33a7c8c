import { type ReasonCode, REASONS } from '../sources/index.ts';

/** What a reason of an import does to a row, and how it is told; the bare code for one that this version does not know. */
export function describeReason(code: string): { readonly effect: string; readonly es: string; readonly en: string } {
  return REASONS[code as ReasonCode] ?? { effect: 'notice', es: code, en: code };
}
