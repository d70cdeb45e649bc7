// goldens.mjs: every page of test_pages/ natively and as WebAssembly against its golden report, byte
// for byte, with the pinned test ruleset.
//   node tests/node/goldens.mjs [--native PATH] [--wasm PATH]
//   node tests/node/goldens.mjs --rebase     rewrites the goldens from the command; refuses where the
//                                            module says anything else

import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {
  goldenOf, newEngine, PAGES, PINNED_RULESET, requireBuild, runIfMain, test, testPages,
} from './harness.mjs';
import {nativeReport, wasmReport} from './reports.mjs';

// Lines in which a page may differ from its twin: the fact itself, wherever the page repeats it.
const MAX_DIFFERING_LINES = 16;
const MAX_SHOWN = 12;

/**
 * The lines in which two JSON documents differ, as a person reads them.
 * @param {string} expected
 * @param {string} got
 */
function difference(expected, got) {
  const [a, b] = [expected, got].map((json) => {
    try {
      return JSON.stringify(JSON.parse(json), null, 2).split('\n');
    } catch {
      return json.split('\n');
    }
  });
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const shown = (/** @type {string} */ mark, /** @type {string[]} */ lines) => {
    const part = lines.slice(head, lines.length - tail);
    const rest = part.length > MAX_SHOWN ? [`${mark} ... ${part.length - MAX_SHOWN} more`] : [];
    return [...part.slice(0, MAX_SHOWN).map((line) => `${mark} ${line}`), ...rest];
  };
  const where = a.slice(Math.max(0, head - 2), head).map((line) => `  ${line}`);
  if (head === a.length && head === b.length) return 'same JSON, other bytes';
  return [...where, ...shown('-', a), ...shown('+', b)].join('\n');
}

/**
 * @param {string} got
 * @param {string} expected
 * @param {string} what
 */
function assertSame(got, expected, what) {
  if (got !== expected) assert.fail(`${what} (- expected, + got)\n${difference(expected, got)}`);
}

async function rebase() {
  const engine = await newEngine();
  /** @type {{file: string, json: string, verdict: string}[]} */ const changed = [];
  for (const page of testPages()) {
    const json = nativeReport(page);
    assertSame(wasmReport(engine, page), json, `${page.page}: the module differs from the command`);
    const file = goldenOf(page);
    const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (old === json) continue;
    const before = old ? `${JSON.parse(old).verdict} -> ` : '';
    changed.push({file, json, verdict: before + JSON.parse(json).verdict});
  }
  // Written only now: a refusal leaves all goldens as they were.
  for (const {file, json, verdict} of changed) {
    writeFileSync(file, json);
    console.log(`${file.slice(PAGES.length + 1)}: ${verdict}`);
  }
  console.log(`${changed.length} of ${testPages().length} goldens rewritten`);
}

if (process.argv.includes('--rebase')) {
  requireBuild();
  await rebase();
} else {
  const pages = testPages();
  for (const page of pages) {
    test(`goldens: ${page.page} natively`, () => {
      assertSame(nativeReport(page), readFileSync(goldenOf(page), 'utf8'), page.page);
    });
  }
  // One engine for all pages, and at the end the first page again: nothing may stay from page to page.
  /** @type {Promise<import('../../wasm/touchstone.js').Engine> | undefined} */ let engine;
  for (const page of [...pages, pages[0]]) {
    test(`goldens: ${page.page} as WebAssembly`, async () => {
      engine ??= newEngine();
      assertSame(wasmReport(await engine, page), readFileSync(goldenOf(page), 'utf8'), page.page);
    });
  }
  test('goldens: every page has the verdict that is meant', () => {
    const wrong = pages.filter((page) => JSON.parse(readFileSync(goldenOf(page), 'utf8')).verdict !== page.verdict);
    assert.deepEqual(wrong.map(({page}) => page), []);
  });
  test('goldens: a twin is at least one level lower', () => {
    const levels = ['none', 'no_warning', 'caution', 'likely_scam'];
    const verdicts = new Map(pages.map((page) => [page.page, levels.indexOf(page.verdict)]));
    const pairs = pages.filter(({page, twin}) => twin && !page.includes('-twin') && !page.includes('-clock-'));
    assert.ok(pairs.length >= 14, `${pairs.length} pairs`);
    for (const {page, twin} of pairs) {
      assert.ok(/** @type {number} */ (verdicts.get(page)) > /** @type {number} */ (verdicts.get(twin ?? '')), page);
    }
  });
  test('goldens: a page and its twin differ in few lines', () => {
    for (const {page, twin} of pages) {
      if (!twin || page.includes('-clock-')) continue;
      const [a, b] = [page, twin].map((name) => readFileSync(join(PAGES, name), 'latin1').split('\n'));
      assert.equal(a.length, b.length, `${page}: as many lines as its twin`);
      const lines = a.filter((line, i) => line !== b[i]).length;
      assert.ok(lines >= 1 && lines <= MAX_DIFFERING_LINES, `${page}: ${lines} differing lines`);
    }
  });
  test('goldens: pages.json, the files and the table of README.md name the same pages', () => {
    const files = readdirSync(PAGES).filter((name) => /\.m?html$/.test(name)).sort();
    assert.deepEqual(pages.map(({page}) => page).sort(), files);
    const goldens = readdirSync(PAGES).filter((name) => name.endsWith('.json')).sort();
    const expected = [...pages.map((page) => goldenOf(page).slice(PAGES.length + 1)), 'pages.json', 'ruleset-1.json'].sort();
    assert.deepEqual(goldens, expected);
    const rows = readFileSync(join(PAGES, 'README.md'), 'utf8').split('\n')
        .filter((line) => /^\| .*\.m?html \|/.test(line)).map((line) => line.split(' | '));
    assert.deepEqual(
        rows.map((row) => [row[0].slice(2), row[3], row[5].replace(' |', '')]).sort(),
        pages.map(({page, at, verdict}) => [page, at, verdict]).sort());
  });
  test('goldens: every marketplace has a page', () => {
    const sites = new Set(pages.map((page) => JSON.parse(readFileSync(goldenOf(page), 'utf8')).page.site));
    const {sites: known} = JSON.parse(readFileSync(PINNED_RULESET, 'utf8'));
    for (const {id} of known) assert.ok(sites.has(id), id);
  });
  await runIfMain(import.meta.url);
}
