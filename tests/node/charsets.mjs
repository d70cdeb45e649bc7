// charsets.mjs: the hosts that decode (the native command, the module's loader), held against each
// other and against the Encoding Standard over every sequence of every charset that the core can
// name. tests/charset_sequences.mjs says which sequences.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {CORRECTED, decodeToUtf8, prepareCharsets} from '../../wasm/charsets.js';
import {BROKEN_OFF, bytesOf, STANDARD} from '../charset_sequences.mjs';
import {dayNumber, inTemporaryDirectory, NATIVE, newEngine, PINNED_RULESET, ROOT, runIfMain, skip, test, touchstone} from './harness.mjs';

const DECODE_BYTES = join(dirname(NATIVE), 'tests/decode_bytes');
const AT = '2026-11-24';

// Lines in which the native host and the module's still differ, by charset: how many, the first ten
// as "native / wasm", and why. There are none: glibc's iconv as cli/decode.cc corrects it and Node's
// TextDecoder as wasm/charsets.js does are both the standard's decoders. The tests fail when an entry
// is missing, and when one is no longer true.
/** @type {Record<string, {count: number, examples: string[], why: string}>} */
const DIFFERENCES = {};

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

/** @param {Uint8Array} bytes @param {string} encoding @returns {Uint8Array} what the core sees */
function decodeNatively(bytes, encoding) {
  if (!existsSync(DECODE_BYTES)) skip(`no ${DECODE_BYTES}`);
  const {status, stdout, error} = spawnSync(DECODE_BYTES, [encoding], {input: bytes, maxBuffer: 1 << 28, timeout: 60_000});
  if (error) throw error;
  if (status === 1) skip(`this system's iconv does not know ${encoding}`);
  assert.equal(status, 0);
  return stdout;
}

/** @param {Uint8Array} bytes @param {string} encoding */
async function decodeForWasm(bytes, encoding) {
  await prepareCharsets();
  const text = decodeToUtf8(bytes, encoding);
  return encoding === 'utf-8' ? new TextEncoder().encode(utf8.decode(text)) : text;  // as the core repairs it
}

/** @param {Uint8Array} text */
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** The lines in which two texts differ. @param {Uint8Array} one @param {Uint8Array} other */
function differences(one, other) {
  const [ours, theirs] = [one, other].map((text) => utf8.decode(text).split('\n'));
  const lines = ours.map((line, i) => `${JSON.stringify(line)} / ${JSON.stringify(theirs[i])}`)
      .filter((_, i) => ours[i] !== theirs[i]);
  return {count: lines.length, examples: lines.slice(0, 10)};
}

/**
 * Label and name, as the core's source has them: a line for each encoding, its name first.
 * @returns {[string, string][]}
 */
