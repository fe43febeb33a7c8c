import { type Catalogue, findTitle } from '../catalogue.ts';
import type { Warning } from '../contract.ts';
import type { Histories, Said } from '../histories.ts';
import { resolveTitles, warnOfTitle } from '../understand.ts';
import type { VerdictRequest } from './contract.ts';
import { verdictWordings } from './wording/index.ts';

/** A title of the history and what the viewer said of it. */
export type Statement = Said;

/**
 * All that the viewer in question said, each title once: what the user's history holds, then what comes with the question, which
 * replaces it. Unknown titles and an unknown user become warnings.
 */
export function statementsOf(
  request: VerdictRequest,
  catalogue: Catalogue,
  histories: Histories,
): { statements: readonly Statement[]; warnings: Warning[] } {
  const { userId, language } = request;
  const warnings: Warning[] = [];
  const statements = new Map<number, Statement>();
  const say = (item: number, stars: Said['stars']): void => void statements.set(item, { item, stars });
  if (userId !== undefined) {
    const known = histories.saidBy(userId);
    if (known === null) {
      const message = verdictWordings[language].unknownUser(userId);
      warnings.push({ code: 'UNKNOWN_USER', parameter: 'userId', value: userId, message, suggestions: [] });
    }
    for (const { item, stars } of known ?? []) say(item, stars);
  }
  const named = (parameter: string, names: readonly string[] | undefined): number[] =>
    resolveTitles(request, catalogue, parameter, names, warnings);
  // Having been watched takes nothing back of what was said.
  for (const item of named('history', request.watched)) if (!statements.has(item)) say(item, null);
  for (const { title, kind, rating } of request.history ?? []) {
    const item = findTitle(catalogue, title);
    if (item === null) warnOfTitle(request, catalogue, 'history', title, warnings);
    else if (kind === 'like' || kind === 'dislike') say(item, kind);
    else if (rating !== undefined) say(item, rating);
    else if (!statements.has(item)) say(item, null);
  }
  for (const item of named('liked', request.liked)) say(item, 'like');
  for (const item of named('disliked', request.disliked)) say(item, 'dislike');
  return { statements: [...statements.values()], warnings };
}
