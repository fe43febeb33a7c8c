import type { Words } from '../../shared/language.tsx';

const es = { title: 'Explore', lead: '' };

export const exploreWords: Words<typeof es> = { es, en: { title: 'Explore', lead: '' } };
