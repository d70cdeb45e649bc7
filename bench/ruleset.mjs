// ruleset.mjs: what the ruleset costs: loading it (parse, check, compile) in the module that ships,
// the memory that takes, and its size as it is sent.
//   node bench/ruleset.mjs [--runs N]
//
// Time is the processor's, V8's compiling threads included: others on the machine do not count.

import {readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const runsAt = process.argv.indexOf('--runs');
const runs = runsAt < 0 ? 15 : Number(process.argv[runsAt + 1]);
const json = readFileSync(join(ROOT, 'build/native/ruleset-1.json'));
const module = await WebAssembly.compile(readFileSync(join(ROOT, 'build/wasm/touchstone.wasm')));
const times = [];
let memory = 0;
for (let run = 0; run < runs; run++) {
  const {exports} = await WebAssembly.instantiate(module, {});
  const core = /** @type {any} */ (exports);
  core._initialize?.();
  const before = core.memory.buffer.byteLength;
  const begin = process.cpuUsage();
  const room = core.touchstone_alloc(json.length);
  new Uint8Array(core.memory.buffer, room, json.length).set(json);
  const status = core.touchstone_load_ruleset(room, json.length);
  core.touchstone_free(room);
  const {user, system} = process.cpuUsage(begin);
  times.push((user + system) / 1e3);
  if (status !== 0) throw new Error(`load_ruleset: ${status}`);
  memory = core.memory.buffer.byteLength - before;
}
const sorted = [...times].sort((a, b) => a - b);
console.log(`ruleset-1.json: ${(json.length / 1e3).toFixed(0)} KB, ${(gzipSync(json, {level: 9}).length / 1e3).toFixed(0)} KB gzipped`);
console.log(`load in wasm, Node ${process.versions.node}: first ${times[0].toFixed(1)} ms, ` +
    `median of ${runs} ${sorted[runs >> 1].toFixed(1)} ms, least ${sorted[0].toFixed(1)} ms`);
console.log(`memory grows by ${(memory / 1e6).toFixed(1)} MB beyond what an instance begins with`);
