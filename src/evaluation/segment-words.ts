/** The words of figures told apart by users and titles, in both languages. */
import type { ReportLanguage } from './report-words.ts';
import type { SegmentReport } from './summarise-segments.ts';

export interface SegmentWords {
  readonly heading: string;
  readonly explanation: string;
  readonly segment: string;
  readonly cut: string;
  readonly users: string;
  readonly gain: string;
  readonly popularity: string;
  /** What the part is called, and the values in it. */
  name(report: Pick<SegmentReport, 'by' | 'segment'>): string;
  cutOf(report: Pick<SegmentReport, 'by' | 'from' | 'to' | 'titles'>): string;
}

const day = (seconds: number): string => new Date(1000 * seconds).toISOString().slice(0, 10);
const span = (from: number | string, to: number | string): string => (from === to ? `${from}` : `${from}–${to}`);

const NAMES: Readonly<Record<ReportLanguage, Readonly<Record<string, string>>>> = {
  en: {
    'history light': 'light users',
    'history medium': 'medium users',
    'history heavy': 'heavy users',
    'popularity tail': 'long tail of titles',
    'popularity middle': 'middle of titles',
    'popularity head': 'head of titles',
    'year old': 'old titles',
    'year middle': 'titles of middle age',
    'year new': 'new titles',
    'first-seen old': 'titles long there',
    'first-seen middle': 'titles there for a while',
    'first-seen new': 'titles lately come',
  },
  es: {
    'history light': 'usuarios con poco historial',
    'history medium': 'usuarios con historial medio',
    'history heavy': 'usuarios con mucho historial',
    'popularity tail': 'cola larga de títulos',
    'popularity middle': 'títulos intermedios',
    'popularity head': 'títulos más vistos',
    'year old': 'títulos antiguos',
    'year middle': 'títulos de edad media',
    'year new': 'títulos nuevos',
    'first-seen old': 'títulos presentes desde hace mucho',
    'first-seen middle': 'títulos presentes desde hace un tiempo',
    'first-seen new': 'títulos recién llegados',
  },
};

const nameIn =
  (language: ReportLanguage): SegmentWords['name'] =>
  ({ by, segment }) =>
    NAMES[language][`${by} ${segment}`] ?? segment;

const en: SegmentWords = {
  heading: 'Who is served, and which titles are found',
  explanation:
    'Users in three equal parts by the titles of their histories; hidden titles by how many interactions they have in all, and by age, each part with about a third of the interactions. For titles only the hidden ones of that part count as hits; the lists are the same.',
  segment: 'part',
  cut: 'cut',
  users: 'users',
  gain: 'gain over popularity',
  popularity: 'popularity',
  name: nameIn('en'),
  cutOf({ by, from, to, titles }) {
    if (by === 'history') return `${span(from, to)} titles watched`;
    if (by === 'popularity') return `${titles} titles of ${span(from, to)} interactions`;
    if (by === 'year') return `${titles} titles of ${span(from, to)}`;
    return `${titles} titles first seen ${span(day(from), day(to))}`;
  },
};

const es: SegmentWords = {
  heading: 'A quién se sirve y qué títulos se encuentran',
  explanation:
    'Usuarios en tres partes iguales según los títulos de su historial; títulos ocultos según cuántas interacciones tienen en total, y según su edad, cada parte con cerca de un tercio de las interacciones. En las partes de títulos solo cuentan como acierto los ocultos de esa parte; las listas son las mismas.',
  segment: 'parte',
  cut: 'corte',
  users: 'usuarios',
  gain: 'mejora sobre popularidad',
  popularity: 'popularidad',
  name: nameIn('es'),
  cutOf({ by, from, to, titles }) {
    if (by === 'history') return `${span(from, to)} títulos vistos`;
    if (by === 'popularity') return `${titles} títulos de ${span(from, to)} interacciones`;
    if (by === 'year') return `${titles} títulos de ${span(from, to)}`;
    return `${titles} títulos vistos por primera vez ${span(day(from), day(to))}`;
  },
};

export const segmentWords: Readonly<Record<ReportLanguage, SegmentWords>> = { en, es };
