import type { Wording } from './en.ts';

/** What en-data.ts says, in Spanish. */
export const dataWords: Pick<Wording, 'explore' | 'update' | 'runs'> = {
  explore: {
    description: 'Cuenta qué hay en la última instantánea: repartos, relaciones, rarezas, huecos, palabras.',
    catalogue: 'solo este catálogo (por defecto: todos los que haya)',
    html: 'escribe además el informe con sus gráficos en este archivo: una página sin partes de fuera',
    examples: ['butaca explore', 'butaca explore --catalogue films --html peliculas.html', 'butaca explore --json'],
    done: (seconds) => `Explorado (${seconds} s). Con gráficos: butaca explore --html informe.html`,
    written: (path, seconds) => `El informe está en ${path} (${seconds} s).`,
    absent: (name, present) =>
      `falta el catálogo: ${name}; la instantánea tiene ${present}. Importa sus archivos junto con los que ya se importaron.`,
  },
  update: {
    description: 'Vuelve a leer las tablas y renueva instantánea y modelo; cuenta qué ha cambiado.',
    folder: 'carpeta con las tablas (por defecto: sources.folder, o la última importada)',
    acceptLoss: 'sigue aunque se pierdan muchos títulos o interacciones',
    list: 'muestra las últimas actualizaciones en vez de hacer una',
    examples: ['butaca update', 'butaca update mis-tablas', 'butaca update --accept-loss', 'butaca update --list'],
    done: (snapshot, version, seconds) =>
      `La instantánea ${snapshot} está en vigor${version === null ? ', con el modelo que ya servía' : `; sirve el modelo ${version}`} (${seconds} s).`,
    same: 'Nada ha cambiado; todo sigue como estaba.',
    held: (why) => `Retenida, no se ha cambiado nada: ${why}`,
    refused: (version, why) => `El modelo nuevo ${version} no sirve: ${why}.`,
    differences: (added, changed, gone) => `${added} nuevos, ${changed} cambiados, ${gone} desaparecidos`,
    rows: (read, setAside) => `${read} leídas, ${setAside} apartadas`,
    last: 'Última actualización',
    none: 'Todavía no se ha hecho ninguna actualización.',
    reasons: {
      start: 'al arrancar',
      watch: 'tablas nuevas',
      schedule: 'programada',
      'by hand': 'a mano',
      upload: 'tabla subida',
    },
    states: { running: 'en marcha', done: 'hecha', failed: 'fallida', held: 'retenida' },
    names: {
      titles: 'Títulos',
      films: 'Catálogo de películas',
      aggregator: 'Plataformas',
      users: 'Usuarios',
      interactions: 'Interacciones',
      rows: 'Filas',
    },
  },
  runs: {
    description: 'Lista las ejecuciones: qué se hizo y cuándo, con qué semilla, datos y cifras.',
    run: 'muestra entera esta ejecución',
    n: 'cuántas, las más nuevas primero',
    csv: 'las escribe como CSV',
    filter:
      'solo estas: model=, kind=, status=, snapshot=, tag=, since=, before= (una fecha), o una métrica: "existing ndcg@10>=0.2" (se puede repetir)',
    sort: 'ordena por started, seconds, model … o una métrica; con un signo menos, la mayor primero',
    more: (shown: number, total: number) => `${shown} de ${total}; -n muestra más.`,
    examples: [
      'butaca runs',
      'butaca runs -n 5 --json',
      'butaca runs --csv > ejecuciones.csv',
      'butaca runs --filter model=ease --filter "existing ndcg@10>=0.2" --sort "-existing ndcg@10"',
      'butaca runs compare latest 20261120T101112042Z-train-1a2b3c',
      'butaca runs note latest "con las tablas nuevas"',
      'butaca runs tag latest mejor informe',
    ],
    compare: {
      description: 'Muestra en qué difieren unas ejecuciones: ajustes, y cada métrica frente a la primera.',
      runs: 'de dos a diez ejecuciones; con la primera se comparan las demás',
      examples: ['butaca runs compare <run> <run>', 'butaca runs compare <run> <run> --csv'],
      differentData: 'Las ejecuciones usaron instantáneas distintas: sus cifras no responden a la misma pregunta.',
      nothing: 'No difieren.',
      parameter: 'ajuste',
      difference: 'diferencia',
      methods: { paired: 'pareada', independent: 'sin parear', none: 'sin intervalo' },
    },
    note: {
      description: 'Anota lo que hay que saber de una ejecución; sustituye lo que hubiera.',
      text: 'la nota; vacía: ninguna',
      examples: ['butaca runs note latest "con las tablas nuevas"'],
    },
    tag: {
      description: 'Etiqueta una ejecución, para encontrarla después.',
      tags: 'etiquetas que se ponen',
      remove: 'quita estas etiquetas en vez de ponerlas',
      examples: ['butaca runs tag latest mejor informe', 'butaca runs tag latest mejor --remove'],
    },
    export: {
      description: 'Escribe una ejecución, o todas, en un servidor MLflow; la que ya está allí se pone al día.',
      mlflow: 'dirección del servidor (por defecto: mlflow.url de la configuración)',
      noAddress: 'falta la dirección: no hay ninguna; se espera --mlflow <dirección>, mlflow.url o BUTACA_MLFLOW_URL.',
      examples: ['butaca runs export --mlflow http://localhost:5000', 'butaca runs export latest'],
      done: (runs: number, url: string, experiment: string) =>
        `Ejecuciones escritas en ${url}: ${runs} (experimento ${experiment}).`,
    },
  },
};
