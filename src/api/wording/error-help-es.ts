import type { ErrorCode } from '../../base/errors.ts';
import type { ErrorHelp } from './error-help-en.ts';

/** Every code explained in Spanish. */
export const helpEs: Readonly<Record<ErrorCode, ErrorHelp & { readonly title: string }>> = {
  INVALID_PARAMETER: {
    title: 'Un parámetro no tiene la forma esperada',
    meaning: 'Un parámetro de la dirección no se conoce, falta, se sale de su rango o es de otro tipo.',
    cure: '`details.issues` nombra cada uno con lo que se esperaba; para un nombre desconocido se ofrece el más cercano.',
  },
  INVALID_BODY: {
    title: 'El cuerpo de la petición no tiene la forma esperada',
    meaning:
      'El cuerpo no es JSON, está anidado en exceso, repite una clave o algún miembro no tiene la forma esperada. De un lote de eventos no se guardó nada.',
    cure: '`details.issues` nombra cada miembro por su lugar, por ejemplo `events[3].rating`. Corrija esos y envíe todo otra vez.',
  },
  BODY_TOO_LARGE: {
    title: 'La petición es más grande de lo permitido',
    meaning: 'El cuerpo pasa de 1 MB.',
    cure: 'Envíe los eventos en lotes de 1.000 como mucho.',
  },
  URL_TOO_LONG: {
    title: 'La dirección es más larga de lo permitido',
    meaning: 'La dirección pasa de 16 KB, o la dirección y las cabeceras juntas pasan de 32 KB.',
    cure: 'Pregunte con POST /v1/recommendations, cuyo cuerpo puede tener 1 MB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'El cuerpo de la petición no es JSON',
    meaning: 'El cuerpo se anuncia como algo distinto de JSON.',
    cure: 'Envíe JSON con la cabecera `content-type: application/json`.',
  },
  TOO_MANY_REQUESTS: {
    title: 'Más peticiones de las permitidas',
    meaning: 'Hay más listas esperando a ser calculadas, o más eventos esperando al disco, de los que pueden esperar.',
    cure: 'Repita pasados los segundos que dice la cabecera `retry-after`; los lotes grandes cuestan menos que muchos eventos sueltos.',
  },
  UNKNOWN_ROUTE: {
    title: 'No existe esa dirección',
    meaning: 'Nada responde a ese método en esa dirección.',
    cure: 'Todas las direcciones están en `/docs`; la más cercana va en `details.nearest`.',
  },
  UNKNOWN_USER: {
    title: 'No existe ese usuario',
    meaning: 'Ni los datos importados ni los eventos posteriores conocen a ese usuario.',
    cure: 'Para alguien sin historial use `/get_new_user_recommendation/`. Un usuario existe desde el primer evento que se envía a `POST /v1/events`.',
  },
  UNKNOWN_TITLE: {
    title: 'No existe ese título',
    meaning: 'Ningún título del catálogo tiene ese id o ese nombre.',
    cure: '`details.suggestions` trae los nombres más cercanos; `/v1/titles?search=` busca por partes del nombre.',
  },
  UNKNOWN_PERSON: {
    title: 'No existe esa persona',
    meaning:
      'Ninguna película del catálogo de películas nombra a esa persona en el papel por el que se pregunta (reparto o dirección).',
    cure: '`details.suggestions` trae los nombres más cercanos.',
  },
  UNKNOWN_PLATFORM: {
    title: 'No existe esa plataforma',
    meaning: 'La plataforma no es ninguna de aquellas cuyos títulos conoce el agregador.',
    cure: '`details.platforms` las nombra todas.',
  },
  INTERNAL: {
    title: 'Algo ha fallado por dentro',
    meaning: 'Ha fallado algo que no debería; la respuesta no cuenta nada de dentro, el registro sí.',
    cure: 'Repita. Si vuelve a ocurrir, envíe el `requestId` y el registro a soporte.',
  },
  NOT_READY: {
    title: 'Todavía no hay ningún modelo en servicio',
    meaning:
      'No hay modelo en servicio: el primer arranque no ha terminado, no se ha entrenado ni promovido ninguno, o no se pudo cargar.',
    cure: '`/health/ready` dice cuál de las tres. `butaca status` muestra lo que hay y `butaca start` prepara lo que falta.',
  },
  STORE_UNAVAILABLE: {
    title: 'El evento no se ha podido escribir en el disco',
    meaning: 'El evento no se pudo escribir en el disco, así que ni se confirmó ni se guardó.',
    cure: 'Mire el espacio libre y los permisos de la carpeta de trabajo y envíelo otra vez; con un `eventId` no hay riesgo de repetirlo.',
  },
  CORRUPT_STORE: {
    title: 'El fichero de la base de datos está dañado',
    meaning: 'El fichero de la base de datos no pasa su propia comprobación. No se ha cambiado nada en él.',
    cure: 'Aparte el fichero y recupere la última copia; si no la hay, empiece con uno vacío e importe de nuevo.',
  },
  UNSUPPORTED_STORE: {
    title: 'La base de datos no es de esta versión',
    meaning: 'La base de datos la escribió una versión más nueva de Butaca.',
    cure: 'Use esa versión o una posterior.',
  },
  INVALID_CONFIGURATION: {
    title: 'La configuración no es válida',
    meaning: 'Un ajuste o una variable de entorno no se conoce o se sale de su rango.',
    cure: 'El mensaje lo nombra y dice lo esperado; `config/default.toml` explica cada ajuste.',
  },
  MISSING_FILE: {
    title: 'Falta un fichero',
    meaning: 'Un fichero nombrado, o que una carpeta debería contener, no está o no se puede leer.',
    cure: 'Mire la ruta y los permisos.',
  },
  UNSUPPORTED_SOURCE: {
    title: 'Formato de datos desconocido',
    meaning: 'Los ficheros no están en una forma que la importación conozca.',
    cure: '`movies.csv` e `interactions.csv` con cabecera, o una carpeta de MovieLens; si los nombres difieren, ayuda indicar las columnas.',
  },
  UNSUPPORTED_FILE: {
    title: 'El fichero no es texto legible',
    meaning: 'El fichero es binario o su texto no se puede descifrar.',
    cure: 'Expórtelo como CSV en UTF-8; `.gz` vale.',
  },
  MISSING_COLUMN: {
    title: 'Falta una columna necesaria',
    meaning: 'No se encontró, bajo ningún nombre conocido, una columna sin la que la tabla no dice nada.',
    cure: 'El mensaje lista las columnas encontradas; cambie el nombre de una o indique la correspondencia.',
  },
  EMPTY_SOURCE: {
    title: 'No hay nada que importar',
    meaning: 'Tras apartar las filas malas no quedó ningún título.',
    cure: 'El informe de importación dice qué filas se apartaron y por qué.',
  },
  MISSING_CATALOGUE: {
    title: 'No se han importado los ficheros de los que trata la pregunta',
    meaning:
      'La instantánea no tiene catálogo de películas, o títulos de las plataformas, de los que trata la pregunta.',
    cure: 'Importe los ficheros que nombra el mensaje, junto con los que ya se importaron.',
  },
  MISSING_RATINGS: {
    title: 'Hay demasiado pocas valoraciones para decir a quién le gustará qué',
    meaning:
      'La instantánea tiene menos de 1000 valoraciones con estrellas: muy pocas para decir con qué probabilidad gustará un título.',
    cure: 'Importe valoraciones (una columna `rating` junto a usuario y título), o recójalas con `POST /v1/events`. Las listas no las necesitan.',
  },
  MISSING_SNAPSHOT: {
    title: 'Todavía no se ha importado nada',
    meaning: 'La carpeta de trabajo no tiene ninguna instantánea.',
    cure: '`butaca import <carpeta>`, o `butaca start` para la muestra.',
  },
  UNKNOWN_SNAPSHOT: {
    title: 'No existe esa instantánea',
    meaning: 'Ninguna instantánea de la carpeta de trabajo tiene ese id.',
    cure: '`butaca status` muestra la que está en uso.',
  },
  CORRUPT_SNAPSHOT: {
    title: 'Una instantánea no coincide con su manifiesto',
    meaning: 'Un fichero de la instantánea cambió, falta o pertenece a otra numeración que la del modelo.',
    cure: 'Importe otra vez las mismas fuentes: los mismos ficheros dan la misma instantánea.',
  },
  MISSING_MODEL: {
    title: 'Todavía no se ha entrenado ningún modelo',
    meaning: 'La carpeta de trabajo no tiene ninguna versión de modelo.',
    cure: '`butaca train` y después `butaca promote`.',
  },
  UNKNOWN_MODEL: {
    title: 'No existe ese modelo',
    meaning: 'Esta versión de Butaca no tiene ningún modelo con ese nombre.',
    cure: '`butaca models` los lista.',
  },
  UNKNOWN_RUN: {
    title: 'No existe esa ejecución',
    meaning: 'Ninguna ejecución tiene ese id.',
    cure: '`butaca runs` las lista.',
  },
  UNKNOWN_VERSION: {
    title: 'No existe esa versión de modelo',
    meaning: 'Ninguna versión de modelo tiene ese id.',
    cure: '`GET /v1/models` y `butaca status` las listan.',
  },
  UNSUPPORTED_ARTIFACT: {
    title: 'Esta versión no puede leer el fichero del modelo',
    meaning: 'El fichero del modelo es de otro formato, de otro modelo o de otro tamaño de catálogo.',
    cure: 'Entrene de nuevo con esta versión.',
  },
  CORRUPT_ARTIFACT: {
    title: 'El fichero de un modelo no coincide con su manifiesto',
    meaning: 'Los bytes del fichero del modelo no son los que se registraron.',
    cure: 'Vuelva atrás con `butaca rollback` o entrene de nuevo.',
  },
  CORRUPT_REGISTRY: {
    title: 'Un fichero del registro está dañado',
    meaning: 'No se puede leer un fichero de ejecuciones, versiones o alias. No se ha cambiado nada en él.',
    cure: 'Recupere de una copia el fichero que nombra el mensaje.',
  },
  CONFLICTING_MOVE: {
    title: 'Alguien movió el alias mientras tanto',
    meaning: 'Coincidieron dos promociones y ganó la otra.',
    cure: 'Mire qué está en servicio y promueva de nuevo si aún lo desea.',
  },
  NO_EARLIER_VERSION: {
    title: 'No hay a qué volver',
    meaning: 'No hubo ninguna versión antes de la actual.',
    cure: 'Promueva otra versión.',
  },
  TOO_MUCH_LOST: {
    title: 'Con las tablas nuevas se perdería demasiado',
    meaning:
      'Las tablas nuevas tienen muchos menos títulos o interacciones que la instantánea en vigor; no se han puesto en vigor.',
    cure: 'Mira los archivos. Si son correctos: butaca update --accept-loss, o sube updates.lossLimit.',
  },
  GATE_CLOSED: {
    title: 'El modelo no ha pasado la puerta',
    meaning: 'La calidad medida está por debajo de la referencia o claramente por debajo de la del modelo en servicio.',
    cure: 'El mensaje dice métrica, valor y límite. Con un motivo se puede forzar la promoción.',
  },
  WORKSPACE_BUSY: {
    title: 'Otro proceso está escribiendo en la carpeta de trabajo',
    meaning: 'Otra importación, otro entrenamiento u otro cambio está escribiendo en la carpeta de trabajo.',
    cure: 'Espere a que termine; el cerrojo de un proceso muerto se retira solo.',
  },
  UNKNOWN_UPLOAD: {
    title: 'No existe esa subida',
    meaning: 'Ninguna subida tiene ese id: ya entró, se descartó o nunca empezó.',
    cure: 'Vea las subidas en `/v1/uploads`, o empiece de nuevo.',
  },
  UPLOAD_TOO_LARGE: {
    title: 'La tabla es mayor de lo permitido',
    meaning: 'El archivo supera lo que puede subirse, o no cabe en el disco.',
    cure: 'Déjelo en la carpeta de origen de la propia máquina, comprímalo con gzip o suba `uploads.megabytes`.',
  },
  UPLOAD_CONFLICT: {
    title: 'La subida no está en el estado para esto',
    meaning: 'La parte no empieza donde acabó la anterior, todavía faltan bytes o se está trabajando con la subida.',
    cure: 'Vuelva a leer la subida: `received` dice por dónde seguir y `task` qué está en marcha.',
  },
  CROSS_SITE_REQUEST: {
    title: 'Otro sitio pidió un cambio',
    meaning: 'Una página de otro sitio intentó cambiar algo aquí por medio del navegador de un visitante.',
    cure: 'Abra el panel en la dirección de este servidor. A los programas fuera de un navegador no les afecta.',
  },
  UNSAFE_PATH: {
    title: 'Una ruta se sale de la carpeta de trabajo',
    meaning: 'Un nombre llevaría fuera de la carpeta de trabajo.',
    cure: 'Use nombres sin `..` y sin barra inicial.',
  },
  INSUFFICIENT_DATA: {
    title: 'Hay muy pocos datos para esto',
    meaning: 'Hay muy pocos usuarios o interacciones para dividir, entrenar o medir.',
    cure: 'El mensaje dice lo que hay y lo que hace falta.',
  },
  LEAKED_PAIR: {
    title: 'Un par por encontrar se conoce de antes',
    meaning:
      'Un usuario y un título por encontrar están también en el entrenamiento, o entre los títulos dados del usuario: encontrarlos no probaría nada.',
    cure: 'El mensaje dice la línea. Quite el par de uno de los dos ficheros.',
  },
  LEAKED_TIME: {
    title: 'El entrenamiento conoce el futuro',
    meaning:
      'Algo del entrenamiento ocurrió después de lo que se debe encontrar, en un protocolo que pregunta por el futuro.',
    cure: 'Aparte lo último de cada usuario. Si se apartaron títulos al azar a propósito, dígalo: `--order any`.',
  },
  LEAKED_USER: {
    title: 'Un usuario apartado no está apartado',
    meaning:
      'Un usuario que el entrenamiento no debe conocer está en él, o está tanto en la validación como en la prueba.',
    cure: 'El mensaje dice el usuario y el fichero. Cada usuario es de uno de los tres lados.',
  },
  LEAKED_TITLE: {
    title: 'Un título nuevo no es nuevo',
    meaning: 'Un título que el entrenamiento no debe conocer tiene interacciones en él.',
    cure: 'Con una división así no se hacen cifras. Es un fallo del programa: envíe el mensaje a soporte.',
  },
  LEAKED_VALIDATION: {
    title: 'El ajuste vería la parte de prueba',
    meaning: 'Aquello con lo que se eligen los ajustes contiene algo de la parte de prueba.',
    cure: 'Corte la parte de validación solo del entrenamiento, o de usuarios propios.',
  },
  LEAKED_NEGATIVE: {
    title: 'Un negativo es un positivo',
    meaning:
      'Un título contra el que se ordena el apartado está en el entrenamiento o en la prueba del mismo usuario: se le reconoce por eso.',
    cure: 'El mensaje dice la línea y el título. Sortee los negativos entre lo que el usuario no tiene.',
  },
  DUPLICATED_USER: {
    title: 'Un usuario está dos veces donde debe estar una',
    meaning: 'Un fichero con una línea por usuario tiene dos líneas del mismo usuario.',
    cure: 'El mensaje dice la segunda línea. Junte las dos, o quite una.',
  },
  INCOMPARABLE_RUNS: {
    title: 'Ejecuciones que no responden a la misma pregunta',
    meaning:
      'Se quisieron comparar pruebas de protocolos, ficheros o divisiones distintos, o una prueba con una ejecución de otra clase.',
    cure: 'El mensaje dice en qué difieren. Ejecute ambas con los mismos ficheros, protocolo y semilla.',
  },
  SINGULAR_SYSTEM: {
    title: 'Un sistema de ecuaciones no tiene solución única',
    meaning: 'Las ecuaciones de un modelo no se pueden resolver tal como están.',
    cure: 'Suba la regularización del modelo.',
  },
  MLFLOW_UNAVAILABLE: {
    title: 'El servidor MLflow no aceptó la ejecución',
    meaning:
      'No se pudo llegar al servidor MLflow de la configuración, o rechazó una ejecución. La ejecución está en el espacio de trabajo.',
    cure: 'Compruebe `mlflow.url` y que el servidor esté en marcha; después, `butaca runs export` escribe lo que falte.',
  },
  OUT_OF_MEMORY: {
    title: 'La memoria reservada para los números está llena',
    meaning: 'El modelo necesita más memoria de la que puede tomar.',
    cure: 'Baje `maxItems` o `factors` del modelo.',
  },
  MISSING_BUILD: {
    title: 'Falta un fichero compilado',
    meaning: 'Faltan los núcleos numéricos compilados.',
    cure: '`npm run build`.',
  },
};
