// harness.mjs: a runner small enough to read. A file of tests calls test() at its top level; it runs
// alone (node tests/node/wasm.mjs) or with all others (node tests/node/run.mjs).
//
//   test('a sentence', async () => { assert.equal(1, 1); });
//   test('another', () => skip('why'));
//
// Options of every file: --native PATH (the command), --wasm PATH (the module), --only TEXT.

import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

import {createEngine} from '../../wasm/touchstone.js';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const PAGES = join(ROOT, 'test_pages');

/**
 * The value of `--name VALUE` on this command line.
 * @param {string} name
 * @param {string} otherwise
 */
export function option(name, otherwise) {
  const index = process.argv.indexOf(name);
  return index < 0 ? otherwise : process.argv[index + 1] ?? otherwise;
}

export const NATIVE = resolve(option('--native', join(ROOT, 'build/native/touchstone')));
export const WASM = resolve(option('--wasm', join(ROOT, 'build/wasm/touchstone.wasm')));
export const PINNED_RULESET = join(PAGES, 'ruleset-1.json');

/** @typedef {{page: string, twin: string | null, url: string | null, at: string, verdict: string}} TestPage */

/** @returns {TestPage[]} test_pages/pages.json */
export const testPages = () => JSON.parse(readFileSync(join(PAGES, 'pages.json'), 'utf8'));

/** @param {TestPage} page */
export const goldenOf = ({page}) => join(PAGES, page.replace(/\.[a-z]+$/, '.json'));

/**
 * Runs the command; a signal or a run of more than a minute is a failure of the test.
 * @param {string[]} args
 * @param {{cwd?: string, input?: string | Uint8Array, command?: string}} [options]
 */
export function touchstone(args, {cwd = PAGES, input = '', command = NATIVE} = {}) {
  const {status, signal, stdout, stderr, error} = spawnSync(
      command, args,
      {cwd, input, timeout: 60_000, maxBuffer: 1 << 28, env: {...process.env, NO_COLOR: '1'}});
  if (error || signal) throw new Error(`touchstone ${args.join(' ')}: ${error ?? signal}`);
  return {status, stdout: stdout.toString(), stderr: stderr.toString()};
}

/** @param {string} day "2021-10-08" */
export const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** @type {Promise<WebAssembly.Module> | undefined} */ let compiled;

/**
 * A fresh instance of the module, with the pinned ruleset.
 * @param {{ruleset?: Uint8Array | null}} [options]
 */
export async function newEngine({ruleset = readFileSync(PINNED_RULESET)} = {}) {
  compiled ??= WebAssembly.compile(readFileSync(WASM));
  const engine = await createEngine(await compiled);
  if (ruleset) engine.loadRuleset(ruleset);
  return engine;
}

/**
 * Calls `body` with an empty directory, and removes it.
 * @template T
 * @param {(directory: string) => T} body
 * @returns {T}
 */
export function inTemporaryDirectory(body) {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-'));
  try {
    return body(directory);
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}

// --- running ----------------------------------------------------------------------------------------

class Skip extends Error {}

/**
 * @param {string} reason
 * @returns {never}
 */
export function skip(reason) {
  throw new Skip(reason);
}

/** @type {{name: string, body: () => unknown}[]} */
const tests = [];

/**
 * @param {string} name a sentence
 * @param {() => unknown} body
 */
export function test(name, body) {
  tests.push({name, body});
}

/** Runs what was registered so far and prints one line a test. Returns the exit status. */
export async function runTests() {
  const only = option('--only', '');
  const count = {passed: 0, failed: 0, skipped: 0};
  const failures = [];
  for (const {name, body} of tests) {
    if (!name.includes(only)) continue;
    try {
      await body();
      count.passed++;
      console.log(`ok       ${name}`);
    } catch (error) {
      if (error instanceof Skip) {
        count.skipped++;
        console.log(`skipped  ${name}: ${error.message}`);
        continue;
      }
      count.failed++;
      failures.push(name);
      const text = error instanceof Error ? error.stack ?? error.message : String(error);
      console.log(`FAILED   ${name}\n${text.replace(/^/gm, '         ')}`);
    }
  }
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`node tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 && count.passed > 0 ? 0 : 1;
}

/**
 * Runs the tests of one file when it is what Node was started with.
 * @param {string} url import.meta.url
 */
export async function runIfMain(url) {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  process.exitCode = await runTests();
}

/** Stops with a clear line when what is to be tested was not built. */
export function requireBuild() {
  for (const file of [NATIVE, WASM]) {
    if (existsSync(file)) continue;
    console.error(`${file}: not built; run ./dev build, or pass --native PATH and --wasm PATH`);
    process.exit(2);
  }
}
