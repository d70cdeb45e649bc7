// schema.mjs: docs/verdict.schema.json against everything that is printed: goldens, reports natively
// and as WebAssembly, hostile inputs, records of errors. And the schema against itself: it refuses
// what is no verdict.

import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

import {
  goldenOf, inTemporaryDirectory, newEngine, PAGES, PINNED_RULESET, ROOT, runIfMain, skip, test,
  testPages, touchstone,
} from './harness.mjs';
import {HOSTILE} from './hostile.mjs';

const Ajv2020 = createRequire(import.meta.url)('ajv/dist/2020.js').default;
const schema = JSON.parse(readFileSync(join(ROOT, 'docs/verdict.schema.json'), 'utf8'));
const documentation = readFileSync(join(ROOT, 'docs/verdict.md'), 'utf8');
const validate = new Ajv2020({allErrors: true, strict: true, allowUnionTypes: true}).compile(schema);

/**
 * @param {unknown} verdict
 * @param {string} what
 */
function assertValid(verdict, what) {
  if (validate(verdict)) return;
  const kind = /** @type {any} */ (verdict)?.error ? '#/$defs/failure' : '#/$defs/report';
  /** @type {{schemaPath: string, instancePath: string, message: string, params: object}[]} */
  const errors = validate.errors ?? [];
  const shown = errors.filter(({schemaPath}) => !schemaPath.startsWith(
      kind === '#/$defs/report' ? '#/$defs/failure' : '#/$defs/report'))
      .map(({instancePath, message, params}) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
  assert.fail([what, ...shown].join('\n'));
}

/** @param {string} ndjson */
const lines = (ndjson) => ndjson.split('\n').filter(Boolean).map((line) => JSON.parse(line));

test('schema: all goldens are verdicts', () => {
  for (const page of testPages()) assertValid(JSON.parse(readFileSync(goldenOf(page), 'utf8')), page.page);
});

test('schema: all test pages without url and at give verdicts', () => {
  const {stdout} = touchstone(['check', '--json', '--ruleset', PINNED_RULESET, PAGES], {cwd: ROOT});
  const results = JSON.parse(stdout);
  assert.equal(results.length, testPages().length);
  for (const result of results) assertValid(result, result.input);
});

test('schema: hostile inputs and missing ones give verdicts and records', () => {
  inTemporaryDirectory((directory) => {
    for (const {name, bytes} of HOSTILE) writeFileSync(join(directory, name), bytes);
    mkdirSync(join(directory, 'empty'));
    const {stdout, status} = touchstone(
        ['check', '--ndjson', '--at', '2026-11-20', directory, join(directory, 'gone.html'), join(directory, 'empty')]);
    const results = lines(stdout);
    assert.equal(status, 3);
    assert.equal(results.length, HOSTILE.length + 1);
    for (const result of results) assertValid(result, result.input);
  });
});

test('schema: the module gives verdicts for hostile inputs', async () => {
  const engine = await newEngine();
  for (const {name, bytes} of HOSTILE) {
    assertValid(JSON.parse(engine.check(bytes, {input: name, day: 20777})), name);
  }
});

test('schema: real saved pages give verdicts', () => {
  const shared = process.env.TOUCHSTONE_SHARED_DIR ?? join(ROOT, '../shared');
  if (!existsSync(join(shared, 'pages'))) skip(`${shared}/pages is not there`);
  const {stdout} = touchstone(['check', '--ndjson', '--jobs', '2', join(shared, 'pages')]);
  const results = lines(stdout);
  assert.ok(results.length > 0);
  for (const result of results) {
    assert.equal(result.error, undefined, JSON.stringify(result.error));
    assertValid(result, result.input);
  }
});

test('schema: what is no verdict is refused', () => {
  const golden = readFileSync(goldenOf(testPages().filter(({verdict}) => verdict === 'likely_scam')[0]), 'utf8');
  /** @type {[string, (verdict: any) => void][]} */ const breaks = [
    ['a key too many', (v) => { v.score = 1; }],
    ['a key too few', (v) => { delete v.listings[0].findings; }],
    ['a number for an amount', (v) => { v.listings[0].price = {amount: 1, amount_max: null, currency: 'USD', per: null, usd: null}; }],
    ['another format', (v) => { v.format = 2; }],
    ['an unknown verdict', (v) => { v.verdict = 'safe'; }],
    ['verdict none with listings', (v) => { v.verdict = 'none'; }],
    ['a listing judged none', (v) => { v.listings[0].verdict = 'none'; }],
    ['a day that is none', (v) => { v.at = '2021-13-01'; }],
    ['an unknown category', (v) => { v.listings[0].findings[0].category = 'ugly'; }],
    ['an argument that is no text', (v) => { v.listings[0].findings[0].message.args = {a: 1}; }],
    ['a channel without https', (v) => { v.listings[0].channels.push({id: 'a', kind: 'manufacturer', name: 'A', url: 'http://a.example/', why: {id: 'a', args: {}}}); }],
    ['a report with an error', (v) => { v.error = {code: 'unreadable', message: 'x', where: ''}; }],
  ];
  for (const [what, spoil] of breaks) {
    const verdict = JSON.parse(golden);
    spoil(verdict);
    assert.equal(validate(verdict), false, what);
  }
  assert.equal(validate(JSON.parse(golden)), true);
  assert.equal(validate({format: 1, input: 'a', error: {code: 'odd', message: 'x', where: ''}}), false);
});

test('schema: every field and every name stands in docs/verdict.md', () => {
  /** @type {Set<string>} */ const names = new Set();
  const walk = (/** @type {any} */ node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.properties && !node.propertyNames && node.type) Object.keys(node.properties).forEach((name) => names.add(name));
    if (Array.isArray(node.enum)) node.enum.forEach((/** @type {any} */ name) => typeof name === 'string' && names.add(name));
    Object.values(node).forEach(walk);
  };
  walk(schema);
  const documented = new Set([...documentation.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => [code, ...code.split(/[.,\s]+/)]));
  for (const name of [...names].filter((name) => !documented.has(name))) assert.fail(`${name} is not documented`);
});

test('schema: the examples of docs/verdict.md are real ones', () => {
  const [finding, failure] = [...documentation.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json));
  const findings = testPages().flatMap((page) => JSON.parse(readFileSync(goldenOf(page), 'utf8')).listings)
      .flatMap((/** @type {any} */ listing) => listing.findings);
  assert.deepEqual(findings.find(({id, quote}) => id === finding.id && quote === finding.quote), finding);
  assertValid(failure, 'the record of an error');
  const run = touchstone(['check', '--ndjson', failure.input]);
  assert.deepEqual(JSON.parse(run.stdout), failure);
});

await runIfMain(import.meta.url);
