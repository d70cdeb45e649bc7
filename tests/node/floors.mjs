// floors.mjs: the architecture, held against the sources: who includes whom, what the core may use,
// and that the ruleset, the extension's permissions and its message files fit each other.

import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {MARKETPLACES, ALL_ORIGINS} from '../../extension/marketplaces.js';
import {ROOT, runIfMain, skip, test, touchstone} from './harness.mjs';

// Who may include whom: a folder, or a single header of one. A floor may always include itself.
/** @type {Record<string, string[]>} */
const FLOORS = {
  'core/base': [],
  'core/page': ['core/base'],
  'core/rules': ['core/base'],
  'core/market': ['core/base', 'core/page', 'core/rules'],
  'core/judge': ['core/base', 'core/page', 'core/rules', 'core/market'],
  'core': ['core/base', 'core/page', 'core/rules', 'core/market', 'core/judge'],
  // The host decodes, so it sees archives and charsets; it prints messages and ruleset errors.
  'cli': [
    'core/base', 'core/page/saved_page.h', 'core/rules/ruleset.h',
    'core/rules/names.h', 'core/rules/lexicon.h', 'core/market/currency.h', 'core/judge/finding.h', 'core/check.h',
    'core/inspect.h',
  ],
  'wasm': ['core/base', 'core/page/saved_page.h', 'core/rules/ruleset.h', 'core/check.h'],
};

// CMake's name of a floor's library -> the folder.
/** @type {Record<string, string>} */
const LIBRARIES = {base: 'core/base', page: 'core/page', rules: 'core/rules', market: 'core/market', judge: 'core/judge', core: 'core'};

// Standard headers that bring what the core does without: streams, locales, exceptions, threads,
// clocks, files, floating point, containers whose order differs between platforms.
const BANNED_HEADERS = new Set([
  'iostream', 'ostream', 'istream', 'fstream', 'sstream', 'iomanip', 'ios', 'streambuf', 'locale',
  'clocale', 'regex', 'exception', 'stdexcept', 'typeinfo', 'typeindex', 'any', 'thread', 'mutex',
  'atomic', 'future', 'condition_variable', 'chrono', 'ctime', 'filesystem', 'random', 'cmath',
  'cstdio', 'unordered_map', 'unordered_set', 'iconv.h',
]);

// <chrono> is the standard's calendar, too: here, and without its clocks.
const CALENDAR = 'core/base/units.cc';

/** @param {string} folder @returns {string[]} paths from the root */
function sources(folder) {
  return readdirSync(join(ROOT, folder), {withFileTypes: true}).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.(cc|h|c|inc)$/.test(entry.name) ? [path] : [];
  });
}

/** @param {string} path */
const floorOf = (path) => Object.keys(FLOORS).filter((floor) => path.startsWith(`${floor}/`))
    .sort((a, b) => b.length - a.length)[0];

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** @param {string} path */
const includes = (path) => [...read(path).matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)]
    .map(([, mark, name]) => ({system: mark === '<', name}));

/** Blanks comments, and strings too unless they are asked for. @param {string} code */
const withoutComments = (code) => code
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:[^"\\\n]|\\.)*")|('(?:[^'\\\n]|\\.)*')/g,
        (all, text, character) => text ?? character ?? ' ');
/** @param {string} code */
const withoutStrings = (code) => withoutComments(code).replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
/** @param {string} code */
const strings = (code) => [...withoutComments(code.replace(/^[ \t]*#[ \t]*include.*$/gm, ''))
    .matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, text]) => text);

const core = sources('core');
const all = [...core, ...sources('cli'), ...sources('wasm')];

