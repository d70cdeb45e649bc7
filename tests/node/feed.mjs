// feed.mjs: an old core and a newer ruleset: what is new in a format keeps working, in the words of
// its kind; a newer format is for newer cores, and a core takes the highest that it knows.

import assert from 'node:assert/strict';
import {cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

import {buildExtension} from '../../extension/build.mjs';
import {
  dayNumber, inTemporaryDirectory, NATIVE, newEngine, PINNED_RULESET, ROOT, runIfMain, test,
  touchstone, WASM,
} from './harness.mjs';

const AT = '2026-11-20';
const PAGE = [
  '<!doctype html><html lang=en><title>Antminer S21 | Alibaba.com</title><h1>Bitmain Antminer S21 200TH</h1>',
  '<p>US $100.00</p><button>Add to cart</button><p>Sold by moonlight only. Pay by western union only.</p>',
].join('');
const URL = 'https://www.alibaba.com/product-detail/x.html';

/** The pinned ruleset as a newer feed has it: ids of messages that no core of today knows. */
function newerRuleset() {
  const ruleset = JSON.parse(readFileSync(PINNED_RULESET, 'utf8'));
  const provenance = {source: 'judged: written for this test', verified: '2026-11-20'};
  ruleset.version = 1_000;
  ruleset.rules.push({
    id: 'moonlight-sale', predicate: 'phrase', category: 'urgency', group: ruleset.groups[0].id,
    weight_db: 8, basis: 'judged', language: 'en', phrases: ['by moonlight only'],
    message: 'moonlight_sale', ...provenance,
  });
  ruleset.policies.push({
    id: 'alibaba-2025-moonlight', site: 'alibaba', scope: ['miner'], announced: '2025-01-01',
    effective: '2025-01-01', message: 'policy_alibaba_2025_moonlight', ...provenance,
  });
  for (const channel of ruleset.channels) channel.message = `moonlight_${channel.kind}`;
  return Buffer.from(JSON.stringify(ruleset));
}

/** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
const ENGLISH = JSON.parse(readFileSync(join(ROOT, 'extension/_locales/en/messages.json'), 'utf8'));

/** chrome.i18n.getMessage, on the English file. */
function getMessage(/** @type {string} */ id, /** @type {string[]} */ args = []) {
  const {message = '', placeholders = {}} = ENGLISH[id] ?? {};
  return message
      .replace(/\$(\w+)\$/g, (_, name) => placeholders[name.toLowerCase()].content)
      .replace(/\$(\d)/g, (_, place) => args[place - 1] ?? '');
}

/** The report on PAGE, by the module with the newer ruleset. */
async function newerReport() {
  const engine = await newEngine({ruleset: newerRuleset()});
  return JSON.parse(engine.checkText(PAGE, {input: 'page.html', day: dayNumber(AT), url: URL}));
}

test('feed: an old core takes a newer ruleset of its format, natively and as WebAssembly', async () => {
  const report = await newerReport();
  assert.equal(report.ruleset.version, 1_000);
  const [listing] = report.listings;
  const finding = listing.findings.find((/** @type {any} */ {id}) => id === 'moonlight-sale');
  assert.deepEqual(finding.message, {id: 'moonlight_sale', args: {}});
  assert.equal(finding.decibans, 8);
  assert.ok(listing.bans.some((/** @type {any} */ {policy}) => policy === 'alibaba-2025-moonlight'));
  assert.ok(listing.channels.length > 0);
  inTemporaryDirectory((directory) => {
    writeFileSync(join(directory, 'page.html'), PAGE);
    writeFileSync(join(directory, 'newer.json'), newerRuleset());
    const {stdout, stderr} = touchstone(
        ['check', '--json', '--ruleset', 'newer.json', '--at', AT, '--url', URL, 'page.html'], {cwd: directory});
    const native = JSON.parse(stdout)[0];
    assert.deepEqual(native.listings, report.listings, stderr);
  });
});

test('feed: the command says what it does not know in the words of its kind', () => {
  inTemporaryDirectory((directory) => {
    writeFileSync(join(directory, 'page.html'), PAGE);
    writeFileSync(join(directory, 'newer.json'), newerRuleset());
    for (const language of ['en', 'zh_CN']) {
      const texts = JSON.parse(readFileSync(join(ROOT, `extension/_locales/${language}/messages.json`), 'utf8'));
      const {stdout, stderr} = touchstone(
          ['check', '--ruleset', 'newer.json', '--at', AT, '--lang', language, '--url', URL, 'page.html'], {cwd: directory});
      const said = stdout.replace(/\s+/g, '');
      for (const id of ['category_urgency', 'policy_platform_ban', 'channel_in_person']) {
        assert.ok(said.includes(texts[id].message.replace(/\s+/g, '')), `${language}: ${id}\n${stdout}${stderr}`);
      }
      assert.doesNotMatch(stdout, /moonlight_/, 'no id is shown');
    }
  });
});

test('feed: the extension says what it does not know in the words of its kind', async () => {
  const report = await newerReport();
  /** @type {any} */ (globalThis).chrome = {i18n: {getMessage, getUILanguage: () => 'en'}};
  const model = await import('../../extension/report_model.js');
  const [listing] = report.listings;
  const texts = model.reasonsOf(listing).map(({text}) => text);
  assert.ok(texts.includes(getMessage('category_urgency')), texts.join('\n'));
  assert.ok(texts.every(Boolean));
  for (const ban of listing.bans) assert.ok(model.banText(ban, report).meaning);
  const newer = listing.bans.find((/** @type {any} */ {policy}) => policy === 'alibaba-2025-moonlight');
  assert.equal(model.banText(newer, report).meaning, getMessage('policy_platform_ban'));
  for (const channel of listing.channels) {
    assert.equal(
        model.channelText(channel).why,
        getMessage(`channel_${channel.kind}`, /** @type {string[]} */ (Object.values(channel.why.args))));
  }
});

test('feed: a format or a min_core that a core does not know is refused, and the old ruleset stays', async () => {
  const engine = await newEngine();
  const before = engine.checkText(PAGE, {input: 'page.html', day: dayNumber(AT), url: URL});
  const pinned = JSON.parse(readFileSync(PINNED_RULESET, 'utf8'));
  const cases = [
    {change: {format: 2, whatever: []}, where: /format: expected integer in \[1, 1\], got 2/},
    {change: {format: '1'}, where: /format: expected integer in \[1, 1\], got "1"/},
    {change: {min_core: '99.0.0'}, where: /min_core: expected at most \d+\.\d+\.\d+, got "99\.0\.0"/},
    {change: {min_core: 'next'}, where: /min_core: expected version as "0\.1\.0", got "next"/},
    {change: {version: 0}, where: /version: expected integer in \[1, /},
    {change: {feeds: []}, where: /feeds: expected no such key, got array of 0/},
  ];
  inTemporaryDirectory((directory) => {
    for (const {change, where} of cases) {
      const bytes = Buffer.from(JSON.stringify({...pinned, ...change}));
      assert.throws(() => engine.loadRuleset(bytes), where);
      assert.equal(engine.poisoned, false);
      assert.equal(engine.checkText(PAGE, {input: 'page.html', day: dayNumber(AT), url: URL}), before);
      writeFileSync(join(directory, 'ruleset.json'), bytes);
      writeFileSync(join(directory, 'page.html'), PAGE);
      const run = touchstone(['check', '--json', '--ruleset', 'ruleset.json', 'page.html'], {cwd: directory});
      assert.equal(run.status, 2);
      assert.match(run.stderr, where);
    }
  });
});

test('feed: a core takes the format that it knows from beside a newer one', async () => {
  inTemporaryDirectory((directory) => {
    const command = join(directory, 'touchstone');
    cpSync(NATIVE, command);
    cpSync(PINNED_RULESET, join(directory, 'ruleset-1.json'));
    writeFileSync(join(directory, 'ruleset-2.json'), '{"format": 2}');
    writeFileSync(join(directory, 'page.html'), PAGE);
    const {stdout, stderr} = touchstone(['check', '--json', '--at', AT, 'page.html'], {cwd: directory, command});
    assert.equal(JSON.parse(stdout)[0].ruleset.format, 1, stderr);
    assert.equal(JSON.parse(stdout)[0].ruleset.version, JSON.parse(readFileSync(PINNED_RULESET, 'utf8')).version);
  });
});

test('feed: the extension is packed with the one format that its core knows', async () => {
  const engine = await newEngine({ruleset: null});
  const built = join(ROOT, 'build/native/ruleset-1.json');
  assert.equal(engine.loadRuleset(readFileSync(built)).format, 1);
  const out = join(ROOT, 'build/log/feed-extension');
  await buildExtension('chromium', out, {parts: {'touchstone.wasm': WASM}});
  assert.deepEqual(readdirSync(out).filter((name) => name.startsWith('ruleset')), ['ruleset.json']);
  assert.deepEqual(readFileSync(join(out, 'ruleset.json')), readFileSync(built));
});

test('feed: the ruleset that ships is small, and nothing in it is for lint alone', () => {
  const {status, stdout, stderr} = touchstone(['ruleset', 'build', join(ROOT, 'ruleset')]);
  assert.equal(status, 0, stderr);
  const packed = gzipSync(stdout, {level: 9}).length;
  assert.ok(packed <= 250 * 1024, `${packed} bytes by gzip`);
  const ruleset = JSON.parse(stdout);
  for (const list of Object.values(ruleset)) {
    if (!Array.isArray(list)) continue;
    for (const entry of list) {
      for (const name of ['match', 'near_miss', 'samples']) assert.ok(!(name in entry), name);
    }
  }
  assert.ok(existsSync(join(ROOT, 'ruleset/samples')));
});

await runIfMain(import.meta.url);
