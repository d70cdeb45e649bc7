// reports.mjs: the report on a test page, from the command and from the module, as goldens hold it.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {dayNumber, PAGES, PINNED_RULESET, touchstone} from './harness.mjs';

/** @typedef {import('./harness.mjs').TestPage} TestPage */

/** @param {TestPage} page */
export function nativeReport({page, url, at}) {
  const {status, stdout, stderr} = touchstone([
    'check', '--ndjson', '--ruleset', PINNED_RULESET, '--at', at, ...(url ? ['--url', url] : []),
    page,
  ]);
  assert.ok(status === 0 || status === 1, `exit status ${status}: ${stderr}`);
  return stdout;
}

/**
 * @param {import('../../wasm/touchstone.js').Engine} engine
 * @param {TestPage} page
 */
export function wasmReport(engine, {page, url, at}) {
  const options = {input: page, day: dayNumber(at), ...(url ? {url} : {})};
  return `${engine.check(readFileSync(join(PAGES, page)), options)}\n`;
}
