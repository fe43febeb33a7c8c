import type { Language } from './stemmers.ts';
import { ENGLISH_STOP_WORDS, SPANISH_STOP_WORDS } from './stop-words.ts';
import { type Token, tokenize } from './tokenizer.ts';

export interface DetectedLanguage {
  /** The likelier of the two; null when nothing in the text tells. */
  readonly language: Language | null;
  /** How sure, 0…1: 0 is a tie. */
  readonly confidence: number;
}

const SPANISH_LETTER = /[ñáéíóúü¿¡]/iu;
const SPANISH_ENDING =
  /(?:cion|ciones|sion|siones|dad|dades|mente|ando|iendo|ado|ada|ados|adas|ito|ita|itos|itas|ero|era|ores|osa|oso|aje|ismo|ista)$/u;
const ENGLISH_ENDING = /(?:ing|tion|tions|ness|ful|less|ship|ly|ed|ght|wh|ck|sh|th)$/u;
const ENGLISH_CLUSTER = /[wk]|th|sh|oo|ee|ck|gh|ph/u;

/** Extra evidence about one folded word: positive for Spanish, negative for English. */
export type WordEvidence = (folded: string) => number;

/**
 * Returns whether a text is Spanish or English, by stop words first, then letters and endings, then what `evidence` (a lexicon, a
 * vocabulary) says of single words. Texts in other languages come out as either, with low confidence.
 */
export function detectLanguage(text: string | readonly Token[], evidence?: WordEvidence): DetectedLanguage {
  const tokens = typeof text === 'string' ? tokenize(text) : text;
  let spanish = 0;
  let english = 0;
  for (const { folded, surface } of tokens) {
    const inSpanish = SPANISH_STOP_WORDS.has(folded);
    const inEnglish = ENGLISH_STOP_WORDS.has(folded);
    if (inSpanish && !inEnglish) spanish += 2;
    else if (inEnglish && !inSpanish) english += 2;
    if (SPANISH_LETTER.test(surface)) spanish += 1;
    if (inSpanish || inEnglish || folded.length < 3) continue;
    if (SPANISH_ENDING.test(folded)) spanish += 0.5;
    if (ENGLISH_ENDING.test(folded)) english += 0.5;
    if (ENGLISH_CLUSTER.test(folded)) english += 0.25;
    const extra = evidence?.(folded) ?? 0;
    if (extra > 0) spanish += extra;
    else english -= extra;
  }
  const total = spanish + english;
  if (total === 0 || spanish === english) return { language: null, confidence: 0 };
  return {
    language: spanish > english ? 'es' : 'en',
    confidence: (Math.abs(spanish - english) / total) * Math.min(1, total / 4),
  };
}
