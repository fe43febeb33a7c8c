import type { Words } from '../../shared/language.tsx';

const es = { title: 'Api', lead: '' };

export const apiWords: Words<typeof es> = { es, en: { title: 'Api', lead: '' } };
