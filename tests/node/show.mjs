// show.mjs: the bundled pages through the native command and through the wasm module, as one table.
// Exit status 1 when the two differ on any page.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {createEngine} from '../../wasm/touchstone.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = JSON.parse(readFileSync(join(root, 'test_pages/pages.json'), 'utf8'));
const native = join(root, 'build/native/touchstone');
const ruleset = join(root, 'build/native/ruleset-1.json');
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const COLORS = {likely_scam: 31, caution: 33, no_warning: 0, none: 90};
const TITLE_WIDTH = 34;

/** @param {string} text @param {number} code */
const paint = (text, code) => color && code ? `\x1b[${code}m${text}\x1b[0m` : text;

/** Runs the command; its exit status 1 only says that it warned. @param {string[]} args */
function runNative(args) {
  try {
    return execFileSync(native, args, {cwd: join(root, 'test_pages'), encoding: 'utf8'});
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

const engine = await createEngine(readFileSync(join(root, 'build/wasm/touchstone.wasm')));
engine.loadRuleset(readFileSync(ruleset));

console.log(`${'page'.padEnd(38)} ${'verdict'.padEnd(12)} ${'dB'.padStart(3)}  ` +
            `${'ban'.padEnd(10)} ${'wasm'.padEnd(6)} strongest reason`);
let differences = 0;
for (const {page, url, at} of pages) {
  const address = url ? ['--url', url] : [];
  const line = runNative(['check', '--ndjson', '--ruleset', ruleset, '--at', at, ...address, page]);
  const wasm = engine.check(readFileSync(join(root, 'test_pages', page)), {
    input: page,
    day: Date.parse(`${at}T00:00:00Z`) / 86_400_000,
    ...(url ? {url} : {}),
  });
  const same = wasm.trimEnd() === line.trimEnd();
  if (!same) differences++;
  const report = JSON.parse(line);
  const listing = report.listings[0];
  const strongest = [...(listing?.findings ?? [])].sort((a, b) => b.decibans - a.decibans)[0];
  const reason = strongest ? `${strongest.id}${strongest.quote ? `: "${strongest.quote}"` : ''}` : '';
  console.log(
      `${page.padEnd(38)} ` +
      `${paint(report.verdict.padEnd(12), COLORS[/** @type {keyof COLORS} */ (report.verdict)])} ` +
      `${String(listing?.decibans ?? '').padStart(3)}  ` +
      `${(listing?.bans[0]?.phase ?? '').padEnd(10)} ${same ? 'same  ' : paint('DIFFER', 31)} ` +
      (reason.length > TITLE_WIDTH + 20 ? `${reason.slice(0, TITLE_WIDTH + 19)}…` : reason));
}
console.log(`\n${pages.length} pages; native and wasm ` +
            (differences ? `differ on ${differences}` : 'agree byte for byte on all'));
process.exitCode = differences ? 1 : 0;
