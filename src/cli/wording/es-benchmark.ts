import type { Wording } from './en.ts';

/** What en-benchmark.ts says, in Spanish. */
export const benchmarkWords: Pick<Wording, 'benchmark'> = {
  benchmark: {
    description:
      'Ejecuta un protocolo publicado con los archivos que se le dan, para que cualquiera compruebe sus cifras.',
    examples: ['butaca benchmark ratings --folds ml-100k'],
    done: (seconds) => `Medido (${seconds} s).`,
    protocols: {
      train: 'archivo de entrenamiento, tal cual o gzip',
      test: 'archivo de prueba, tal cual o gzip',
      negatives: 'archivo de negativos, una línea por par de prueba: (usuario,título) negativo negativo …',
      data: 'archivo de valoraciones, una por línea: usuario título valoración tiempo',
      titles:
        'archivo de títulos: sus géneros, años y nombres, que EASE lee entonces: id|título|…|0|1… o id::título::género|género',
      users:
        'archivo de usuarios: los grupos a los que pertenecen, que la mezcla lee entonces: id|24|M|technician|…, o con :: o comas',
      models: 'solo estos modelos, separados por comas',
      trials: 'como mucho tantos entrenamientos para hallar los ajustes de un modelo',
      seed: 'semilla del entrenamiento, los empates, la parte de validación y los intervalos',
      fixedSplit: {
        description:
          'Archivos con una línea por usuario (usuario título título …): Recall@20 y nDCG@20 sobre todo el catálogo.',
        examples: ['butaca benchmark fixed-split --train train.txt --test test.txt'],
      },
      leaveOneOut: {
        description: 'Un título apartado por usuario, ordenado entre negativos dados: HR@10 y nDCG@10.',
        examples: [
          'butaca benchmark leave-one-out --train ml.train.rating --test ml.test.rating --negatives ml.test.negative',
        ],
      },
      topN: {
        description:
          'Se aparta un cuarto al azar de cada usuario, media de 5 semillas: nDCG, MAP, precisión y recall a 10.',
        examples: [
          'butaca benchmark top-n --data ml-100k/u.data',
          'butaca benchmark top-n --data u.data --models ease',
        ],
      },
      file: 'archivo de valoraciones: usuario título [valoración [tiempo]] por línea, con o sin encabezado, tal cual o gzip; se lee por bloques',
      folder:
        'carpeta con una división hecha antes: train, validation_tr, validation_te, test_tr y test_te, cada uno .csv, .tsv o .txt',
      minRating: 'se dejan fuera las valoraciones menores (archivos con valoraciones)',
      minTitles: 'se dejan fuera los usuarios con menos títulos',
      heldOut:
        'usuarios apartados para probar, y otros tantos para ajustar (por defecto: la décima parte, 10.000 como mucho)',
      splitSeed: 'semilla de la división, sorteada como NumPy; 98765 es la del código de los artículos',
      order:
        'qué se aparta de cada usuario: el último título por tiempo (latest; si no lo es, se rechaza), cualquiera (any), o lo que parezcan los archivos (auto)',
      oneOf: 'hace falta --file o --folder, no ambos',
      strong: {
        description:
          'Usuarios apartados enteros, con cuatro quintos de sus títulos dados: Recall@20 y @50 acotados, nDCG@100 (como ML-20M en los artículos).',
        examples: [
          'butaca benchmark strong-generalisation --file ml-20m/ratings.csv',
          'butaca benchmark strong-generalisation --folder pro_sg --model ease --json > ease.json',
        ],
      },
      warnings: {
        'random-holdout': (users, of) =>
          `aviso: de ${of} usuarios, ${users} tienen en el entrenamiento valoraciones posteriores a la apartada${users > of / 100 ? ': se toma como apartada al azar, y se ajusta así' : '; --order latest lo rechaza'}.`,
        repeated: (pairs) => `aviso: ${pairs} pares estaban dos veces en un mismo sitio y se contaron una.`,
        'leaked-pairs': (pairs, of) =>
          `aviso: ${pairs} de ${of} pares por encontrar están en el entrenamiento: una fuga en los archivos; se dejan fuera.`,
        'leaked-negatives': (pairs, of) =>
          `aviso: ${pairs} de ${of} negativos son positivos de su usuario: una fuga en los archivos; se ordenan como vienen.`,
        'unknown-titles': (pairs, of) =>
          `aviso: ${pairs} de ${of} pares por encontrar son de títulos que el entrenamiento no tiene; cuentan como no hallados.`,
        'too-good': (model, metric, value, limit, by) =>
          `aviso: ${model} alcanza ${metric} ${value}, ${by === 'limit' ? `por encima de ${limit} (una regla práctica)` : `muy por encima de ${limit}, lo que dio la parte de validación`}: busque una fuga en los archivos.`,
      },
      kept: (runs) => `Guardado como ${runs}; butaca runs compare <ejecución> <ejecución> da las diferencias pareadas.`,
      columns: {
        model: 'modelo',
        interval: '95 % sobre usuarios',
        gain: 'ganancia sobre popularidad',
        coverage: 'cobertura',
        novelty: 'novedad (bits)',
        popular: '1 % más visto',
        seconds: 'segundos',
        memory: 'memoria máxima (MB)',
      },
      settings: (name, settings, value, trials) =>
        `${name}: ${settings} (${value} en la parte de validación, ${trials} entrenamientos)`,
      leftOut: (name, bytes, limit) =>
        `${name} queda fuera: necesita ${bytes} GB y se pueden usar ${limit} GB como mucho.`,
      smaller: (name, parts, bytes, limit) =>
        `${name} se compone aquí de ${parts}: como de costumbre necesita ${bytes} GB y se pueden usar ${limit} GB como mucho.`,
      facts: (counts, hash, seed) =>
        `${counts.users} usuarios, ${counts.items} títulos, ${counts.training} pares de entrenamiento y ${counts.test} de prueba, ${counts.asked} usuarios preguntados, ${counts.repeated} entradas repetidas contadas una vez; archivos ${hash}, semilla ${seed}.`,
      unknown: (name, known, near) =>
        `modelo desconocido: ${name}; se esperaba uno de ${known}.${near === null ? '' : ` ¿Querías decir ${near}?`}`,
    },
    ratings: {
      description:
        'Predice estrellas en partes fijas (<nombre>.base y <nombre>.test): RMSE y MAE, media de las partes.',
      folds:
        'carpeta con los pares de archivos, una valoración por línea: usuario título estrellas; usa u.user y u.item si están',
      predictors: 'solo estos predictores, separados por comas',
      seed: 'semilla del entrenamiento y de los intervalos',
      examples: [
        'butaca benchmark ratings --folds ml-100k',
        'butaca benchmark ratings --folds ml-100k --predictors biased-mf,bayesian --json > notas.json',
      ],
      columns: { predictor: 'predictor', interval: '95 % sobre usuarios' },
      facts: (counts, sideData, hash, seed) =>
        `${counts.users} usuarios, ${counts.items} títulos, ${counts.folds} partes; datos de usuarios y títulos: ${sideData ? 'los usa bayesian' : 'ninguno'}; archivos ${hash}, semilla ${seed}.`,
      liked: (name, brier, ece, curve) =>
        `${name}, probabilidad de 4 estrellas o más: Brier ${brier}, error de calibración ${ece}; dicho→ocurrido en %: ${curve}`,
      unknown: (name, known, near) =>
        `predictor desconocido: ${name}; se esperaba uno de ${known}.${near === null ? '' : ` ¿Querías decir ${near}?`}`,
    },
  },
};
