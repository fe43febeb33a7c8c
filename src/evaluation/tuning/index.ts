/** Studies: which settings of which model do best on validation parts. Knows nothing of files, processes or people's screens. */
export { compareTrials, correctedGain, type MeasuredTrial, type TrialOptions } from './compare-trials.ts';
export { cutStudy, reserveTests, STUDY_QUESTIONS, type StudyQuestion } from './cut-study.ts';
export { type Importance, rankSettings } from './importance.ts';
export { type CaseValues, measureCut, objectiveOf, questionMeans } from './measure-cut.ts';
export { type Candidate, type Measurement, type Outcome, type Plan, planStudy } from './plan.ts';
export { pickSettings, type Settings, withSettings } from './settings.ts';
