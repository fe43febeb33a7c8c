import type { Words } from '../../shared/language.tsx';

const es = { title: 'Recommend', lead: '' };

export const recommendWords: Words<typeof es> = { es, en: { title: 'Recommend', lead: '' } };
