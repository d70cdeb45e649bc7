// charset_page.mjs: a page on which the browser decodes every sequence of every charset, as the
// extension's check page would a saved file, and compares the text with the Encoding Standard's.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {ROOT} from './paths.mjs';

/** @typedef {import('./server.mjs').LocalWeb} LocalWeb */

export const CHARSET_PAGE = 'https://charsets.example/';

/** @param {LocalWeb} web */
export function putCharsetPage(web) {
  web.put(CHARSET_PAGE, '<!doctype html><title>Charsets</title>');
  for (const file of ['tests/charset_sequences.mjs', 'wasm/charsets.js']) {
    web.put(
        CHARSET_PAGE + path.basename(file), readFileSync(path.join(ROOT, file)),
        {'content-type': 'text/javascript'});
  }
}

// An expression: the charsets whose text is not the standard's. UTF-8 is the core's to repair.
export const CHARSETS_THAT_DIFFER = `(async () => {
  const {bytesOf, STANDARD} = await import('/charset_sequences.mjs');
  const {decodeToUtf8, prepareCharsets} = await import('/charsets.js');
  await prepareCharsets();
  const differ = [];
  for (const [encoding, standard] of Object.entries(STANDARD)) {
    if (encoding === 'utf-8') continue;
    const hash = await crypto.subtle.digest('SHA-256', decodeToUtf8(bytesOf(encoding), encoding));
    const digest = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (digest !== standard) differ.push(encoding);
  }
  return differ;
})()`;
