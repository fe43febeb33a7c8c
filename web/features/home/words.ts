import type { Words } from '../../shared/language.tsx';

const es = { title: 'Home', lead: '' };

export const homeWords: Words<typeof es> = { es, en: { title: 'Home', lead: '' } };
