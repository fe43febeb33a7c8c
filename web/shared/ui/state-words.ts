import type { Words } from '../language.tsx';

const es = {
  loading: 'Cargando…',
  problem: 'Algo no ha ido bien',
  offline: 'El servidor no responde. Compruebe que está en marcha; se intentará de nuevo en cuanto lo pida.',
  broken: 'Esta pantalla ha tenido un fallo. Vuelva a cargarla; si se repite, avise con el texto de abajo.',
  notReady: 'Todavía no hay modelo',
  notReadyNote: 'Esta página sigue sola en cuanto lo haya.',
  again: 'Intentarlo de nuevo',
  help: 'Qué significa y qué hacer',
};

export const stateWords: Words<typeof es> = {
  es,
  en: {
    loading: 'Loading…',
    problem: 'Something went wrong',
    offline: 'The server does not answer. See that it is running; it is asked again when you say so.',
    broken: 'This screen failed. Load it again; if it comes back, tell us with the text below.',
    notReady: 'There is no model yet',
    notReadyNote: 'This page goes on by itself as soon as there is one.',
    again: 'Try again',
    help: 'What it means and what to do',
  },
};
