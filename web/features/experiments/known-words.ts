import { type Language, useLanguage } from '../../shared/language.tsx';
import { modelName } from '../../shared/model-names.ts';

interface Name {
  readonly es: string;
  readonly en: string;
}

/** Reasons that the server itself writes; what people wrote is shown as they wrote it. */
const REASONS: Readonly<Record<string, Name>> = {
  'new tables at start': { es: 'tablas nuevas al arrancar', en: 'new tables at start' },
  'new tables': { es: 'tablas nuevas', en: 'new tables' },
  scheduled: { es: 'actualización programada', en: 'scheduled update' },
  'update by hand': { es: 'actualización a mano', en: 'update by hand' },
  'table uploaded': { es: 'tabla subida', en: 'table uploaded' },
  'prepared at start': { es: 'preparado al arrancar', en: 'prepared at start' },
};

const PARTS: Readonly<Record<string, Name>> = {
  open: { es: 'abrir los datos', en: 'opening the data' },
  train: { es: 'entrenar', en: 'training' },
  evaluate: { es: 'medir', en: 'measuring' },
  register: { es: 'guardar la versión', en: 'keeping the version' },
  import: { es: 'importar', en: 'importing' },
  read: { es: 'leer las tablas', en: 'reading the tables' },
  write: { es: 'escribir la instantánea', en: 'writing the snapshot' },
  split: { es: 'partir los datos', en: 'splitting the data' },
  judge: { es: 'juzgar', en: 'judging' },
  measure: { es: 'medir', en: 'measuring' },
  tune: { es: 'buscar ajustes', en: 'searching for settings' },
};

const SEGMENTS: Readonly<Record<string, Name>> = {
  light: { es: 'usuarios con poco historial', en: 'users with a short history' },
  medium: { es: 'usuarios con historial medio', en: 'users with a middling history' },
  heavy: { es: 'usuarios con mucho historial', en: 'users with a long history' },
  tail: { es: 'títulos poco vistos', en: 'titles that few watch' },
  middle: { es: 'títulos intermedios', en: 'titles in the middle' },
  head: { es: 'títulos muy vistos', en: 'titles that many watch' },
  old: { es: 'títulos antiguos', en: 'old titles' },
  new: { es: 'títulos recientes', en: 'new titles' },
};

/** How things are called that runs name by a word of the program. */
export interface KnownNames {
  readonly model: (id: string) => string;
  readonly reason: (text: string) => string;
  /** A part of the time that a run took. */
  readonly part: (id: string) => string;
  readonly segment: (id: string) => string;
}

const namesIn = (language: Language): KnownNames => {
  const of =
    (names: Readonly<Record<string, Name>>) =>
    (id: string): string =>
      names[id]?.[language] ?? id;
  return { model: (id) => modelName(id, language), reason: of(REASONS), part: of(PARTS), segment: of(SEGMENTS) };
};

const NAMES = { es: namesIn('es'), en: namesIn('en') };

/** Those names in the language in force. */
export const useKnownNames = (): KnownNames => NAMES[useLanguage().language];

/** Those names in a language. */
export const knownNames = (language: Language): KnownNames => NAMES[language];
