/** `npm run bench [-- question …]`: asks the named questions, or all of this folder, each in a fresh process. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeMachine, formatResult, keepResult, type Question } from './harness.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The files of this folder that export a question. */
function listQuestions(): string[] {
  return readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => /^export async function run\(/m.test(readFileSync(here + name, 'utf8')))
    .map((name) => name.slice(0, -3))
    .sort();
}

async function ask(question: string): Promise<void> {
  const machine = describeMachine();
  const module = (await import(`./${question}.ts`)) as Question;
  const result = await module.run();
  console.log(formatResult(result));
  if (result.skipped === undefined) console.log(`  kept in ${keepResult(result, machine)}`);
}

const known = listQuestions();
const [first, ...others] = process.argv.slice(2);
if (first === '--ask') {
  await ask(others[0]);
} else {
  const named = first === undefined ? known : [first, ...others];
  for (const question of named) {
    if (!known.includes(question)) {
      console.error(`unknown question: ${question}; expected one of ${known.join(', ')}`);
      process.exitCode = 2;
      continue;
    }
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--ask', question], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
