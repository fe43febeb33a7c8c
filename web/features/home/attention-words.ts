import type { z } from 'zod';
import type { overviewSchema } from '../../../src/api/contract/overview.ts';
import type { Format } from '../../shared/format.ts';
import type { Words } from '../../shared/language.tsx';

export type Attention = z.output<typeof overviewSchema>['attention'][number];

type Texts = Readonly<Record<Attention['code'], (item: Attention, format: Format) => string>>;

const part = ({ count, of }: Attention, format: Format): string =>
  of === null || of === 0 || (count ?? 0) / of < 0.001 ? '' : ` (${format.percent((count ?? 0) / of, 1)})`;

/** What each matter is and what to do about it, in a sentence or two. */
export const attentionWords: Words<Texts> = {
  es: {
    NO_MODEL: () => 'No hay ningún modelo en servicio. Importe sus tablas: el modelo se entrena solo.',
    PREPARING: () => 'Se están leyendo las tablas y entrenando el modelo. No hace falta hacer nada.',
    MODEL_NOT_LOADED: () =>
      'El último modelo promovido no pudo cargarse; sigue el anterior. Vuelva atrás o entrene otro.',
    UPDATE_FAILED: () =>
      'La última actualización no terminó. Nada ha cambiado: corrija las tablas y vuelva a intentarlo.',
    UPDATE_HELD: () =>
      'La última actualización se ha retenido porque perdería demasiado. Si las tablas están bien, acéptela; si no, corríjalas.',
    ROWS_SET_ASIDE: (item, format) =>
      `${format.number(item.count ?? 0)} filas${part(item, format)} se apartaron en la última importación. El informe dice por qué.`,
    MODEL_REFUSED: () => 'El último modelo entrenado no pasó el control y no sirve. Sigue el anterior: no hay prisa.',
    MODEL_NOT_MEASURED: () => 'El modelo en servicio no se ha medido: no se sabe cuánto acierta.',
    MODEL_BELOW_POPULARITY: () =>
      'El modelo en servicio acierta menos que recomendar lo más visto. Vuelva al anterior o entrene otro.',
    FEEDBACK_NOT_LEARNT: (item, format) =>
      `${format.number(item.count ?? 0)} visionados y votos nuevos${part(item, format)} esperan al próximo entrenamiento. Actualice.`,
    DATA_OLD: (item, format) =>
      `Los datos son de hace ${format.number(item.count ?? 0)} días. Deje tablas nuevas en la carpeta de origen o súbalas.`,
    DISK_ALMOST_FULL: (item, format) => `Quedan ${format.bytes(item.count ?? 0)} libres en el disco. Haga sitio.`,
    SAMPLE_DATA: () => 'Está viendo la muestra. Traiga las tablas de su plataforma para recomendar su catálogo.',
  },
  en: {
    NO_MODEL: () => 'No model is in service. Import your tables: the model trains by itself.',
    PREPARING: () => 'The tables are being read and the model is training. There is nothing to do.',
    MODEL_NOT_LOADED: () =>
      'The model promoted last could not be loaded; the one before goes on. Roll back, or train another.',
    UPDATE_FAILED: () => 'The last update did not finish. Nothing has changed: correct the tables and try again.',
    UPDATE_HELD: () =>
      'The last update is held back because it would lose too much. If the tables are right, accept it; if not, correct them.',
    ROWS_SET_ASIDE: (item, format) =>
      `${format.number(item.count ?? 0)} rows${part(item, format)} were set aside at the last import. The report says why.`,
    MODEL_REFUSED: () =>
      'The model trained last did not pass the gate and does not serve. The one before goes on: no hurry.',
    MODEL_NOT_MEASURED: () => 'The model in service was not measured: nobody knows how accurate it is.',
    MODEL_BELOW_POPULARITY: () =>
      'The model in service hits less than recommending what is watched most. Roll back, or train another.',
    FEEDBACK_NOT_LEARNT: (item, format) =>
      `${format.number(item.count ?? 0)} new views and votes${part(item, format)} wait for the next training. Update.`,
    DATA_OLD: (item, format) =>
      `The data is ${format.number(item.count ?? 0)} days old. Put new tables into the source folder, or upload them.`,
    DISK_ALMOST_FULL: (item, format) => `${format.bytes(item.count ?? 0)} are free on the disk. Make room.`,
    SAMPLE_DATA: () => "This is the sample. Bring your platform's tables to recommend your own catalogue.",
  },
};
