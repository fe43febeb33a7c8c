/**
 * In: the columns of a snapshot's catalogues. Out: what stands in them, as plain data, as sentences and as a report in Spanish and
 * English. Does not know: models' training, the registry, HTTP.
 */
export * from './contract.ts';
export * from './selection-contract.ts';
export { openSelections, type OpenSelections } from './open-selections.ts';
export { EXPLORATION_FORMAT, exploreSnapshot } from './explore.ts';
export { type AnalysisLanguage, formats, type Formats, nameIn } from './wording/formats.ts';
export { type AnalysisWording, analysisWording, labelOf, type SectionName, SECTIONS } from './wording/wording.ts';
export { renderReport } from './report/render-report.ts';
export { REPORT_CSS } from './report/style.ts';
