import type { Wording } from './en.ts';

/** What en-tuning.ts says, in Spanish. */
export const tuningWords: Pick<Wording, 'tune'> = {
  tune: {
    description: 'Busca mejores ajustes de los modelos en partes de validación; no mira ninguna parte de prueba.',
    models: 'qué modelos (por defecto: todos)',
    minutes: 'minutos que puede tardar (por defecto: 10, salvo que se dé --trials)',
    trials: 'termina tras probar tantos ajustes, entre todos los modelos',
    question: 'se guía solo por esta pregunta (por defecto: por las tres)',
    seed: 'semilla de las partes de validación, de lo que se prueba y del entrenamiento',
    snapshot: 'ajusta sobre esta instantánea en vez de la última',
    resume: 'sigue con este estudio, o con el último; con --minutes 0 solo cuenta lo hallado hasta ahora',
    use: 'desde ahora los entrenamientos toman lo hallado',
    forget: 'los entrenamientos dejan de tomar ajustes hallados',
    examples: [
      'butaca tune',
      'butaca tune hybrid --minutes 30 --use',
      'butaca tune ease als --trials 40 --seed 7 --json',
      'butaca tune --resume --minutes 10',
      'butaca tune --resume --minutes 0 --use',
    ],
    invalidMinutes: 'un número de minutos, 0 o más',
    forgotten: 'Olvidado: los entrenamientos toman los valores por defecto y la configuración.',
    kept: 'Lo medido queda guardado. Para seguir: butaca tune --resume --minutes 10. Para ver lo hallado: butaca tune --resume --minutes 0',
    head: (study, trials, models, measurements, why) =>
      `Estudio ${study}. Modelos: ${models}; ajustes probados: ${trials}; entrenamientos: ${measurements} (${why}).`,
    ended: { trials: 'se hicieron todos', time: 'se acabó el tiempo', exhausted: 'no quedaba nada por probar' },
    objective: (questions) =>
      `Se da nDCG@10 en partes de validación, la media geométrica de: ${questions}. Lo que pregunta butaca evaluate no se miró.`,
    questions: {
      existing: 'usuarios conocidos',
      'new-user-3': 'usuarios nuevos con tres títulos',
      'new-title': 'títulos nuevos',
    },
    columns: {
      model: 'modelo',
      trials: 'probados',
      cuts: 'partes',
      start: 'partida',
      best: 'mejor',
      gain: 'ganancia (95 %)',
      corrected: 'corregida',
      taken: 'se toma',
      setting: 'ajuste',
      runnerUp: 'segundo',
      explains: 'explica',
    },
    yes: 'sí',
    no: 'no',
    better: (model, gain, interval, cases, corrected) =>
      `${model}: los mejores ajustes aciertan ${gain} más que los de partida (${interval}; pareado sobre ${cases} preguntas a usuarios). Sin la suerte de haber escogido el mejor: ${corrected}. Se toman.`,
    onlyLuck: (model, gain, interval, corrected) =>
      `${model}: los mejores ajustes aciertan ${gain} más que los de partida (${interval}; corregida ${corrected}): puede ser suerte. Se quedan los de partida.`,
    startBest: (model) => `${model}: nada de lo probado es mejor que los ajustes de partida. Se quedan.`,
    harmful: (count) =>
      `Descartados, porque empeoran alguna de las preguntas más allá del azar: ${count} de los ajustes medidos en las mismas partes.`,
    second: (lead, interval) => `El mejor está ${lead} por encima del segundo (${interval}).`,
    importance: (settings) =>
      `Difícilmente por azar: ${settings}. Es la parte de las diferencias entre pruebas que un ajuste explica por sí solo; lo que hacen varios juntos no entra.`,
    noImportance: 'Ningún ajuste explica por sí solo las diferencias entre las pruebas más allá del azar.',
    fewTrials: 'Hay pocas pruebas para decir qué ajustes importan (hacen falta doce).',
    failed: (model, reason) => `${model} no se pudo entrenar: ${reason}`,
    champion: {
      stays: (model) => `Campeón: ${model}. Ningún otro modelo es mejor más allá del azar.`,
      alone: (model) => `Campeón de los probados: ${model}.`,
      moves: (model, before, lead, interval) => `Campeón: ${model}. Acierta ${lead} más que ${before} (${interval}).`,
    },
    nothing: 'No hay nada que poner en butaca.toml.',
    toml: (path) => `Para butaca.toml (también en ${path}):`,
    using:
      'Desde ahora los entrenamientos toman estos ajustes; butaca.toml está por encima. Para volver: butaca tune --forget',
    howToUse: (study) => `Para que los entrenamientos los tomen: butaca tune --resume ${study} --minutes 0 --use`,
    done: (seconds) => `Ajustado (${seconds} s).`,
    auto: {
      auto: 'busca antes buenos ajustes, entrena con ellos el mejor modelo y lo pone a servir si pasa el control',
      minutes: 'minutos que puede tardar la búsqueda de ajustes, con --auto',
      test: (model) =>
        `${model}, en las partes de prueba, que la búsqueda no ha visto (entre paréntesis, popularidad): `,
      serves: (version, train, all) =>
        `${version} sirve ahora. Entrenar y medir tardó ${train} s, todo junto ${all} s.`,
    },
    origins: { default: 'por defecto', tuned: 'hallado por butaca tune', configuration: 'de la configuración' },
  },
};
