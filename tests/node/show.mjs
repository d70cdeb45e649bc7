// show.mjs: the bundled pages through the command and through the module, as one table for people.
//   node tests/node/show.mjs [--native PATH] [--wasm PATH]
// Exit status 1 when the two differ anywhere.

import {nativeReport, wasmReport} from './reports.mjs';
import {newEngine, requireBuild, testPages} from './harness.mjs';

const COLORS = {likely_scam: '31;1', caution: '33', no_warning: '0', none: '2'};
const useColor = process.stdout.isTTY && !process.env.NO_COLOR;

/** @param {string} text @param {string} color */
const paint = (text, color) => useColor ? `\x1b[${color}m${text}\x1b[0m` : text;

requireBuild();
const engine = await newEngine();
const rows = testPages().map((page) => {
  const native = nativeReport(page);
  const {verdict, listings} = JSON.parse(native);
  const same = wasmReport(engine, page) === native;
  const findings = listings.flatMap((/** @type {any} */ listing) => [
    ...listing.bans.map((/** @type {any} */ {policy, phase}) => `[${policy}: ${phase}]`),
    ...listing.findings.map((/** @type {any} */ {id, decibans}) => `${id} ${decibans}`),
  ]);
  return {page: page.page, verdict, same, findings: findings.join(', ')};
});

const width = Math.max(...rows.map(({page}) => page.length));
console.log(`${'page'.padEnd(width)}  verdict      wasm  findings in decibans, [bans]`);
console.log('-'.repeat(width + 50));
for (const {page, verdict, same, findings} of rows) {
  const color = COLORS[/** @type {keyof typeof COLORS} */ (verdict)];
  console.log(`${page.padEnd(width)}  ${paint(verdict.padEnd(11), color)}  ${same ? 'same' : paint('DIFF', '31;1')}  ${findings}`);
}
const differing = rows.filter(({same}) => !same).length;
console.log(`${rows.length} pages, natively and as WebAssembly: ${differing === 0 ? 'the same bytes each' : `${differing} differ`}`);
process.exitCode = differing === 0 ? 0 : 1;
