import type { verdictWords as english } from './en-verdict.ts';

/** What the command about verdicts says, in Spanish. */
export const verdictWords: typeof english = {
  verdict: {
    description: 'Dice si a una persona le gustará un título, y por qué; sin título, cuánto se puede confiar en ello.',
    user: 'id de un usuario conocido; puede faltar si --liked, --disliked o --watched describen a alguien desconocido',
    title: 'el título en cuestión: id o nombre',
    liked: 'títulos que le gustan: ids o nombres, con comas (repita la opción si el nombre lleva comas)',
    disliked: 'títulos que no le gustan',
    watched: 'títulos que ha visto',
    precision: 'de lo que se recomienda, la parte que debe gustar, de 0 a 1 (por defecto: verdicts.precision)',
    examples: [
      'butaca verdict 12 Heat',
      'butaca verdict Heat --liked "Toy Story" --disliked "Alien"',
      'butaca verdict --precision 0.9',
    ],
    noViewer:
      'falta el usuario: no hay para quién juzgar; indique un id de usuario antes del título, o --liked, --disliked o --watched.',
    notLearnt: 'faltan las estrellas: aún no se ha aprendido nada de las valoraciones; apréndalas: butaca train stars.',
    columns: { part: 'por', stars: 'estrellas', amount: 'mueve' },
    base: 'el propio título',
    others: (titles) => `otros ${titles} títulos`,
  },
};
