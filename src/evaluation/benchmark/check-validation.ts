import { ButacaError } from '../../base/errors.ts';
import type { BenchmarkSplit } from './contract.ts';
import { givenTo, historyOf } from './numbering.ts';

const refuse = (code: 'LEAKED_VALIDATION' | 'LEAKED_USER' | 'LEAKED_PAIR', found: string, expected: string): never => {
  throw new ButacaError(code, `${found}; expected ${expected}.`);
};

/**
 * Proves that what settings are chosen by holds nothing of the test part, and that nothing to be found is known, before anything is
 * trained. Throws LEAKED_PAIR for a test or validation pair that is given of its user or stands in its training part,
 * LEAKED_VALIDATION for a pair to tune on that is neither in the split's own training part nor of a user apart, and LEAKED_USER for
 * such a user who stands in training or is tested.
 */
export function checkValidation(split: BenchmarkSplit, validation: BenchmarkSplit): void {
  for (const [name, part] of [
    ['test', split],
    ['validation', validation],
  ] as const) {
    part.users.forEach((id, user) => {
      if (part.test[user].length === 0) return;
      const known = new Set([...givenTo(part, user), ...historyOf(part.training, user)]);
      const leaked = part.test[user].find((item) => known.has(item));
      if (leaked !== undefined) {
        const found = `leaked ${name} pair: user ${id}, item ${part.items[leaked]}`;
        refuse('LEAKED_PAIR', found, 'nothing to be found that is known already');
      }
    });
  }
  if (validation.given === undefined) checkCut(split, validation);
  else checkUsersApart(split, validation);
}

/** What is held out for validation is the training part's own. */
function checkCut(split: BenchmarkSplit, validation: BenchmarkSplit): void {
  validation.users.forEach((id, user) => {
    const own = new Set(historyOf(split.training, user));
    const foreign = [...validation.test[user], ...historyOf(validation.training, user)].find((item) => !own.has(item));
    if (foreign === undefined) return;
    const found = `validation pair from outside of training: user ${id}, item ${validation.items[foreign]}`;
    refuse('LEAKED_VALIDATION', found, 'a part cut from the training part alone');
  });
}

/** Held-out users are unknown to training, and those to tune on are not tested. */
function checkUsersApart(split: BenchmarkSplit, validation: BenchmarkSplit): void {
  split.users.forEach((id, user) => {
    const [tested, tuned] = [split, validation].map((part) => part.test[user].length + givenTo(part, user).length > 0);
    if (tested && tuned) refuse('LEAKED_USER', `validation user who is tested: ${id}`, 'other users to tune on');
    if ((tested || tuned) && historyOf(split.training, user).length > 0) {
      refuse('LEAKED_USER', `held-out user in training: ${id}`, 'users whom training does not know');
    }
  });
}
