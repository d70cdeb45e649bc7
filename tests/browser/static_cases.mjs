// static_cases.mjs: what can be said of the extension without a browser: its texts, its permissions
// against the ruleset's sites, and what its code must not do.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {MARKETPLACES} from '../../extension/marketplaces.js';
import {Suite} from './harness.mjs';
import {ROOT} from './paths.mjs';

const EXTENSION = path.join(ROOT, 'extension');
const sources = readdirSync(EXTENSION).filter((name) => /\.(?:js|html)$/.test(name));

/** @param {string} file @returns {string} */
const read = (file) => readFileSync(path.join(EXTENSION, file), 'utf8');

/** @param {string} name @returns {any[]} */
function ruleset(name) {
  const document = JSON.parse(readFileSync(path.join(ROOT, `ruleset/${name}.json`), 'utf8'));
  return document[name];
}

/** @returns {Map<string, Record<string, {message: string, placeholders?: any}>>} */
function languages() {
  return new Map(readdirSync(path.join(EXTENSION, '_locales')).map((language) =>
    [language, JSON.parse(read(`_locales/${language}/messages.json`))]));
}

/** @returns {Promise<import('./harness.mjs').Counts>} */
export async function runStatic() {
  const suite = new Suite('static');
  const all = languages();
  const english = all.get('en') ?? {};

  await suite.test('every language has every message, with the same placeholders', () => {
    assert.ok(all.size >= 2);
    for (const [language, messages] of all) {
      assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), language);
      for (const [id, {message, placeholders}] of Object.entries(messages)) {
        assert.notEqual(message.trim(), '', `${language}: ${id}`);
        assert.deepEqual(placeholders, english[id].placeholders, `${language}: ${id}`);
        for (const [, name] of message.matchAll(/\$(\w+)\$/g)) {
          assert.ok(name.toLowerCase() in (placeholders ?? {}), `${language}: ${id}: ${name}`);
        }
      }
    }
  });

  await suite.test('every message that code or page names is there', () => {
    const ids = Object.keys(english);
    for (const file of sources) {
      const source = read(file);
      for (const [, id] of source.matchAll(/(?:\btext\('|data-(?:text|label)=")([\w@]+)['"]/g)) {
        assert.ok(id.startsWith('@@') || ids.includes(id), `${file}: ${id}`);
      }
      for (const [, prefix] of source.matchAll(/\btext\(`(\w+_)\$\{/g)) {
        assert.ok(ids.some((id) => id.startsWith(prefix)), `${file}: ${prefix}`);
      }
      for (const [, id] of source.matchAll(/countText\('(\w+)'/g)) {
        assert.ok(ids.includes(`${id}_one`) && ids.includes(`${id}_other`), `${file}: ${id}`);
      }
    }
  });

  await suite.test('every message of the ruleset is there, and every category to fall back to', () => {
    for (const name of ['rules', 'policies', 'channels']) {
      for (const {message} of ruleset(name)) assert.ok(message in english, message);
    }
    for (const {category} of ruleset('rules')) {
      assert.ok(`category_${category}` in english, category);
    }
  });

  await suite.test('the marketplaces are the ruleset’s, host by host', () => {
    // Old names of sites, whose pages are found in archives only.
    const gone = ['360buy.com', '2.taobao.com'];
    for (const site of ruleset('sites').filter(({marketplace}) => marketplace)) {
      const ours = MARKETPLACES.find(({id}) => id === site.id);
      assert.ok(ours !== undefined, site.id);
      assert.ok(`site_${site.id}` in english, site.id);
      const domains = ours.origins.map((origin) =>
        new URL(origin.replace('*.', '')).hostname.replace(/^(?:www|m)\./, ''));
      for (const host of site.hosts.filter((/** @type {string} */ name) => !gone.includes(name))) {
        assert.ok(
            domains.some((domain) => host === domain || host.endsWith(`.${domain}`)),
            `${site.id}: ${host} is not asked for`);
      }
      for (const domain of domains) {
        assert.ok(site.hosts.includes(domain), `${site.id}: ${domain} is asked for in vain`);
      }
    }
  });

  await suite.test('nothing is made of strings: no markup, no code', () => {
    const banned =
        /innerHTML|outerHTML\s*=|insertAdjacent(?:HTML|Text)|document\.write|\beval\b|new Function|setHTML/;
    for (const file of sources) assert.doesNotMatch(read(file), banned, file);
  });

  await suite.test('nothing is fetched but packaged files, and nothing is sent', () => {
    for (const file of sources) {
      const source = read(file);
      assert.doesNotMatch(source, /XMLHttpRequest|WebSocket|EventSource|sendBeacon/, file);
      for (const [call] of source.matchAll(/\bfetch\([^)]*\)?/g)) {
        assert.ok(call.startsWith('fetch(api.runtime.getURL('), `${file}: ${call}`);
      }
    }
  });
  return suite.counts;
}
