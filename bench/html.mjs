// html.mjs: how fast the first stages read pages, against what else one could use.
//   node bench/html.mjs [--runs N] [FILE...]
//
// Files: the given ones, else all saved real pages of at least 100 KB, else the bundled pages. All
// contenders of one kind (native, Node) take turns over all files; medians are shown, so that only
// the ratios of one run mean something. Instructions are counted by callgrind, where it is installed.

import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NATIVE = join(ROOT, 'build/native/bench/html_bench');
const MODULE = join(ROOT, 'build/wasm/bench/html_wasm.wasm');
const LARGE_BYTES = 100_000;

function pages() {
  const shared = join(process.env.TOUCHSTONE_SHARED_DIR ?? join(ROOT, '../shared'), 'pages');
  const root = existsSync(shared) ? shared : join(ROOT, 'test_pages');
  if (root !== shared) console.log(`no saved real pages at ${shared}: the bundled ones are small, figures mean little`);
  return readdirSync(root, {recursive: true}).map((name) => join(root, String(name)))
      .filter((name) => name.endsWith('.html') && (root !== shared || statSync(name).size >= LARGE_BYTES)).sort();
}

const args = process.argv.slice(2);
const runsAt = args.indexOf('--runs');
const runs = runsAt < 0 ? 9 : Number(args.splice(runsAt, 2)[1]);
const files = args.length > 0 ? args : pages();

/** @type {Map<string, string>} */ const meaning = new Map([
  ['scan', 'ceiling: vectors look for "<", and validate UTF-8'],
  ['tokens', 'Touchstone: tokens'],
  ['page', 'Touchstone: tokens, structure, text, structured data'],
  ['gumbo', 'libgumbo: tree'],
  ['libxml2', 'libxml2: tree'],
  ['lol_html', 'html-rewriter-wasm (lol-html), no handlers'],
  ['lol_html_selectors', 'html-rewriter-wasm (lol-html), three selectors'],
  ['htmlparser2', 'htmlparser2: events'],
  ['parse5', 'parse5: tree'],
]);

/** @param {string[]} options */
function native(options) {
  const {stdout, stderr, status} = spawnSync(NATIVE, options, {encoding: 'utf8', maxBuffer: 1 << 26});
  if (status !== 0) throw new Error(`html_bench: ${stderr}`);
  return JSON.parse(stdout);
}

/** Instructions of one pass, start-up left out. @param {string} name @param {string} symbol */
function instructions(name, symbol) {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const {stderr, status} = spawnSync('valgrind', [
    '--tool=callgrind', `--callgrind-out-file=${join(directory, 'out')}`, `--toggle-collect=*${symbol}*`,
    NATIVE, '--only', name, '--runs', '1', ...files,
  ], {encoding: 'utf8', maxBuffer: 1 << 26});
  rmSync(directory, {recursive: true});
  const found = /Collected : (\d+)/.exec(stderr ?? '');
  return status === 0 && found ? Number(found[1]) : undefined;
}

/** @param {string} text */
async function throughNode(texts) {
  const {HTMLRewriter} = await import('html-rewriter-wasm');
  const {Parser} = await import('htmlparser2');
  const parse5 = await import('parse5');
  const {exports} = await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(MODULE)), {});
  const core = /** @type {any} */ (exports);
  core._initialize?.();
  const encoded = texts.map((/** @type {string} */ text) => new TextEncoder().encode(text));
  const room = core.bench_alloc(Math.max(...encoded.map(({length}) => length)));
  const inModule = (/** @type {string} */ name) => (/** @type {number} */ i) => {
    new Uint8Array(core.memory.buffer, room, encoded[i].length).set(encoded[i]);
    return core[name](room, encoded[i].length);
  };
  const rewrite = async (/** @type {number} */ i, /** @type {string[]} */ selectors) => {
    const rewriter = new HTMLRewriter(() => {});
    for (const selector of selectors) rewriter.on(selector, {element() {}});
    await rewriter.write(encoded[i]);
    await rewriter.end();
    rewriter.free();
  };
  const contenders = {
    tokens: inModule('bench_tokens'),
    page: inModule('bench_page'),
    lol_html: (/** @type {number} */ i) => rewrite(i, []),
    lol_html_selectors: (/** @type {number} */ i) => rewrite(i, ['h1', 'div.price', 'script[type="application/ld+json"]']),
    htmlparser2: (/** @type {number} */ i) => {
      const parser = new Parser({onopentag() {}, ontext() {}, onclosetag() {}});
      parser.write(texts[i]);
      parser.end();
    },
    parse5: (/** @type {number} */ i) => parse5.parse(texts[i]),
  };
  const bytes = encoded.reduce((/** @type {number} */ sum, /** @type {Uint8Array} */ {length}) => sum + length, 0);
  const seconds = Object.fromEntries(Object.keys(contenders).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let run = 0; run < runs; run++) {
    for (const [name, read] of Object.entries(contenders)) {
      const begin = process.hrtime.bigint();
      for (let i = 0; i < texts.length; i++) await read(i);
      seconds[name].push(Number(process.hrtime.bigint() - begin) / 1e9);
    }
  }
  return {bytes, medians: Object.fromEntries(Object.entries(seconds).map(
      ([name, values]) => [name, values.sort((a, b) => a - b)[values.length >> 1]]))};
}

/**
 * @param {string} title
 * @param {number} bytes
 * @param {[string, number, number?][]} rows name, seconds, instructions
 */
function table(title, bytes, rows) {
  const base = rows.find(([name]) => name === 'tokens')?.[1] ?? 1;
  console.log(`\n${title}: ${(bytes / 1e6).toFixed(1)} MB, median of ${runs}`);
  console.log(`${''.padEnd(54)}     MB/s  time/tokens  instructions/byte`);
  for (const [name, seconds, count] of rows) {
    console.log(`${(meaning.get(name) ?? name).padEnd(54)} ${(bytes / 1e6 / seconds).toFixed(0).padStart(8)}  ` +
        `${(seconds / base).toFixed(2).padStart(11)}  ${count === undefined ? '' : (count / bytes).toFixed(2).padStart(17)}`);
  }
}

const measured = native(['--runs', String(runs), ...files]);
const valgrind = spawnSync('valgrind', ['--version']).status === 0;
if (!valgrind) console.log('valgrind is not installed: no instruction counts');
const symbols = {scan: 'ReadByScan', tokens: 'ReadByTokens', page: 'ReadByPage', libxml2: 'ReadByLibxml2'};
table('native', measured.bytes, Object.entries(measured).filter(([, value]) => value.nanoseconds)
    .map(([name, {nanoseconds}]) => {
      const symbol = symbols[/** @type {keyof typeof symbols} */ (name)];
      return [name, nanoseconds / 1e9, valgrind && symbol ? instructions(name, symbol) : undefined];
    }));

// Node's contenders take text, which the command has decoded.
const decoded = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
native(['--runs', '1', '--only', 'scan', '--write', decoded, ...files]);
const texts = readdirSync(decoded).sort().map((name) => readFileSync(join(decoded, name), 'utf8'));
rmSync(decoded, {recursive: true});
const node = await throughNode(texts);
table(`Node ${process.versions.node}`, node.bytes, Object.entries(node.medians));
