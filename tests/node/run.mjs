// run.mjs: all tests under Node, with one line of counts at the end.
//   node tests/node/run.mjs [--native PATH] [--wasm PATH] [--only TEXT]

import {requireBuild, runTests} from './harness.mjs';

requireBuild();
await import('./floors.mjs');
await import('./contract.mjs');
await import('./wasm.mjs');
await import('./charsets.mjs');
await import('./goldens.mjs');
await import('./schema.mjs');
await import('./corpora.mjs');
await import('./limits.mjs');
await import('./feed.mjs');
process.exitCode = await runTests();
