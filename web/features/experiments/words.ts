import type { Words } from '../../shared/language.tsx';

const es = { title: 'Experiments', lead: '' };

export const experimentsWords: Words<typeof es> = { es, en: { title: 'Experiments', lead: '' } };
