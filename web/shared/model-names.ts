import type { Language } from './language.tsx';

const MODELS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  hybrid: { es: 'híbrido', en: 'hybrid' },
  popularity: { es: 'popularidad', en: 'popularity' },
  content: { es: 'contenido', en: 'content' },
  neighbours: { es: 'películas parecidas', en: 'similar films' },
  stars: { es: 'estrellas', en: 'stars' },
  'same for all': { es: 'lo mismo para todos', en: 'the same for all' },
};

/** How a kind of model is called; a name that nobody knows as it is. */
export const modelName = (model: string, language: Language): string => MODELS[model]?.[language] ?? model;
