import type { Language } from '../../contract.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { VerdictWording } from './wording.ts';

/** The sentences of verdicts by language; one file each. */
export const verdictWordings: Readonly<Record<Language, VerdictWording>> = { es, en };
