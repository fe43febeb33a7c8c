import type { Words } from '../../shared/language.tsx';

const es = { title: 'Data', lead: '' };

export const dataWords: Words<typeof es> = { es, en: { title: 'Data', lead: '' } };
