// limits.mjs: docs/limits.md against the constants in the core's headers.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {ROOT, runIfMain, test} from './harness.mjs';

/**
 * The value of a constant's expression: digits with ' between, a suffix, size_t{}, <<.
 * @param {string} expression
 */
export function valueOf(expression) {
  const plain = expression.replace(/size_t\{(\d+)\}/g, '$1').replace(/'/g, '').replace(/(\d)[uU]?[lL]*\b/g, '$1');
  const [, base, shift] = /^\s*(\d+)\s*(?:<<\s*(\d+))?\s*$/.exec(plain) ?? [];
  assert.ok(base !== undefined, `expected a number or a shift, got ${expression}`);
  return Number(base) * 2 ** Number(shift ?? 0);
}

/** @returns {Map<string, number>} every kMax... of a header of the core */
function constants() {
  const found = new Map();
  for (const entry of readdirSync(join(ROOT, 'core'), {recursive: true})) {
    const path = String(entry);
    if (!path.endsWith('.h')) continue;
    const code = readFileSync(join(ROOT, 'core', path), 'utf8');
    for (const [, name, expression] of code.matchAll(/constexpr\s+\w+\s+(kMax\w+)\s*=\s*([^;]+);/g)) {
      assert.ok(!found.has(name), `${name} stands twice`);
      found.set(name, valueOf(expression));
    }
  }
  return found;
}

/** @returns {Map<string, number>} the tables of docs/limits.md */
function documented() {
  const rows = readFileSync(join(ROOT, 'docs/limits.md'), 'utf8').matchAll(/^\| `(kMax\w+)` \| (\d+) \|/gm);
  return new Map([...rows].map(([, name, value]) => [name, Number(value)]));
}

test('limits: docs/limits.md has every limit of the core with its value, and no other', () => {
  const inCode = constants();
  assert.ok(inCode.size >= 30, `${inCode.size} limits`);
  assert.deepEqual(Object.fromEntries([...documented()].sort()), Object.fromEntries([...inCode].sort()));
});

test('limits: expressions of the code are read as the compiler reads them', () => {
  assert.equal(valueOf("1'000'000"), 1_000_000);
  assert.equal(valueOf('16u << 20'), 16 * 2 ** 20);
  assert.equal(valueOf('size_t{64} << 20'), 64 * 2 ** 20);
  assert.throws(() => valueOf('kOther * 2'));
});

await runIfMain(import.meta.url);
