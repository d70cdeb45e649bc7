// wasm.mjs: the module as a thing of its own: no imports, the documented exports, its size, its
// interface with bad input, its time and memory.

import assert from 'node:assert/strict';
import {isUtf8} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

import {TouchstoneError} from '../../wasm/touchstone.js';
import {
  dayNumber, newEngine, PAGES, PINNED_RULESET, ROOT, runIfMain, test, testPages, WASM,
} from './harness.mjs';
import {HOSTILE} from './hostile.mjs';

const KIB = 1024;
const MAX_BYTES = 400 * KIB;
const MAX_GZIP_BYTES = 170 * KIB;
const DAY = dayNumber('2026-11-20');

/** The functions that wasm/touchstone.h declares. */
function declared() {
  const header = readFileSync(join(ROOT, 'wasm/touchstone.h'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...header.matchAll(/\b(touchstone_\w+)\s*\(/g)].map(([, name]) => name).sort();
}

/** @param {string} program @param {string[]} args */
function wabt(program, ...args) {
  const {status, stdout, stderr, error} = spawnSync(program, args, {encoding: 'utf8', maxBuffer: 1 << 26});
  if (error) throw new Error(`${program}: ${error.message}; it is in Debian's package wabt`);
  return {status, output: stdout + stderr};
}

// The C interface without the loader, for what the loader would never do.
async function rawModule() {
  const {instance} = await WebAssembly.instantiate(readFileSync(WASM), {});
  const exports = /** @type {Record<string, any>} */ (instance.exports);
  exports._initialize?.();
  const put = (/** @type {Uint8Array} */ bytes) => {
    const pointer = exports.touchstone_alloc(bytes.length);
    assert.notEqual(pointer, 0);
    new Uint8Array(exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  };
  return {
    exports,
    /** Calls with (pointer, size) for each input; gives the status and the result slot as JSON. */
    call(/** @type {string} */ name, /** @type {(Uint8Array | string)[]} */ ...inputs) {
      const bytes = inputs.map((input) => typeof input === 'string' ? new TextEncoder().encode(input) : input);
      const pointers = bytes.map(put);
      const status = exports[name](...pointers.flatMap((pointer, i) => [pointer, bytes[i].length]));
      const result = new TextDecoder().decode(new Uint8Array(
          exports.memory.buffer, exports.touchstone_result_data(), exports.touchstone_result_size()));
      for (const pointer of pointers) exports.touchstone_free(pointer);
      return {status, result: JSON.parse(result)};
    },
  };
}

test('wasm: the module imports nothing', () => {
  const module = new WebAssembly.Module(readFileSync(WASM));
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  const {output} = wabt('wasm-objdump', '-x', '-j', 'Import', WASM);
  assert.doesNotMatch(output, /<- |Import\[[1-9]/);
});

test('wasm: the module exports exactly what touchstone.h declares, and its memory', () => {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const exports = WebAssembly.Module.exports(module);
  const functions = exports.filter(({kind}) => kind === 'function').map(({name}) => name).sort();
  assert.deepEqual(functions.filter((name) => name !== '_initialize'), declared());
  assert.deepEqual(exports.filter(({kind}) => kind !== 'function'), [{name: 'memory', kind: 'memory'}]);
  const {status, output} = wabt('wasm-objdump', '-x', '-j', 'Export', WASM);
  assert.equal(status, 0);
  for (const name of declared()) assert.ok(output.includes(`-> "${name}"`), name);
});

test('wasm: the module is valid', () => {
  const {status, output} = wabt('wasm-validate', WASM);
  assert.equal(status, 0, output);
});

test('wasm: the module stays below its size', () => {
  const bytes = readFileSync(WASM);
  const zipped = gzipSync(bytes, {level: 9}).length;
  assert.ok(bytes.length <= MAX_BYTES, `${bytes.length} bytes`);
  assert.ok(zipped <= MAX_GZIP_BYTES, `${zipped} bytes by gzip -9`);
});

test('wasm: a check before a ruleset is a failed precondition', async () => {
  const {call} = await rawModule();
  const {status, result} = call('touchstone_check', '<p>x', `{"input":"a","day":${DAY}}`);
  assert.equal(status, 9);
  assert.equal(result.error.code, 'no_ruleset');
});

test('wasm: bad rulesets are refused, and the one before stays', async () => {
  const {call} = await rawModule();
  const good = readFileSync(PINNED_RULESET);
  const text = good.toString();
  assert.equal(call('touchstone_load_ruleset', good).status, 0);
  const page = readFileSync(join(PAGES, 'lazada-impossible-efficiency.html'));
  const options = `{"input":"a.html","day":${DAY}}`;
  const before = call('touchstone_check', page, options).result;
  assert.equal(before.verdict, 'likely_scam');
  const bad = [
    new Uint8Array(), Uint8Array.of(0), good.subarray(0, good.length / 2), good.subarray(0, good.length - 2),
    'null', '[]', '{}', '{"format":1}', '['.repeat(100_000), text.replace(/"format": *1/, '"format": 99'),
    text.replace('"weight_db"', '"weight"'), `${text}${text}`, '\ufeff'.repeat(10),
  ];
  for (const ruleset of bad) {
    const {status, result} = call('touchstone_load_ruleset', ruleset);
    assert.ok(status === 3 || status === 9, `status ${status}`);
    assert.equal(result.error.code, 'ruleset');
    assert.notEqual(result.error.message, '');
  }
  assert.deepEqual(call('touchstone_check', page, options).result, before);
  assert.equal(call('touchstone_load_ruleset', good).status, 0);
});

test('wasm: bad options are invalid arguments', async () => {
  const {call} = await rawModule();
  call('touchstone_load_ruleset', readFileSync(PINNED_RULESET));
  const bad = [
    '', '{', 'null', '[]', '1', '{}', '{"input":"a"}', '{"day":1}', '{"input":1,"day":1}', '{"input":"a","day":"1"}',
    '{"input":"a","day":1.5}', '{"input":"a","day":1e9}', '{"input":"a","day":-99999999}', '{"input":"a","day":null}',
    '{"input":"a","day":1,"url":1}', '{"input":"a","day":1,"zeal":1}', '{"input":"a","day":1,"truncated":"yes"}',
    `${'['.repeat(50_000)}`,
    // The text is 4 bytes long.
    ...[
      '{}', '[]', '[1]', '[{}]', '[{"text":[0]}]', '[{"text":[0,1,2]}]', '[{"text":[0,5]}]', '[{"text":[-1,2]}]',
      '[{"text":[3,2]}]', '[{"text":[0,4294967297]}]', '[{"text":[0,1],"content_id":1}]', '[{"text":[0,4],"bytes":1}]',
    ].map((documents) => `{"input":"a","day":1,"documents":${documents}}`),
  ];
  for (const options of bad) {
    const {status, result} = call('touchstone_check', '<p>x', options);
    assert.equal(status, 3, options.slice(0, 60));
    assert.equal(result.error.code, 'usage');
  }
  assert.equal(call('touchstone_check', '<p>x', `{"input":"","day":0}`).status, 0);
  assert.equal(call('touchstone_check', '<p>x', `{"input":"","day":0,"documents":[{"text":[4,4]},{"text":[0,4]}]}`).status, 0);
});

test('wasm: size 0 is an input as any other', async () => {
  const {exports, call} = await rawModule();
  call('touchstone_load_ruleset', readFileSync(PINNED_RULESET));
  const pointer = exports.touchstone_alloc(0);
  assert.notEqual(pointer, 0);
  exports.touchstone_free(pointer);
  exports.touchstone_free(0);
  assert.equal(call('touchstone_charset', '', '').status, 0);
  assert.equal(call('touchstone_check', '', `{"input":"a","day":${DAY}}`).result.page.kind, 'empty');
  assert.equal(exports.touchstone_charset(0, 0, 0, 0), 0);
  const options = new TextEncoder().encode(`{"input":"a","day":${DAY}}`);
  const at = exports.touchstone_alloc(options.length);
  new Uint8Array(exports.memory.buffer, at, options.length).set(options);
  assert.equal(exports.touchstone_check(0, 0, at, options.length), 0);
});

test('wasm: the charset step names what it found', async () => {
  const {call} = await rawModule();
  const charset = (/** @type {string | Uint8Array} */ bytes, transport = '') => call('touchstone_charset', bytes, transport).result;
  const encoding = (/** @type {string | Uint8Array} */ bytes, transport = '') => charset(bytes, transport).documents[0].encoding;
  assert.equal(encoding('<meta charset=gb2312>'), 'gbk');
  assert.equal(encoding('<p>x', 'ISO-8859-1'), 'windows-1252');
  assert.equal(encoding(readFileSync(join(PAGES, 'taobao-gbk-wechat.html'))), 'gbk');
  assert.deepEqual(charset(Uint8Array.of(0xef, 0xbb, 0xbf, 0x78)), {
    archive: false, url: '', truncated: false,
    documents: [{encoding: 'utf-8', bytes: [3, 4], content_id: '', location: ''}],
  });
  const archive = charset(readFileSync(join(PAGES, 'ebay-s21-xp-price.mhtml')));
  assert.equal(archive.archive, true);
  assert.equal(archive.url, 'https://www.ebay.com/itm/100000000021');
});

test('wasm: the charset step names every document of an archive, the page first', async () => {
  const {call, exports} = await rawModule();
  const {archive, documents, truncated} = call('touchstone_charset', readFileSync(join(PAGES, 'ebay-l7-frame-payment.mhtml')), '').result;
  assert.deepEqual([archive, truncated], [true, false]);
  assert.deepEqual(documents.map((/** @type {any} */ {content_id, location}) => [content_id, location]), [
    ['frame-0000000000000021@mhtml.blink', 'https://www.ebay.com/itm/100000000022'],
    ['frame-0000000000000023@mhtml.blink', 'https://adverts.example/frame?slot=3'],
    ['frame-0000000000000022@mhtml.blink', 'https://itm.ebaydesc.example/itmdesc/100000000022?t=0&excSoj=1'],
  ]);
  const bytes = new Uint8Array(exports.memory.buffer, exports.touchstone_document_data(), exports.touchstone_document_size());
  const texts = documents.map((/** @type {any} */ {bytes: [begin, end]}) => new TextDecoder().decode(bytes.subarray(begin, end)));
  assert.equal(texts.length, 3);
  for (const text of texts) assert.match(text, /^<!DOCTYPE html>[^]*<\/html>\s*$/);
  assert.match(texts[2], /Western Union/);
});

test('wasm: a check without documents takes all of the text for the page', async () => {
  const {call} = await rawModule();
  call('touchstone_load_ruleset', readFileSync(PINNED_RULESET));
  const title = (/** @type {string} */ documents) =>
      call('touchstone_check', '<title>a</title><title>b</title>', `{"input":"a","day":1${documents}}`).result.page.title;
  assert.equal(title(''), 'a');
  assert.equal(title(',"documents":null'), 'a');
  assert.equal(title(',"documents":[{"text":[0,32]}]'), 'a');
  assert.equal(title(',"documents":[{"text":[16,32]},{"text":[0,16],"content_id":"x"}]'), 'b');
});

test('wasm: a page over the limit is refused before it is read', async () => {
  const {call} = await rawModule();
  const {status, result} = call('touchstone_charset', new Uint8Array((64 << 20) + 1), '');
  assert.equal(status, 8);
  assert.equal(result.error.code, 'too_large');
});

for (const {name, bytes} of HOSTILE) {
  test(`wasm: ${name} is judged without a trap`, async () => {
    const engine = await newEngine();
    const verdict = JSON.parse(engine.check(bytes, {input: name, day: DAY}));
    assert.equal(engine.poisoned, false);
    assert.equal(verdict.input, name);
    assert.equal(JSON.parse(engine.check(new Uint8Array(), {input: 'b', day: DAY})).page.kind, 'empty');
  });
}

test('wasm: a million nested tags are one page', async () => {
  const engine = await newEngine();
  for (const tag of ['<div>', '<b>', '<table><tr><td>', '<svg>']) {
    const verdict = JSON.parse(engine.checkText(tag.repeat(1_000_000 / (tag.match(/</g) ?? []).length), {input: 'deep', day: DAY}));
    assert.equal(verdict.verdict, 'none', tag);
  }
});

test('wasm: the loader throws errors with their codes, and a bad call poisons nothing', async () => {
  const engine = await newEngine({ruleset: null});
  const page = new TextEncoder().encode('<p>x');
  const code = (/** @type {() => void} */ body) => {
    try {
      body();
    } catch (error) {
      assert.ok(error instanceof TouchstoneError, String(error));
      return error.code;
    }
    return 'no error';
  };
  assert.equal(code(() => engine.check(page, {input: 'a', day: DAY})), 'no_ruleset');
  assert.equal(code(() => engine.loadRuleset(page)), 'ruleset');
  engine.loadRuleset(readFileSync(PINNED_RULESET));
  assert.equal(code(() => engine.check(page, {input: 'a', day: NaN})), 'usage');
  assert.equal(code(() => engine.check(page, {input: 'a', day: 0.5})), 'usage');
  assert.equal(code(() => engine.check(page, {input: 'a', day: DAY})), 'no error');
  assert.equal(engine.poisoned, false);
});

test('wasm: checks repeated do not grow the memory', async () => {
  const engine = await newEngine();
  const pages = testPages().map(({page}) => readFileSync(join(PAGES, page)));
  const round = () => pages.forEach((bytes) => engine.check(bytes, {input: 'a', day: DAY}));
  for (let i = 0; i < 3; i++) round();
  const settled = engine.memoryBytes;
  for (let i = 0; i < 25; i++) round();
  assert.equal(engine.memoryBytes, settled);
  for (let i = 0; i < 5; i++) engine.loadRuleset(readFileSync(PINNED_RULESET));
  const reloaded = engine.memoryBytes;
  for (let i = 0; i < 10; i++) engine.loadRuleset(readFileSync(PINNED_RULESET));
  assert.equal(engine.memoryBytes, reloaded);
});

test('wasm: the same page gives the same bytes, whatever came before', async () => {
  const engine = await newEngine();
  const page = readFileSync(join(PAGES, 'tmall-brand-seller.html'));
  const first = engine.check(page, {input: 'a', day: DAY});
  for (const {bytes} of HOSTILE) engine.check(bytes, {input: 'b', day: DAY});
  assert.equal(engine.check(page, {input: 'a', day: DAY}), first);
  assert.equal((await newEngine()).check(page, {input: 'a', day: DAY}), first);
});

test('wasm: decoded text gives what its bytes give', async () => {
  const engine = await newEngine();
  for (const {page, url, at} of testPages().filter(({page}) => page.endsWith('.html'))) {
    const bytes = readFileSync(join(PAGES, page));
    if (!isUtf8(bytes) || bytes.includes(0)) continue;
    const options = {input: page, day: dayNumber(at), url: url ?? ''};
    assert.equal(engine.checkText(bytes.toString('utf8'), options), engine.check(bytes, options), page);
  }
});

await runIfMain(import.meta.url);
