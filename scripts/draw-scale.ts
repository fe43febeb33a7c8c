/** Draws docs/pictures/scale.svg from bench/results/scale.json: `node scripts/draw-scale.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawGrowth, type GrowthLine } from '../bench/draw-growth.ts';
import type { Result } from '../bench/harness.ts';

const results = fileURLToPath(new URL('../bench/results/scale.json', import.meta.url));
const picture = fileURLToPath(new URL('../docs/pictures/scale.svg', import.meta.url));

const { figures = [] } = JSON.parse(readFileSync(results, 'utf8')) as Result;

/** The figures `<n> M, <what>` as a line over millions of interactions. */
function lineOf(what: string, name: string, unit: string, divisor = 1): GrowthLine {
  const points = figures.flatMap((figure) => {
    const millions = /^(\d+(?:\.\d+)?) M, (.+)$/.exec(figure.name);
    return millions?.[2] === what ? [[Number(millions[1]), figure.value / divisor] as const] : [];
  });
  return { name, unit, points };
}

const lines = [
  lineOf('processor time', 'Processor time of import, training, evaluation', 's'),
  lineOf('peak memory', 'Most memory', 'GB', 1000),
];
writeFileSync(picture, drawGrowth(lines, 'Processor time and memory as the interactions grow', 'million interactions'));
console.log(`written: ${picture}`);
