import type { Words } from '../shared/language.tsx';

const es = {
  take: 'Llevarse el gráfico',
  svg: 'Imagen para ampliar (SVG)',
  png: 'Imagen (PNG)',
  csv: 'Datos (CSV)',
  values: 'Ver los valores',
  hideValues: 'Ocultar los valores',
  more: (rows: string) => `y ${rows} filas más, en el CSV`,
  clear: 'Quitar la selección',
  brush:
    'Arrastre para elegir un tramo. Con el teclado: flechas, Mayús y flechas para ampliar, Intro para elegir, Escape para quitar.',
  chosen: 'elegido',
};

/** What every chart says. */
export const markWords: Words<typeof es> = {
  es,
  en: {
    take: 'Take the chart away',
    svg: 'Picture to enlarge (SVG)',
    png: 'Picture (PNG)',
    csv: 'Data (CSV)',
    values: 'Show the values',
    hideValues: 'Hide the values',
    more: (rows) => `and ${rows} rows more, in the CSV`,
    clear: 'Clear the selection',
    brush: 'Drag to choose a range. By keyboard: arrows, Shift and arrows to widen, Enter to choose, Escape to clear.',
    chosen: 'chosen',
  },
};
