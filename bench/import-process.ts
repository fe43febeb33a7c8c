/** A process of its own for the import benchmark: imports a folder and tells its report's counts and its largest memory as JSON. */
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { importSources } from '../src/dataset/index.ts';

const [folder, home] = process.argv.slice(2) as [string, string];
const { snapshotId, report } = await importSources({ folder, home, clock: systemClock, progress: silent });
const { titles, interactions, folded } = report.totals;
const peakMb = process.resourceUsage().maxRSS / 1024;
const { user, system } = process.cpuUsage();
const cpuMs = (user + system) / 1000;
process.stdout.write(JSON.stringify({ snapshotId, titles, interactions, folded, peakMb, cpuMs }));
