// order_functions.mjs: puts the functions of a module into the order in which gzip packs them best.
//   node wasm/order_functions.mjs MODULE.wat SORTED.wat
//
// gzip looks back 32 KiB, and the code is ten times as long: functions that are alike must stand near
// each other. Alike are those of about one size that begin alike. The ones that are called most come
// first, as a number below 128 takes one byte in each call.

import {readFileSync, writeFileSync} from 'node:fs';

const MOST_CALLED = 48;

const [from, to] = process.argv.slice(2);
const text = readFileSync(from, 'utf8');

/** @type {Map<string, number>} */ const calls = new Map();
for (const [, name] of text.matchAll(/\(call (\$[^\s)]+)/g)) {
  calls.set(name, (calls.get(name) ?? 0) + 1);
}
const called = [...calls].sort((a, b) => b[1] - a[1]).slice(0, MOST_CALLED);
const first = new Set(called.map(([name]) => name));

/** @type {{first: boolean, size: number, body: string, lines: string[]}[]} */ const functions = [];
/** @type {string[]} */ const before = [];
/** @type {string[]} */ const behind = [];
const lines = text.split('\n');
for (let i = 0; i < lines.length; i++) {
  const name = /^ \(func (\$[^\s)]+)/.exec(lines[i])?.[1];
  if (name === undefined) {
    (functions.length === 0 ? before : behind).push(lines[i]);
    continue;
  }
  const begin = i;
  while (i < lines.length && lines[i] !== ' )') i++;
  const body = (lines[begin].replace(name, '') + lines.slice(begin + 1, i).join('')).replaceAll(' ', '');
  functions.push({
    first: first.has(name),
    size: Math.ceil(Math.log2(body.length + 1)),
    body,
    lines: lines.slice(begin, i + 1),
  });
}
if (functions.length === 0) throw new Error(`${from}: expected functions, got none`);
functions.sort((a, b) => Number(b.first) - Number(a.first) || a.size - b.size ||
    (a.body < b.body ? -1 : a.body > b.body ? 1 : 0));
writeFileSync(to, [...before, ...functions.flatMap((one) => one.lines), ...behind].join('\n'));