function labels() {
  const source = readFileSync(join(ROOT, 'core/page/encoding.cc'), 'utf8');
  const text = source.slice(source.indexOf('kLabels ='), source.indexOf(';', source.indexOf('kLabels =')));
  const list = [...text.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('').replaceAll('\\n', '\n');
  return list.trim().split('\n').flatMap((line) => {
    const words = line.split(' ').filter((word) => word !== '');
    return words.map((word) => /** @type {[string, string]} */ ([word, words[0]]));
  });
}

test('charsets: every encoding that the core can name is compared', () => {
  const names = new Set(labels().map(([, name]) => name));
  names.delete('replacement');  // no table: one U+FFFD
  assert.deepEqual(Object.keys(STANDARD).sort(), [...names].sort());
  assert.deepEqual(Object.keys(DIFFERENCES).filter((name) => !names.has(name)), []);
});

test('charsets: labels mean to the core what they mean to TextDecoder', () => {
  const rows = labels();
  assert.equal(rows.length, 228);  // the standard's, of May 2026
  let known = 0;
  for (const [label, name] of rows) {
    try {
      assert.equal(new TextDecoder(label).encoding, name, label);
      known++;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;  // a charset that Node lacks
    }
  }
  assert.ok(known > 200, `${known} labels known to Node`);
});

for (const [encoding, standard] of Object.entries(STANDARD)) {
  test(`charsets: ${encoding} is decoded as the standard has it, natively and for the module`, async () => {
    const bytes = bytesOf(encoding);
    const wasm = await decodeForWasm(bytes, encoding);
    const native = decodeNatively(bytes, encoding);
    const {count, examples} = DIFFERENCES[encoding] ?? {count: 0, examples: []};
    assert.deepEqual(differences(native, wasm), {count, examples}, 'native / wasm');
    assert.equal(digest(wasm), standard, 'the text is not the standard\'s');
  });
}

test('charsets: what ends within a sequence is decoded the same', async () => {
  for (const encoding of ['big5', 'euc-jp', 'euc-kr', 'gb18030', 'gbk', 'iso-2022-jp', 'replacement', 'shift_jis', 'utf-16be', 'utf-16le', 'utf-8']) {
    for (const sequence of BROKEN_OFF) {
      const bytes = Uint8Array.from(sequence);
      assert.equal(
          utf8.decode(decodeNatively(bytes, encoding)), utf8.decode(await decodeForWasm(bytes, encoding)),
          `${encoding} [${sequence}]`);
    }
  }
});

// Broken off, and what a decoder makes of it by the standard's own steps.
/** @type {[string, number[], string][]} */
const ENDS = [
  ['gb18030', [0x81], '\ufffd'], ['gb18030', [0x81, 0x30], '\ufffd'], ['gb18030', [0x81, 0x30, 0x81], '\ufffd'],
  ['gb18030', [0x81, 0x30, 0x81, 0x41], '\ufffd0\u4e04'], ['euc-jp', [0x8f, 0xa1], '\ufffd'],
  ['euc-jp', [0x8f, 0xa1, 0x41], '\ufffdA'], ['iso-2022-jp', [0x1b, 0x24], '\ufffd$'],
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x30], '\ufffd'], ['utf-16le', [0x00, 0xd8], '\ufffd'],
  ['utf-16le', [0x00, 0xd8, 0x41], '\ufffd'], ['utf-16be', [0xd8, 0x00, 0x00, 0x41], '\ufffdA'],
  ['utf-16be', [0x00, 0x41, 0x00], 'A\ufffd'], ['replacement', [0x41, 0x42], '\ufffd'],
];

test('charsets: what ends within a sequence is one U+FFFD', async () => {
  for (const [encoding, sequence, text] of ENDS) {
    assert.equal(utf8.decode(await decodeForWasm(Uint8Array.from(sequence), encoding)), text, `${encoding} [${sequence}]`);
  }
});

// Text of each charset that this host's own TextDecoder would read wrong, in bytes of it.
/** @type {[string, number[], string][]} */
const TITLES = [
  ['windows-1252', [0x93, 0x80, 0x35, 0x30, 0x94], '“€50”'],
  ['windows-1251', [0xcc, 0xe0, 0xe9, 0xed, 0xe5, 0xf0], 'Майнер'],
  ['koi8-r', [0xed, 0xc1, 0xca, 0xce, 0xc5, 0xd2], 'Майнер'],
  ['koi8-u', [0xae, 0xbe], 'ўЎ'],
  ['iso-8859-16', [0xa4, 0xaa], '€Ș'],
  ['gbk', [0xbf, 0xf3, 0xbb, 0xfa, 0x80], '矿机€'],
  ['gb18030', [0x95, 0x32, 0x82, 0x36], '𠀀'],
  ['big5', [0xc4, 0x71, 0xbe, 0xf7, 0xfa, 0x40], '礦機𠕇'],
  ['shift_jis', [0x83, 0x7d, 0x83, 0x43, 0x83, 0x69, 0x81, 0x5b, 0x81, 0x60, 0x87, 0x40], 'マイナー～①'],
  ['euc-jp', [0xa5, 0xde, 0xa5, 0xa4, 0xad, 0xa1, 0x8f, 0xb0, 0xa1], 'マイ①丂'],
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x25, 0x5e, 0x25, 0x24, 0x1b, 0x28, 0x42], 'マイ'],
  ['euc-kr', [0xc3, 0xa4, 0xb1, 0xbc, 0xb1, 0xe2, 0x8c, 0x63], '채굴기똠'],
];

