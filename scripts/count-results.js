// node scripts/count-results.js <vitest.json> <exit code> <smoke.json> <exit code>: the closing line of .ci/run, and its exit code.
// Plain JavaScript: it must also run where the installation failed and only an old Node is there.
import { readFileSync } from 'node:fs';

/** Counts of a result file; nothing passed and one failed when the stage ended before it could write one. */
function readCounts(path, exitCode, read) {
  try {
    const counts = read(JSON.parse(readFileSync(path, 'utf8')));
    // A stage that ended badly although every single check passed (a lint error, a crash at the end) is a failure too.
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const [testsPath, testsCode, smokePath, smokeCode] = process.argv.slice(2);
const tests = readCounts(testsPath, Number(testsCode), (report) => ({
  passed: report.numPassedTests,
  // A file that cannot be loaded counts as failed without a failed test in it.
  failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
}));
const smoke = readCounts(smokePath, Number(smokeCode), ({ passed, failed }) => ({ passed, failed }));
const failed = tests.failed + smoke.failed;
process.stdout.write(`${tests.passed + smoke.passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
