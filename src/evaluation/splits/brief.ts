import type { Split, SplitOptions, SplitSource } from './contract.ts';
import { splitExisting } from './existing.ts';
import { splitNewUser } from './new-user.ts';

/**
 * Returns one split that answers `existing` and `new-user` with three titles given from a single training: a fifth of the users is
 * held out whole, and of all others the newest fifth of their interactions. For a first look; its training part is smaller than
 * either split's own, so its figures are a little lower.
 */
export function splitBrief(source: SplitSource, options: SplitOptions): Split {
  const strangers = splitNewUser(source, { ...options, given: [3] });
  const known = splitExisting(source, { ...options, without: strangers.newUsers });
  return {
    ...known,
    name: 'brief',
    questions: [...known.questions, ...strangers.questions],
    newUsers: strangers.newUsers,
    facts: { ...known.facts, heldOutUsers: strangers.newUsers.length },
  };
}