test('charsets: a page in any charset gives the same report on both hosts', async () => {
  const engine = await newEngine();
  inTemporaryDirectory((directory) => {
    for (const [encoding, bytes, title] of TITLES) {
      const page = Buffer.concat([
        Buffer.from(`<meta charset="${encoding}"><title>`), Buffer.from(bytes), Buffer.from(' Antminer S19</title><p>US $1')]);
      const file = join(directory, 'page.html');
      writeFileSync(file, page);
      const native = touchstone(['check', '--ndjson', '--ruleset', PINNED_RULESET, '--at', AT, file]);
      const wasm = engine.check(page, {input: file, day: dayNumber(AT)});
      assert.equal(native.stdout, `${wasm}\n`, encoding);
      const report = JSON.parse(wasm);
      assert.equal(report.page.encoding, encoding);
      assert.equal(report.page.title, `${title} Antminer S19`, encoding);
    }
  });
});

test('charsets: UTF-16 with a mark or an XML declaration, and a label of the transport, are read', async () => {
  const engine = await newEngine();
  const text = '<title>矿机 😀 Antminer</title>';
  const littleEndian = Buffer.from(text, 'utf16le');
  const bigEndian = Buffer.from(littleEndian).swap16();
  const xml = Buffer.from(`<?xml version="1.0"?>${text}`, 'utf16le');
  /** @type {[string, Uint8Array, string | undefined][]} */
  const pages = [
    ['utf-16le', Buffer.concat([Uint8Array.of(0xff, 0xfe), littleEndian]), undefined],
    ['utf-16be', Buffer.concat([Uint8Array.of(0xfe, 0xff), bigEndian]), undefined],
    ['utf-16le', xml, undefined],
    ['utf-16be', Buffer.from(xml).swap16(), undefined],
    ['utf-16le', littleEndian, 'utf-16'],
  ];
  for (const [encoding, page, transport] of pages) {
    const {page: {encoding: named, title}} = JSON.parse(engine.check(page, {input: '-', day: dayNumber(AT), transport}));
    assert.equal(named, encoding);
    assert.equal(title, '矿机 😀 Antminer');
    if (transport) continue;
    const native = touchstone(['check', '--ndjson', '--ruleset', PINNED_RULESET, '--at', AT, '-'], {input: page});
    assert.equal(native.stdout, `${engine.check(page, {input: '-', day: dayNumber(AT)})}\n`, encoding);
  }
  // What Node does not know at all is no error.
  const user = JSON.parse(engine.check(Uint8Array.of(...Buffer.from('<title>a'), 0xff), {input: '-', day: dayNumber(AT), transport: 'x-user-defined'}));
  assert.equal(user.page.title, 'a\uf7ff');
});

test('charsets: a part of an archive is read in its own charset on both hosts', async () => {
  const engine = await newEngine();
  const archive = Buffer.concat([
    Buffer.from('From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/\r\nMIME-Version: 1.0\r\n' +
      'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset=euc-kr\r\n' +
      'Content-Transfer-Encoding: binary\r\nContent-Location: https://example.com/\r\n\r\n<title>'),
    Uint8Array.of(0xc3, 0xa4, 0xb1, 0xbc, 0xb1, 0xe2, 0x8c, 0x63), Buffer.from('</title>\r\n--B--\r\n')]);
  const wasm = engine.check(archive, {input: '-', day: dayNumber(AT)});
  const native = touchstone(['check', '--ndjson', '--ruleset', PINNED_RULESET, '--at', AT, '-'], {input: archive});
  assert.equal(native.stdout, `${wasm}\n`);
  assert.equal(JSON.parse(wasm).page.encoding, 'euc-kr');
  assert.equal(JSON.parse(wasm).page.title, '채굴기똠');
});

test('charsets: docs/charsets.md names what this host does not read right by itself', () => {
  const documented = readFileSync(join(ROOT, 'docs/charsets.md'), 'utf8');
  for (const encoding of CORRECTED) assert.ok(documented.includes(`\`${encoding}\``), encoding);
});

await runIfMain(import.meta.url);