test('floors: every source includes its own floor and those below', () => {
  assert.ok(all.length > 50, `${all.length} sources`);
  /** @type {string[]} */ const breaches = [];
  for (const path of all) {
    const floor = floorOf(path);
    for (const {name, system} of includes(path)) {
      if (system || !/^(core|cli|wasm|extension|tests)\//.test(name)) continue;
      const target = floorOf(name);
      const allowed = target === floor || FLOORS[floor].includes(target) || FLOORS[floor].includes(name);
      if (!allowed) breaches.push(`${path} includes ${name}`);
    }
  }
  assert.deepEqual(breaches, []);
});

test('floors: the test sees a breach', () => {
  assert.equal(floorOf('core/page/page.cc'), 'core/page');
  assert.equal(floorOf('core/check.cc'), 'core');
  assert.ok(!FLOORS['core/page'].includes(floorOf('core/rules/ruleset.h')));
  assert.ok(!FLOORS['core/base'].includes(floorOf('core/check.h')));
  assert.deepEqual(strings('a("x // y") // "z"'), ['x // y']);
});

test('floors: includes name a path from the root or a system header', () => {
  /** @type {string[]} */ const odd = [];
  for (const path of all) {
    for (const {name, system} of includes(path)) {
      if (system || /^(core|cli|wasm|absl)\//.test(name)) continue;
      odd.push(`${path}: ${name}`);
    }
  }
  assert.deepEqual(odd, []);
});

test('floors: only core/base/json.cc sees nlohmann', () => {
  const users = all.filter((path) => includes(path).some(({name}) => name.includes('nlohmann')));
  assert.deepEqual(users, ['core/base/json.cc']);
});

test('floors: the core brings in no stream, clock, file, thread or exception', () => {
  /** @type {string[]} */ const breaches = [];
  for (const path of core) {
    for (const {name, system} of includes(path)) {
      const calendar = name === 'chrono' && path === CALENDAR && !/clock/.test(read(path));
      if (system && BANNED_HEADERS.has(name) && !calendar) breaches.push(`${path} includes <${name}>`);
      if (/^(sys|unistd|emscripten|boost)/.test(name)) breaches.push(`${path} includes <${name}>`);
    }
    const code = withoutStrings(read(path));
    for (const [word] of code.matchAll(/\b(double|float|throw|try|catch|dynamic_cast|typeid|setlocale|printf|getenv|system)\b\s*[({*&\s]/g)) {
      breaches.push(`${path}: ${word.trim()}`);
    }
  }
  assert.deepEqual(breaches, []);
});

test('floors: CMake links each floor to floors below alone', () => {
  const table = [...read('CMakeLists.txt').matchAll(/^floor\((\w+)([\s\S]*?)\n?\)/gm)];
  assert.deepEqual(table.map(([, name]) => name), Object.keys(LIBRARIES));
  for (const [, name, body] of table) {
    const links = body.slice(body.indexOf('LINKS')).match(/touchstone_(\w+)/g) ?? [];
    for (const link of links) {
      const target = LIBRARIES[link.replace('touchstone_', '')];
      assert.ok(FLOORS[LIBRARIES[name]].includes(target), `${name} links ${link}`);
    }
    const built = body.match(/core\/[\w/]+\.cc/g) ?? [];
    const there = core.filter((path) => path.endsWith('.cc') && floorOf(path) === LIBRARIES[name]);
    assert.deepEqual(built.sort(), there.sort(), name);
  }
});

test('floors: the core knows no maker, no marketplace and no sentence for people', () => {
  const names = [
    ...JSON.parse(read('ruleset/manufacturers.json')).manufacturers.flatMap((/** @type {any} */ {id, names, hosts}) => [id, ...names, ...hosts]),
    ...JSON.parse(read('ruleset/sites.json')).sites.flatMap((/** @type {any} */ {id, hosts}) => [id, ...hosts]),
  ].filter((name) => name.length >= 5 && /^[\x20-\x7e]+$/.test(name));
  const pattern = new RegExp(`\\b(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})\\b`, 'i');
  /** @type {string[]} */ const found = [];
  for (const path of core.filter((path) => !path.endsWith('.inc'))) {
    for (const text of strings(read(path))) {
      if (pattern.test(text)) found.push(`${path}: "${text}"`);
      if (/^[A-Z][a-z]+ [a-z]+ [a-z]+/.test(text)) found.push(`${path}: "${text}" reads as a sentence`);
    }
  }
  assert.deepEqual(found, []);
});

// --- the ruleset and the extension ------------------------------------------------------------------

/** @type {{id: string, hosts: string[], marketplace: boolean}[]} */
const sites = JSON.parse(read('ruleset/sites.json')).sites;
/** @param {string} host @param {string} parent */
const isWithin = (host, parent) => host === parent || host.endsWith(`.${parent}`);
/** @param {string} origin "https://*.example.com/*" */
const hostOf = (origin) => {
  const match = /^https:\/\/(\*\.)?([a-z0-9.-]+)\//.exec(origin);
  assert.ok(match, origin);
  return {host: match[2], below: match[1] !== undefined};
};
// Hosts of a site that the extension does not ask for, and why.
/** @type {Record<string, string>} */
const NOT_ASKED_FOR = {'360buy.com': 'JD\'s old address, kept for saved pages; it leads to jd.com'};

test('floors: the extension asks for the marketplaces that the ruleset knows, and for no other', () => {
  assert.deepEqual(
      MARKETPLACES.map(({id}) => id).sort(),
      sites.filter(({marketplace}) => marketplace).map(({id}) => id).sort());
  for (const {id, origins, matches = origins} of MARKETPLACES) {
    const {hosts} = /** @type {{hosts: string[]}} */ (sites.find((site) => site.id === id));
    for (const origin of [...origins, ...matches]) {
      assert.ok(hosts.some((host) => isWithin(hostOf(origin).host, host)), `${origin} is no host of ${id}`);
    }
    for (const match of matches) {
      assert.ok(origins.some((origin) => hostOf(origin).host === hostOf(match).host), `${match} is not asked for`);
    }
  }
  for (const {hosts} of sites) {
    for (const host of hosts.filter((host) => !(host in NOT_ASKED_FOR))) {
      const covered = ALL_ORIGINS.map(hostOf).some(({host: asked, below}) =>
          isWithin(asked, host) || (below && isWithin(host, asked)));
      assert.ok(covered, `${host} is not asked for`);
    }
  }
});

for (const browser of ['chromium', 'firefox']) {
  test(`floors: the built ${browser} manifest asks for these hosts, all of them optional`, () => {
    const file = `build/extension/${browser}/manifest.json`;
    if (!existsSync(join(ROOT, file))) skip(`${file} is not built`);
    const manifest = JSON.parse(read(file));
    assert.deepEqual(manifest.optional_host_permissions, ALL_ORIGINS);
    assert.equal(manifest.host_permissions, undefined);
    assert.equal(manifest.content_scripts, undefined);
    assert.deepEqual([...manifest.permissions].sort(), ['activeTab', 'scripting', 'storage']);
    assert.equal(manifest.version, read('VERSION').trim());
  });
}

/** @type {{id: string, args: string[]}[]} */
const wanted = touchstone(['ruleset', 'messages', join(ROOT, 'ruleset')]).stdout.trim().split('\n').map((line) => JSON.parse(line));

for (const language of readdirSync(join(ROOT, 'extension/_locales')).sort()) {
  /** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
  const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));

  test(`floors: ${language} has a text for every message of the ruleset, with its arguments in order`, () => {
    assert.ok(wanted.length > 20);
    for (const {id, args} of wanted) {
      assert.ok(messages[id], `${id} is missing`);
      const placeholders = messages[id].placeholders ?? {};
      assert.deepEqual(
          Object.fromEntries(Object.entries(placeholders).map(([name, {content}]) => [name, content])),
          Object.fromEntries(args.map((name, i) => [name, `$${i + 1}`])), id);
    }
  });

  test(`floors: ${language} uses the placeholders that it declares`, () => {
    for (const [id, {message, placeholders = {}}] of Object.entries(messages)) {
      assert.notEqual(message.trim(), '', id);
      const used = new Set([...message.matchAll(/\$([A-Z0-9_]+)\$/gi)].map(([, name]) => name.toLowerCase()));
      for (const name of used) assert.ok(name in placeholders, `${id}: $${name}$ is not declared`);
      for (const {content} of Object.values(placeholders)) assert.match(content, /^\$[1-9]$/, id);
    }
  });

  test(`floors: ${language} has the same ids as en`, () => {
    const english = JSON.parse(read('extension/_locales/en/messages.json'));
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
  });
}

// Ids stand in the code as a whole, or as what they begin with (`level_${...}`, "cli_kind_").
test('floors: no message is unused', () => {
  const code = [
    ...readdirSync(join(ROOT, 'extension')).filter((name) => /\.(?:js|html|json)$/.test(name)).map((name) => `extension/${name}`),
    ...readdirSync(join(ROOT, 'cli')).filter((name) => name.endsWith('.cc')).map((name) => `cli/${name}`),
  ].map(read).join('\n');
  const words = new Set(code.match(/[a-z0-9]+(?:_[a-z0-9]+)*/g));
  const beginnings = [...new Set([...code.matchAll(/["'`]([a-z]+_(?:[a-z]+_)*)(?:\$\{|")/g)].map(([, text]) => text))];
  const endings = /_(?:one|other|few|many)$/;
  const named = new Set(wanted.map(({id}) => id));
  const unused = Object.keys(JSON.parse(read('extension/_locales/en/messages.json'))).filter((id) =>
    !named.has(id) && !words.has(id) && !words.has(id.replace(endings, '')) && !beginnings.some((text) => id.startsWith(text)));
  assert.deepEqual(unused, []);
});

test('floors: one licence and one version are said everywhere', () => {
  assert.match(read('LICENSE'), /Apache License/);
  assert.match(read('VERSION'), /^\d+\.\d+\.\d+\n?$/);
});

await runIfMain(import.meta.url);
