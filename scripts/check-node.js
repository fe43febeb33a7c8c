// Run before the tests, by whatever Node npm finds: says what to do when it is too old.
import { nodeProblem } from '../bin/find-node.js';

const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(problem);
  process.exit(1);
}
