import type { Words } from '../shared/language.tsx';

const es = {
  skip: 'Ir al contenido',
  navigation: 'Secciones',
  menu: 'Abrir el menú',
  close: 'Cerrar',
  settings: 'Aspecto e idioma',
  theme: 'Aspecto',
  auto: 'Auto',
  light: 'Claro',
  dark: 'Oscuro',
  language: 'Idioma',
  loading: 'Cargando…',
  missing: 'Aquí no hay nada',
  missingNote: 'La dirección no pertenece a ninguna sección.',
  home: 'Ir al inicio',
};

/** What the frame around the screens says. */
export const appWords: Words<typeof es> = {
  es,
  en: {
    skip: 'Skip to the content',
    navigation: 'Sections',
    menu: 'Open the menu',
    close: 'Close',
    settings: 'Appearance and language',
    theme: 'Appearance',
    auto: 'Auto',
    light: 'Light',
    dark: 'Dark',
    language: 'Language',
    loading: 'Loading…',
    missing: 'There is nothing here',
    missingNote: 'The address belongs to no section.',
    home: 'Go to the home page',
  },
};
