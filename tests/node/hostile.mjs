// hostile.mjs: inputs that break what is careless. Each is checked natively and as WebAssembly: no
// crash, no hang, no error, a verdict.

import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {PAGES} from './harness.mjs';

/** Bytes without order, the same in every run. @param {number} size */
function junk(size) {
  const bytes = new Uint8Array(size);
  let state = 0x9e3779b9;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const miner = readFileSync(join(PAGES, 'alibaba-l9-token-price.html'));
const archive = readFileSync(join(PAGES, 'ebay-s21-xp-price.mhtml'));
const text = (/** @type {string} */ value) => Buffer.from(value, 'utf8');
const many = (/** @type {string} */ part, /** @type {number} */ times) => text(part.repeat(times));

/** An archive. @param {...string} bodies each with its headers */
const parts = (...bodies) => text(
    `Content-Type: multipart/related; boundary=b\r\n\r\n${bodies.map((body) => `--b\r\n${body}\r\n`).join('')}--b--\r\n`);

/** @type {{name: string, bytes: Uint8Array, readable?: boolean}[]} */
export const HOSTILE = [
  {name: 'empty.html', bytes: new Uint8Array()},
  {name: 'spaces.html', bytes: many(' \n\t', 1000)},
  {name: 'one-byte.html', bytes: Uint8Array.of(0x3c)},
  {name: 'zeros.html', bytes: new Uint8Array(10_000)},
  {name: 'junk.html', bytes: junk(200_000)},
  {name: 'png.html', bytes: Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), junk(5000)])},
  {name: 'half.html', bytes: miner.subarray(0, miner.length / 2)},
  {name: 'cut-in-a-tag.html', bytes: text('<html><body><h1>Antminer S21</h1><a href="https://exam')},
  {name: 'cut-in-a-script.html', bytes: text('<script type="application/ld+json">{"@type":"Product","name":"Ant')},
  {name: 'half.mhtml', bytes: archive.subarray(0, archive.length / 2)},
  {name: 'no-boundary.mhtml', bytes: text('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=""\r\n\r\n<p>x')},
  {name: 'frames.html', bytes: many('<iframe srcdoc="<p>Antminer S21</p>"></iframe>', 20_000)},
  {name: 'frames.mhtml', bytes: parts(...Array.from({length: 3000}, (_, i) => `Content-Type: text/html\r\nContent-ID: <${i}>\r\n\r\n<p>${i}<iframe src=cid:${i + 1}></iframe><iframe src=cid:0></iframe>`))},
  {name: 'frames-in-a-ring.mhtml', bytes: parts(
      'Content-Type: text/html\r\nContent-ID: <a>\r\n\r\n<iframe src=cid:b></iframe>',
      `Content-Type: text/html\r\nContent-ID: <b>\r\n\r\n${'<iframe src=cid:a></iframe><iframe src=cid:b></iframe>'.repeat(10_000)}`)},
  {name: 'multiparts.mhtml', bytes: many('Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n', 20_000)},
  {name: 'deep.html', bytes: Buffer.concat([many('<div>', 100_000), text('Antminer S21'), many('</div>', 100_000)])},
  {name: 'deep-json.html', bytes: Buffer.concat([text('<script type="application/ld+json">'), many('[', 200_000), text('</script>')])},
  {name: 'deep-items.html', bytes: many('<p itemscope itemtype="https://schema.org/Product" itemprop="offers">', 20_000)},
  {name: 'attributes.html', bytes: Buffer.concat([text('<a '), many('x=1 ', 100_000), text('>')])},
  {name: 'long-attribute.html', bytes: Buffer.concat([text('<a href="'), many('&amp;', 200_000), text('">x')])},
  {name: 'comments.html', bytes: many('<!--', 100_000)},
  {name: 'tags-open.html', bytes: many('<a', 200_000)},
  {name: 'entities.html', bytes: many('&notit;&#x0;&#xD800;&#1114112;', 20_000)},
  {name: 'prices.html', bytes: Buffer.concat([text('<h1>Antminer S21</h1>'), many('US$1,299.00 ', 50_000)])},
  {name: 'digits.html', bytes: Buffer.concat([text('<h1>Antminer S21 '), many('9', 300_000), text(' TH/s $'), many('9', 300_000)])},
  {name: 'phrases.html', bytes: Buffer.concat([text('<h1>Antminer S21</h1><p>'), many('western union whatsapp @', 30_000)])},
  {name: 'titles.html', bytes: Buffer.concat([text('<title>'), many('Antminer S21 ', 100_000)])},
  {name: 'bad-utf8.html', bytes: Buffer.concat([text('<meta charset=utf-8><h1>Antminer '), Uint8Array.of(0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90), text(' S21')])},
  {name: 'utf16.html', bytes: Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from('<h1>Antminer S21</h1>', 'utf16le'), Uint8Array.of(0x3c)])},
  {name: 'unknown-charset.html', bytes: text('<meta charset="iso-2022-cn-ext"><p>\u001b$)A')},
  {name: 'bidi.html', bytes: text('<h1>Antminer S21 \u202e\u2066evil\u2069</h1><p>WhatsApp \u202e+1 212 555 0142</p>')},
];
