import type { Language } from '../contract.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Wording } from './wording.ts';

/** The sentences of serving by language; one file each. */
export const wordings: Readonly<Record<Language, Wording>> = { es, en };
export type { ReasonParts, Wording } from './wording.ts';
