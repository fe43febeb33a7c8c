import type { Words } from '../../shared/language.tsx';

const es = { title: 'Titles', lead: '' };

export const titlesWords: Words<typeof es> = { es, en: { title: 'Titles', lead: '' } };
