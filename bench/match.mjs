// match.mjs: how fast phrases are found on pages, natively and as wasm, against what else one could
// use.
//   node bench/match.mjs [--runs N] [FILE...]
//
// Files: the given ones, else all saved real pages, else the bundled pages. The texts are what stands
// visibly on them; the phrases those that ship, then 1,000 and 10,000 made from their words
// (PhraseMaker in match_bench.cc). All contenders of one kind take turns; medians are shown, of
// the thread's or process's own time, so that only the ratios of one run mean something. RE2::Set says which
// phrases a text has, not where; neither it nor Hyperscan knows words, folds more than ASCII (here)
// or maps back to the page.

import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NATIVE = join(ROOT, 'build/native/bench/match_bench');
const MODULE = join(ROOT, 'build/wasm/bench/match_wasm.wasm');
const RULESET = join(ROOT, 'build/native/ruleset-1.json');

function pages() {
  const shared = join(process.env.TOUCHSTONE_SHARED_DIR ?? join(ROOT, '../shared'), 'pages');
  const root = existsSync(shared) ? shared : join(ROOT, 'test_pages');
  if (root !== shared) console.log(`no saved real pages at ${shared}: the bundled ones are small, figures mean little`);
  return readdirSync(root, {recursive: true}).map((name) => join(root, String(name)))
      .filter((name) => name.endsWith('.html')).sort();
}

const args = process.argv.slice(2);
const runsAt = args.indexOf('--runs');
const runs = runsAt < 0 ? 9 : Number(args.splice(runsAt, 2)[1]);
const files = args.length > 0 ? args : pages();

/** @type {Map<string, string>} */ const meaning = new Map([
  ['fold', 'Touchstone: folding alone'],
  ['match', 'Touchstone: matching folded text'],
  ['fold_match', 'Touchstone: folding and matching'],
  ['re2', 'RE2::Set, literals, caseless'],
  ['hyperscan', 'Hyperscan, literals, caseless'],
]);

/** @param {string} name @param {number} bytes @param {number} seconds @param {string} rest */
function row(name, bytes, seconds, rest) {
  console.log(`${(meaning.get(name) ?? name).padEnd(40)} ${(bytes / 1e6 / seconds).toFixed(0).padStart(6)} MB/s  ${rest}`);
}

const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
const {stdout, stderr, status} = spawnSync(
    NATIVE, ['--runs', String(runs), '--write', directory, RULESET, ...files], {encoding: 'utf8', maxBuffer: 1 << 26});
if (status !== 0) throw new Error(`match_bench: ${stderr}`);
const measured = JSON.parse(stdout);
const SETS = ['shipped', '1k', '10k'];
console.log(`${measured.texts} texts, ${(measured.bytes / 1e3).toFixed(0)} KB, median of ${runs}`);
for (const set of SETS) {
  console.log(`\nnative, ${measured[set].phrases} phrases (${set})`);
  for (const [name, of] of Object.entries(measured[set])) {
    if (typeof of !== 'object') continue;
    row(name, measured.bytes, of.nanoseconds / 1e9, `build ${(of.build_microseconds / 1e3).toFixed(1)} ms, ` +
        `${(of.build_bytes / 1e3).toFixed(0)} KB, ${of.count} found`);
  }
}

const texts = readdirSync(directory).filter((name) => name.endsWith('.txt')).sort()
    .map((name) => readFileSync(join(directory, name)));
for (const set of SETS) {
  const {exports} = await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(MODULE)), {});
  const core = /** @type {any} */ (exports);
  core._initialize?.();
  const phrases = readFileSync(join(directory, `${set}.phrases`));
  const room = core.bench_alloc(Math.max(phrases.length, ...texts.map(({length}) => length)));
  const before = core.memory.buffer.byteLength;
  new Uint8Array(core.memory.buffer, room, phrases.length).set(phrases);
  const started = process.cpuUsage();
  core.bench_build(room, phrases.length);
  const took = process.cpuUsage(started), build = (took.user + took.system) / 1e3;
  console.log(`\nwasm in Node ${process.versions.node}, ${set}: build ${build.toFixed(1)} ms, ` +
      `${((core.memory.buffer.byteLength - before) / 1e3).toFixed(0)} KB`);
  const names = ['fold', 'fold_match'], seconds = names.map(() => /** @type {number[]} */ ([]));
  for (let run = 0; run < runs; run++) {
    names.forEach((name, n) => {
      const begin = process.cpuUsage();
      for (const text of texts) {
        new Uint8Array(core.memory.buffer, room, text.length).set(text);
        core[`bench_${name}`](room, text.length);
      }
      const {user, system} = process.cpuUsage(begin);
      seconds[n].push((user + system) / 1e6);
    });
  }
  names.forEach((name, n) => row(name, measured.bytes, seconds[n].sort((a, b) => a - b)[runs >> 1], ''));
}
rmSync(directory, {recursive: true});
