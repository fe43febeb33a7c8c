import type { Wording } from './en.ts';
import { dataWords } from './es-data.ts';

/** Everything the command line says, in Spanish. */
export const es: Wording = {
  program: 'Recomendaciones de películas para plataformas de streaming, en tu propia máquina.',
  options: {
    home: 'carpeta del espacio de trabajo (por defecto: BUTACA_HOME, o ./var)',
    lang: 'idioma de mensajes y respuestas: es o en (por defecto: LC_ALL, LANG)',
    json: 'escribe el resultado como JSON en la salida estándar; los mensajes van a la salida de errores',
    verbose: 'muestra el error entero y el registro',
    quiet: 'no muestra el avance',
    threads: 'hilos de cálculo; 0: uno por núcleo',
    version: 'muestra la versión',
    help: 'muestra la ayuda',
  },
  help: { placeholder: { options: 'opciones', command: 'comando' }, byDefault: 'por defecto' },
  helpCommand: 'muestra la ayuda de un comando',
  headings: {
    usage: 'Uso:',
    arguments: 'Argumentos:',
    options: 'Opciones:',
    globalOptions: 'Opciones de todos los comandos:',
    commands: 'Comandos:',
    examples: 'Ejemplos:',
    exitCodes: 'Códigos de salida:',
  },
  exitCodes: [
    '0  hecho',
    '1  ha fallado',
    '2  uso incorrecto: comando, opción, ajuste, modelo o usuario desconocidos …',
    '3  los datos no se pueden usar',
    '4  ahora no: otro proceso escribe, una compuerta está cerrada, aún no hay nada entrenado',
    '130, 143  detenido con Ctrl-C, con SIGTERM',
  ],
  import: {
    description: 'Lee tablas (movies.csv, interactions.csv …) y forma una instantánea nueva.',
    path: 'carpeta con las tablas, o las propias tablas',
    dryRun: 'solo informa; no escribe nada',
    mapping:
      'di qué es una columna o un archivo: <archivo>:<campo>=<columna>, <archivo>:role=<papel> o <archivo>:platform=<plataforma> (repetible)',
    feedback: 'deja fuera los eventos recibidos por la API',
    examples: [
      'butaca import data/sample',
      'butaca import plataforma tmdb streaming',
      'butaca import mis-tablas --dry-run --json > informe.json',
      'butaca import mis-tablas --mapping movies.csv:synopsis=resumen --mapping vistas.csv:role=interactions',
    ],
    done: (id, seconds) => `La instantánea ${id} está lista (${seconds} s). Siguiente paso: butaca train`,
    dry: 'No se ha escrito nada (--dry-run).',
    same: (id) => `Las tablas son las mismas que en la instantánea ${id}.`,
  },
  train: {
    description: 'Entrena un modelo con la última instantánea.',
    model: 'qué modelo (por defecto: el de la configuración); véase butaca models',
    seed: 'semilla de todo lo aleatorio',
    set: 'un hiperparámetro: <clave>=<valor> (repetible)',
    snapshot: 'entrena con esta instantánea en vez de la última',
    figures: 'sin medir antes; ponerla en servicio exige entonces --force',
    examples: [
      'butaca train',
      'butaca train ease --set regularization=300',
      'butaca train hybrid --seed 7 --json',
      'butaca train neighbours',
    ],
    found: (version, seconds) =>
      `Las vecinas de las películas están calculadas y ya se usan: ${version} (${seconds} s).`,
    done: (version, seconds) =>
      `La versión ${version} está entrenada (${seconds} s). Siguiente paso: butaca promote ${version}`,
  },
  evaluate: {
    description: 'Mide los modelos en partes apartadas de la última instantánea.',
    brief: 'pocas preguntas y pocos modelos: segundos en vez de minutos',
    models: 'solo estos modelos, separados por comas',
    seed: 'semilla de las particiones y del entrenamiento',
    snapshot: 'mide en esta instantánea en vez de la última',
    examples: ['butaca evaluate --brief', 'butaca evaluate --models ease,hybrid'],
    done: (path, seconds) => `El informe está en ${path} (${seconds} s).`,
  },
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
  ...dataWords,
  promote: {
    description: 'Pone en servicio una versión; un servidor en marcha la toma al momento.',
    version: 'qué versión (véase butaca models --versions); "latest" es la más nueva',
    reason: 'por qué, para el registro',
    force: 'la pone en servicio aunque la compuerta esté cerrada',
    examples: ['butaca promote latest --reason "catálogo nuevo"'],
    done: (version, previous) =>
      previous === null ? `${version} ya está en servicio.` : `${version} ya está en servicio; antes: ${previous}.`,
  },
  rollback: {
    description: 'Vuelve a poner en servicio la versión anterior.',
    reason: 'por qué, para el registro',
    films: 'vuelve a las vecinas de películas anteriores, no a otro modelo',
    examples: ['butaca rollback --reason "listas raras desde el lunes"', 'butaca rollback --films'],
    done: (version) => `${version} vuelve a estar en servicio.`,
  },
  serve: {
    description: 'Sirve recomendaciones por HTTP desde un espacio de trabajo preparado.',
    port: 'puerto; 0: uno libre cualquiera (por defecto: PORT, o 8080)',
    host: 'dirección en la que escucha (por defecto: HOST, o localhost)',
    examples: ['butaca serve --port 9000'],
    ready: 'Butaca está lista.',
    notReady: 'Butaca escucha, pero aún no hay modelo en servicio (butaca start prepara uno).',
    open: 'Abrir',
    docs: 'API',
    stranger: 'Primera lista para un desconocido',
    words: 'Lista a partir de palabras',
    user: 'Lista para un usuario conocido',
    stop: 'Ctrl-C la detiene.',
    stopping: 'Deteniendo: se termina lo empezado …',
    stopped: 'Detenida.',
  },
  start: {
    description: 'Prepara el espacio de trabajo si hace falta (importa, entrena, evalúa, pone en servicio) y sirve.',
    examples: ['butaca start', 'BUTACA_SOURCES=/data butaca start --port 9000'],
    preparing: 'Primer arranque: se prepara el espacio de trabajo. Solo ocurre una vez.',
    replacing: (why) => `El modelo vigente no se puede cargar, así que se hace otro. ${why}`,
    resuming: 'Se prepara lo que falta en el espacio de trabajo.',
    continuing: 'No se pudo poner al día el espacio de trabajo; sigue en servicio lo que había.',
    refused: (version, why) => `El modelo nuevo ${version} no entra en servicio: ${why}. Sigue el que había.`,
    prepared: (seconds) => `El espacio de trabajo está listo (${seconds} s).`,
  },
  status: {
    description: 'Muestra qué contiene el espacio de trabajo y qué está en servicio.',
    examples: ['butaca status', 'butaca status --json'],
  },
  recommend: {
    description: 'Recomienda títulos, sin servidor.',
    user: 'id de un usuario conocido',
    liked: 'títulos que le gustan: ids o nombres, por comas (repetible para nombres con comas)',
    disliked: 'títulos que no le gustan',
    exclude: 'títulos que no deben salir: ids o nombres, por comas',
    genres: 'solo estos géneros, por comas',
    tags: 'solo estas etiquetas, por comas',
    yearFrom: 'no anteriores a este año',
    yearTo: 'no posteriores a este año',
    platform: 'solo títulos de estas plataformas: amazon, disney, hulu, netflix',
    diversity: 'variedad de la lista: 0 los más seguros, 1 lo más distintos posible',
    text: 'lo que pide, con sus palabras',
    n: 'longitud de la lista, de 1 a 100',
    examples: [
      'butaca recommend 12',
      'butaca recommend --liked "Toy Story" --liked "Heat" -n 5',
      'butaca recommend --text "una comedia romántica en París" --lang es',
    ],
  },
  models: {
    description: 'Lista los modelos, sus hiperparámetros y las versiones entrenadas.',
    model: 'muestra los hiperparámetros de este modelo',
    versions: 'lista las versiones entrenadas',
    examples: ['butaca models', 'butaca models hybrid', 'butaca models --versions'],
  },
  columns: {
    id: 'id',
    kind: 'tipo',
    status: 'estado',
    model: 'modelo',
    started: 'inicio',
    seconds: 'segundos',
    snapshot: 'instantánea',
    figures: 'cifras',
    created: 'creada',
    serves: 'sirve',
    size: 'tamaño',
    title: 'título',
    year: 'año',
    reason: 'por qué',
    tags: 'etiquetas',
    notes: 'notas',
  },
  states: { running: 'en marcha', done: 'hecha', failed: 'fallida', yes: 'sí', no: 'no', none: 'ninguno' },
  facts: {
    workspace: 'Espacio de trabajo',
    snapshot: 'Instantánea',
    catalogue: 'Catálogo',
    champion: 'Modelo en servicio',
    trained: 'Versiones entrenadas',
    runs: 'Última ejecución',
    events: 'Eventos recibidos',
    ready: 'Lista para servir',
    counts: (titles, users, interactions) => `${titles} títulos, ${users} usuarios, ${interactions} interacciones`,
    next: 'Siguiente paso',
  },
  errors: {
    code: 'Código',
    unexpected: 'Ha fallado algo que no debería. Repítelo con --verbose para ver los detalles.',
    interrupted: 'Interrumpido; lo completo se conserva, lo que estaba a medias se descarta.',
    portInUse: (port, host) =>
      `puerto ocupado: ${port} en ${host}; se esperaba uno libre. Detén lo que escucha ahí, o elige otro con --port o PORT.`,
    portDenied: (port, host) =>
      `puerto no permitido: ${port} en ${host}; se esperaba uno que este usuario pueda abrir. Elige uno mayor que 1023 con --port o PORT.`,
    hostUnknown: (host) => `dirección desconocida: ${host}; se esperaba una de esta máquina. Revisa --host o HOST.`,
    invalidNumber: (option, value, expected) => `valor no válido de ${option}: ${value}; se esperaba ${expected}.`,
    invalidPair: (option, value) => `valor no válido de ${option}: ${value}; se esperaba <clave>=<valor>.`,
    invalidFilter: (filter: string, known: string) =>
      `filtro no válido: ${filter}; se espera uno de ${known} con = y un valor, o una métrica con >=, <=, >, < o = y un número.`,
    nothingAsked:
      'falta el usuario: no hay de qué partir; se esperaba un id de usuario, o --liked, --disliked, --genres o --text.',
    usage: (message) =>
      message
        .replace(/^unknown command/, 'comando desconocido')
        .replace(/^unknown option/, 'opción desconocida')
        .replace(/^missing required argument/, 'falta el argumento')
        .replace(/argument missing$/, 'necesita un valor')
        .replace(/^option (.*) argument (.*) is invalid\./, 'la opción $1 no admite el valor $2.')
        .replace(/Allowed choices are/, 'Valores admitidos:')
        .replace(/^too many arguments.*/, 'sobran argumentos.')
        .replace(/Did you mean (.*)\?/, '¿Querías decir $1?'),
    hints: {
      WORKSPACE_BUSY: 'Espera a que termine el otro proceso, o usa otra carpeta con --home.',
      MISSING_SNAPSHOT: 'Importa antes unas tablas: butaca import <carpeta>, o bien: butaca start.',
      MISSING_MODEL: 'Entrena antes un modelo: butaca train y butaca promote latest; o bien: butaca start.',
      NOT_READY: 'Entrena y pon en servicio un modelo: butaca train, butaca promote latest; o bien: butaca start.',
      UNKNOWN_VERSION: 'butaca models --versions lista las versiones.',
      UNKNOWN_MODEL: 'butaca models lista los modelos.',
      UNKNOWN_RUN: 'butaca runs lista las ejecuciones.',
      GATE_CLOSED: 'Mira el informe de la evaluación; --force la pone en servicio de todos modos.',
      MISSING_BUILD: 'Constrúyelo con: npm run build',
    },
    system: {
      EACCES: (path) =>
        `sin permiso: ${path}; se esperaba un archivo o carpeta que este usuario pueda usar. Revisa su dueño y sus permisos.`,
      EPERM: (path) =>
        `sin permiso: ${path}; se esperaba un archivo o carpeta que este usuario pueda usar. Revisa su dueño y sus permisos.`,
      EROFS: (path) =>
        `disco de solo lectura: ${path}; se esperaba uno en el que escribir. Elige otra carpeta con --home.`,
      ENOSPC: (path) =>
        `disco lleno: ${path}; se esperaba espacio libre. Haz sitio y repítelo: no queda nada a medias.`,
      EMFILE: (path) => `demasiados archivos abiertos: ${path}; se esperaba un límite mayor (ulimit -n).`,
    },
    help: (command) => `Ayuda: ${command} --help`,
  },
  stages: {
    read: 'Leyendo las tablas',
    catalogues: 'Reuniendo los catálogos',
    titles: 'Reuniendo los títulos',
    core: 'Reuniendo las interacciones',
    links: 'Enlazando los catálogos',
    write: 'Escribiendo la instantánea',
    publish: 'Poniendo en vigor la instantánea',
    brief: 'Midiendo en partes apartadas',
    existing: 'Midiendo: usuarios conocidos',
    'existing-global': 'Midiendo: usuarios conocidos, más adelante en el tiempo',
    'new-user': 'Midiendo: desconocidos',
    'new-title': 'Midiendo: títulos nuevos',
    train: 'Entrenando',
    practice: 'ensayo',
    parts: '',
    popularity: 'lo más visto',
    ease: 'lo que se ve junto',
    als: 'gustos',
    factors: 'gustos',
    content: 'de qué tratan los títulos',
    neighbours: 'Vecinas de las películas',
    'film-terms': 'leyéndolas',
    'film-search': 'buscándolas',
    register: 'Guardando el modelo',
    explore: 'Explorando los catálogos',
    compare: 'Comparando con la última instantánea',
    benchmark: 'Ejecutando el protocolo',
  },
};
