import type { Words } from '../../shared/language.tsx';

const es = {
  title: 'Retenida: se perdería demasiado',
  note: 'Nada ha cambiado: se sigue respondiendo con los datos de antes. Así quedarían los nuevos:',
  gone: (update: string) => `Las diferencias de la actualización ${update} ya no se guardan.`,
  byUpload: 'Sigue en sus manos: corrija las tablas, descártelas o acéptelas como están.',
  decide: 'Decidir',
  byFolder: 'Si es lo que quiere, acéptelo donde está el servidor; si no, corrija las tablas y se leerán de nuevo.',
  accept: 'Aceptar la pérdida…',
  acceptTitle: '¿Aceptar la pérdida?',
  acceptText:
    'Se lee todo otra vez, se entrena y se mide, y al final los datos nuevos ocupan el lugar de los de ahora. Los de ahora se guardan como instantánea, pero el recomendador deja de usarlos.',
  acceptNow: 'Aceptar y seguir',
  cancel: 'Volver',
  correct: 'O corrija arriba las columnas o la forma de añadirlas, y pruebe otra vez.',
  contributes: (rows: string) => `Ahora aporta ${rows} filas, que dejarán de contar.`,
  noUndo: 'No se puede deshacer con un botón: para tenerla otra vez habrá que subirla.',
};

/** What is said where something would be lost. */
export const heldWords: Words<typeof es> = {
  es,
  en: {
    title: 'Held: too much would be lost',
    note: 'Nothing has changed: answers still come from the data of before. The new ones would be these:',
    gone: (update) => `The differences of the update ${update} are not kept any more.`,
    byUpload: 'It is up to you: correct the tables, throw them away or accept them as they are.',
    decide: 'Decide',
    byFolder:
      'If it is what you want, accept it where the server runs; if not, correct the tables and they are read again.',
    accept: 'Accept the loss…',
    acceptTitle: 'Accept the loss?',
    acceptText:
      'Everything is read again, a model is trained and measured, and in the end the new data take the place of those of now. Those of now are kept as a snapshot, but the recommender uses them no more.',
    acceptNow: 'Accept and go on',
    cancel: 'Back',
    correct: 'Or correct the columns above, or how the tables come in, and try again.',
    contributes: (rows) => `Now it gives ${rows} rows, which will not count any more.`,
    noUndo: 'No button undoes this: to have it again it must be uploaded again.',
  },
};
