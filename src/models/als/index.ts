export { type AlsConfig, als } from './als.ts';
export { type Factors, factorise } from './factorise.ts';
export { choleskyInPlace, solveCholesky } from './fold-in.ts';
export { alsConfig, narrowDeviation } from './config.ts';
