#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read: finds a Node that can run Butaca, then hands over to src/cli/main.ts.
import { main } from './find-node.js';

await main(new URL('../src/cli/main.ts', import.meta.url));
