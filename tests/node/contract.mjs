// contract.mjs: the command as its users and their scripts rely on it: exit statuses, formats, bad
// input, and the policy clock.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {
  dayNumber, goldenOf, inTemporaryDirectory, NATIVE, newEngine, PAGES, PINNED_RULESET, ROOT,
  runIfMain, skip, test, testPages, touchstone,
} from './harness.mjs';
import {HOSTILE} from './hostile.mjs';

const AT = '2026-11-20';
const CALM = 'ebay-graphics-card.html';          // verdict none
const SCAM = 'lazada-impossible-efficiency.html'; // verdict likely_scam
const BANNED = 'alibaba-clock-miner.html';       // no warning but a ban

/**
 * touchstone check --ndjson with the pinned ruleset.
 * @param {string[]} args
 * @param {Parameters<typeof touchstone>[1]} [options]
 */
function check(args, options) {
  const run = touchstone(['check', '--ndjson', '--ruleset', PINNED_RULESET, ...(args.includes('--at') ? [] : ['--at', AT]), ...args], options);
  const lines = run.stdout.split('\n');
  assert.equal(lines.pop(), '', 'the last line ends');
  return {...run, results: lines.map((line) => JSON.parse(line))};
}

/** @param {ReturnType<typeof touchstone>} run @param {RegExp} message */
function assertUsage({status, stdout, stderr}, message) {
  assert.equal(status, 2, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, message);
}

test('contract: --version prints the one version', () => {
  const version = readFileSync(join(ROOT, 'VERSION'), 'utf8').trim();
  assert.deepEqual(touchstone(['--version']), {status: 0, stdout: `touchstone ${version}\n`, stderr: ''});
});

test('contract: --help is no error, no command is one', () => {
  assert.equal(touchstone(['--help']).status, 0);
  assert.equal(touchstone([]).status, 2);
  assert.equal(touchstone(['frobnicate']).status, 2);
});

test('contract: exit status 0 without a warning, 1 with one, 1 for a ban alone', () => {
  assert.equal(check([CALM]).status, 0);
  assert.equal(check([SCAM]).status, 1);
  const banned = check(['--at', '2021-10-01', BANNED]);
  assert.equal(banned.results[0].verdict, 'no_warning');
  assert.equal(banned.status, 1);
  assert.equal(check(['--at', '2021-09-26', BANNED]).status, 0);
});

test('contract: exit status 3 outweighs a warning', () => {
  assert.equal(check([SCAM, 'gone.html']).status, 3);
});

test('contract: --json is one array, --ndjson one line for each input', () => {
  const args = ['--ruleset', PINNED_RULESET, '--at', AT, SCAM, CALM, 'gone.html'];
  const array = JSON.parse(touchstone(['check', '--json', ...args]).stdout);
  assert.deepEqual(array.map((/** @type {any} */ {input}) => input), [SCAM, CALM, 'gone.html']);
  assert.deepEqual(check([SCAM, CALM, 'gone.html']).results, array);
  assert.deepEqual(JSON.parse(touchstone(['check', '--json', ...args.slice(0, 4), CALM]).stdout).length, 1);
});

test('contract: without a format there is a report for people', () => {
  const {status, stdout} = touchstone(['check', '--ruleset', PINNED_RULESET, '--at', AT, SCAM, CALM, 'gone.html']);
  assert.equal(status, 3);
  assert.throws(() => JSON.parse(stdout));
  assert.match(stdout, /lazada-impossible-efficiency/);
  assert.doesNotMatch(stdout, /\x1b\[/, 'no colour in a pipe');
  assert.doesNotMatch(stdout, /\$[A-Z_]+\$/, 'no placeholder stays');
});

test('contract: a missing file has its record and stops no other', () => {
  const {results} = check(['gone.html', CALM]);
  assert.deepEqual(results[0].error.code, 'not_found');
  assert.equal(results[0].input, 'gone.html');
  assert.equal(results[1].verdict, 'none');
});

// Root reads everything, so the command then runs as nobody, from a folder that nobody may enter.
test('contract: an unreadable file and directory have their records and stop no other', () => {
  inTemporaryDirectory((directory) => {
    const [command, ruleset, page, locked, folder] =
        ['touchstone', 'ruleset-1.json', CALM, 'locked.html', 'locked'].map((name) => join(directory, name));
    cpSync(NATIVE, command);
    cpSync(PINNED_RULESET, ruleset);
    cpSync(join(PAGES, CALM), page);
    writeFileSync(locked, '<p>x');
    mkdirSync(folder);
    for (const file of [locked, folder]) chmodSync(file, 0);
    chmodSync(directory, 0o755);
    for (const file of [ruleset, page]) chmodSync(file, 0o644);
    const nobody = process.getuid?.() === 0 ? {uid: 65534, gid: 65534} : {};
    const {status, stdout, error} = spawnSync(
        command, ['check', '--json', '--ruleset', ruleset, '--at', AT, locked, folder, page],
        {cwd: directory, encoding: 'utf8', ...nobody});
    if (error) skip(`cannot run as nobody: ${error.message}`);
    const results = JSON.parse(stdout);
    chmodSync(folder, 0o700);
    assert.equal(status, 3);
    assert.deepEqual(results.map((/** @type {any} */ {error}) => error?.code), ['unreadable', 'unreadable', undefined]);
    assert.equal(results[2].verdict, 'none');
  });
});

test('contract: what cannot be read as a file has its record, also for root', () => {
  inTemporaryDirectory((directory) => {
    const loop = join(directory, 'loop.html');
    symlinkSync(loop, loop);
    const {status, results} = check([loop, CALM]);
    assert.equal(status, 3);
    assert.match(results[0].error.code, /^(unreadable|not_found)$/);
    assert.equal(results[1].verdict, 'none');
  });
});

test('contract: a file over the limit is too_large, one at the limit is read', () => {
  inTemporaryDirectory((directory) => {
    const file = join(directory, 'big.html');
    closeSync(openSync(file, 'w'));
    truncateSync(file, (64 << 20) + 1);
    const {status, results} = check([file, CALM]);
    assert.equal(status, 3);
    assert.equal(results[0].error.code, 'too_large');
    assert.equal(results[1].verdict, 'none');
    truncateSync(file, 64 << 20);
    assert.equal(check([file]).results[0].verdict, 'none');
  });
});

test('contract: an empty directory gives an empty array', () => {
  inTemporaryDirectory((directory) => {
    const {status, stdout} = touchstone(['check', '--json', '--ruleset', PINNED_RULESET, '--at', AT, directory]);
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), []);
    assert.deepEqual(check([directory]).results, []);
  });
});

for (const {name, bytes} of HOSTILE) {
  test(`contract: ${name} is judged natively`, () => {
    inTemporaryDirectory((directory) => {
      writeFileSync(join(directory, name), bytes);
      const {status, results} = check([join(directory, name)]);
      assert.ok(status === 0 || status === 1, `exit status ${status}`);
      assert.equal(results[0].error, undefined);
      assert.ok(results[0].page);
    });
  });
}

// --- archives -----------------------------------------------------------------------------------

/**
 * The report on some bytes, the same natively and as WebAssembly.
 * @param {import('../../wasm/touchstone.js').Engine} engine
 * @param {string} directory
 * @param {Uint8Array} bytes
 */
function sameReport(engine, directory, bytes) {
  writeFileSync(join(directory, 'page.mhtml'), bytes);
  const {stdout, results} = check(['page.mhtml'], {cwd: directory});
  assert.equal(`${engine.check(bytes, {input: 'page.mhtml', day: dayNumber(AT)})}\n`, stdout);
  return results[0];
}

/** @param {string} main @param {string} frame bytes as latin1, each with its headers */
const archiveOf = (main, frame, top = 'Snapshot-Content-Location: https://www.ebay.com/itm/100000000023') => Buffer.from(
    [`${top}`, 'Content-Type: multipart/related; boundary="b"', '', '--b', main, '--b', frame, '--b--', ''].join('\r\n'), 'latin1');

const ITEM = [
  '<h1 class="x-item-title__mainTitle">Bitmain Antminer L7 9500MH/s</h1><div class="x-price-primary">US $645.00</div>',
  '<div id="desc_div"><iframe src="cid:f@x"></iframe></div>',
].join('');
const MAIN = `Content-Type: text/html\r\nContent-ID: <m@x>\r\n\r\n${ITEM}`;

test('contract: a frame is decoded from its own charset and transfer encoding', async () => {
  const engine = await newEngine();
  const words = '<p>请用西联汇款付款';
  const gbk = '<p>\xc7\xeb\xd3\xc3\xce\xf7\xc1\xaa\xbb\xe3\xbf\xee\xb8\xb6\xbf\xee';
  const quoted = Buffer.from(words).toString('latin1').replace(/[^ -<>-~]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const frames = {
    'binary gbk': `Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <f@x>\r\n\r\n${gbk}`,
    'gbk by meta': `Content-Type: text/html\r\nContent-ID: <f@x>\r\n\r\n<meta charset=gbk>${gbk}`,
    'base64 utf-8': `Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <f@x>\r\n\r\n${Buffer.from(words).toString('base64')}`,
    'quoted-printable utf-8': `Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-ID: <f@x>\r\n\r\n${quoted.replace(/(.{30})/g, '$1=\r\n')}`,
    'utf-16 with its mark': `Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <f@x>\r\n\r\n${Buffer.from(`\ufeff${words}`, 'utf16le').toString('base64')}`,
  };
  inTemporaryDirectory((directory) => {
    for (const [name, frame] of Object.entries(frames)) {
      const {page, listings: [{findings}]} = sameReport(engine, directory, archiveOf(MAIN, frame));
      assert.deepEqual(findings.map((/** @type {any} */ {id, quote}) => [id, quote]), [['payment-untraceable', '请用西联汇款付款']], name);
      assert.deepEqual([page.url_from, page.truncated, page.site], ['header', false, 'ebay'], name);
    }
  });
});

test('contract: an archive\'s address is an option\'s, a header\'s, or the page\'s own', async () => {
  const engine = await newEngine();
  const own = (/** @type {string} */ location) => `Content-Type: text/html\r\nContent-Location: ${location}\r\n\r\n<link rel=canonical href=https://www.ebay.com/c>${ITEM}`;
  inTemporaryDirectory((directory) => {
    const address = (/** @type {string} */ main, /** @type {string} */ top) => {
      const {page: {url, url_from}} = sameReport(engine, directory, archiveOf(main, 'Content-Type: text/plain\r\n\r\nx', top));
      return `${url_from} ${url}`;
    };
    const snapshot = 'Snapshot-Content-Location: https://www.ebay.com/s';
    assert.equal(address(own('https://www.ebay.com/o'), snapshot), 'header https://www.ebay.com/o');
    assert.equal(address(own('cid:main'), snapshot), 'header https://www.ebay.com/s');
    assert.equal(address(own('cid:main'), 'Subject: x'), 'canonical https://www.ebay.com/c');
    assert.equal(address(own('https://www.ebay.com/\xff'), snapshot), 'header https://www.ebay.com/\ufffd');
    const {results: [{page}]} = check(['--url', 'https://www.ebay.com/given', 'page.mhtml'], {cwd: directory});
    assert.deepEqual([page.url, page.url_from], ['https://www.ebay.com/given', 'option']);
  });
});

test('contract: a cut archive says so, natively as in WebAssembly', async () => {
  const engine = await newEngine();
  const bytes = readFileSync(join(PAGES, 'ebay-l7-frame-payment.mhtml'));
  inTemporaryDirectory((directory) => {
    for (let part = 1; part < 24; part++) {
      const report = sameReport(engine, directory, bytes.subarray(0, bytes.length * part / 24));
      if (report.page.kind !== 'error') assert.equal(report.page.truncated, true, `${part} of 24`);
    }
    for (const {name, bytes: hostile} of HOSTILE.filter((input) => input.name.endsWith('.mhtml'))) {
      assert.equal(sameReport(engine, directory, hostile).input, 'page.mhtml', name);
    }
  });
});

test('contract: an empty page and junk are judged none and say why', () => {
  inTemporaryDirectory((directory) => {
    for (const name of ['empty.html', 'spaces.html', 'zeros.html', 'junk.html', 'png.html']) {
      const {bytes = Uint8Array.of()} = HOSTILE.find((input) => input.name === name) ?? {};
      writeFileSync(join(directory, name), bytes);
      const {status, results: [result]} = check([join(directory, name)]);
      assert.equal(status, 0, name);
      assert.equal(result.verdict, 'none', name);
      assert.equal(result.page.readable, false, name);
      assert.match(result.page.kind, /^(empty|error|other)$/, name);
    }
  });
});

test('contract: a broken ruleset ends the run before anything is checked', () => {
  inTemporaryDirectory((directory) => {
    const good = readFileSync(PINNED_RULESET, 'utf8');
    /** @type {[string, string, RegExp][]} */ const rulesets = [
      ['empty.json', '', /./],
      ['junk.json', '\0\0\0', /./],
      ['half.json', good.slice(0, good.length / 2), /./],
      ['array.json', '[]', /object/],
      ['format.json', good.replace(/"format": *1/, '"format": 2'), /format/],
      ['unknown-key.json', good.replace('{', '{"zeal": 1,'), /zeal/],
      ['min-core.json', good.replace(/"min_core": *"[^"]*"/, '"min_core": "99.0.0"'), /99\.0\.0/],
      ['no-rules.json', good.replace('"rules"', '"rulez"'), /rule/],
    ];
    for (const [name, text, message] of rulesets) {
      const file = join(directory, name);
      writeFileSync(file, text);
      const run = touchstone(['check', '--json', '--ruleset', file, '--at', AT, CALM]);
      assertUsage(run, message);
      assert.ok(run.stderr.includes(name), run.stderr);
    }
    assertUsage(touchstone(['check', '--json', '--ruleset', join(directory, 'gone.json'), CALM]), /gone\.json/);
  });
});

test('contract: a bad option ends the run with what was expected', () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [['--at', '2021-02-29', CALM], /--at: expected .* got "2021-02-29"/],
    [['--at', 'yesterday', CALM], /--at: expected .* got "yesterday"/],
    [['--at', '2021-10-8', CALM], /--at/],
    [['--at', '', CALM], /--at/],
    [['--at'], /--at: expected a value/],
    [['--url', 'not an address', CALM], /--url/],
    [['--country', 'China', CALM], /--country/],
    [['--jobs', '0', CALM], /--jobs/],
    [['--jobs', 'many', CALM], /--jobs/],
    [['--lang', 'xx', CALM], /--lang/],
    [['--frob', CALM], /--frob/],
    [['--json', '--ndjson', CALM], /got both/],
    [[], /PATH/],
  ])) assertUsage(touchstone(['check', ...args]), message);
});

test('contract: - is standard input', () => {
  const bytes = readFileSync(join(PAGES, SCAM));
  const {results: [result]} = check(['-'], {input: bytes});
  assert.equal(result.input, '-');
  const {results: [same]} = check([SCAM]);
  assert.deepEqual({...result, input: SCAM}, same);
});

test('contract: a directory is read to its depth, without the folders of saved pages', () => {
  inTemporaryDirectory((directory) => {
    for (const folder of ['a', 'a/b', 'saved_files', 'a/page_files']) mkdirSync(join(directory, folder));
    for (const name of ['z.html', 'a/m.HTM', 'a/b/deep.xhtml', 'a/b/x.mht', 'a/b/x.mhtml', 'saved_files/frame.html', 'a/page_files/ad.html', 'notes.txt', 'a/picture.png', 'html']) {
      writeFileSync(join(directory, name), '<p>x');
    }
    assert.deepEqual(
        check([directory]).results.map(({input}) => input),
        ['a/b/deep.xhtml', 'a/b/x.mht', 'a/b/x.mhtml', 'a/m.HTM', 'z.html'].map((name) => `${directory}/${name}`));
    assert.deepEqual(
        check(['.'], {cwd: directory}).results.map(({input}) => input),
        ['a/b/deep.xhtml', 'a/b/x.mht', 'a/b/x.mhtml', 'a/m.HTM', 'z.html'].map((name) => `./${name}`));
  });
});

test('contract: many jobs give the same bytes as one', () => {
  const one = check(['--jobs', '1', '.', 'gone.html', '.']);
  const many = check(['--jobs', '8', '.', 'gone.html', '.']);
  assert.equal(one.results.length, 2 * testPages().length + 1);
  assert.equal(many.stdout, one.stdout);
  assert.equal(many.status, one.status);
});

test('contract: the ruleset beside the command is used when none is given', () => {
  const {status, stdout} = touchstone(['check', '--ndjson', '--at', AT, CALM]);
  assert.equal(status, 0);
  assert.equal(JSON.parse(stdout).verdict, 'none');
});

test('contract: an MHTML file gives its own address, an option outweighs it', () => {
  const page = 'ebay-s21-xp-price.mhtml';
  assert.equal(check([page]).results[0].page.url_from, 'header');
  const {results: [result]} = check(['--url', 'https://shop.example/', page]);
  assert.equal(result.page.url, 'https://shop.example/');
  assert.equal(result.page.url_from, 'option');
  assert.equal(result.page.site, null);
});

// --- the policy clock -------------------------------------------------------------------------------

// Announced 2021-09-27, in effect on 2021-10-08, penalties "after 15 October".
/** @type {[string, {phase: string, days_left: number | null} | null][]} */
const CLOCK = [
  ['2021-09-26', null],
  ['2021-09-27', {phase: 'announced', days_left: 11}],
  ['2021-10-01', {phase: 'announced', days_left: 7}],
  ['2021-10-07', {phase: 'announced', days_left: 1}],
  ['2021-10-08', {phase: 'in_force', days_left: 8}],
  ['2021-10-15', {phase: 'in_force', days_left: 1}],
  ['2021-10-16', {phase: 'enforced', days_left: null}],
  ['2022-06-01', {phase: 'enforced', days_left: null}],
];

/** @param {any} verdict */
function banOf(verdict) {
  const bans = verdict.listings.flatMap((/** @type {any} */ {bans}) => bans)
      .filter((/** @type {any} */ {policy}) => policy === 'alibaba-2021-miners');
  assert.ok(bans.length <= 1);
  if (bans.length === 0) return null;
  const [{announced, effective, enforced, phase, days_left}] = bans;
  assert.deepEqual({announced, effective, enforced}, {announced: '2021-09-27', effective: '2021-10-08', enforced: '2021-10-16'});
  return {phase, days_left};
}

for (const page of testPages().filter(({page}) => page.startsWith('alibaba-clock-'))) {
  test(`contract: the clock of ${page.page} natively`, () => {
    for (const [at, expected] of CLOCK) {
      const {status, results: [verdict]} = check(['--at', at, '--url', page.url ?? '', page.page]);
      assert.deepEqual(banOf(verdict), expected, at);
      assert.equal(verdict.verdict, 'no_warning', at);
      assert.equal(status, expected ? 1 : 0, at);
      assert.equal(verdict.listings[0].channels.length > 0, expected !== null && verdict.listings[0].goods === 'miner', `${at}: channels`);
    }
  });
  test(`contract: the clock of ${page.page} as WebAssembly`, async () => {
    const engine = await newEngine();
    const bytes = readFileSync(join(PAGES, page.page));
    for (const [at, expected] of CLOCK) {
      const json = engine.check(bytes, {input: page.page, url: page.url ?? '', day: dayNumber(at)});
      assert.deepEqual(banOf(JSON.parse(json)), expected, at);
      assert.equal(`${json}\n`, check(['--at', at, '--url', page.url ?? '', page.page]).stdout, at);
    }
  });
}

test('contract: the reprinted news moves no clock', () => {
  const {url} = testPages().find(({page}) => page === 'news-ban-reprint.html') ?? {url: ''};
  for (const at of ['2021-10-01', '2023-01-31', '2023-10-01', AT]) {
    const {status, results: [verdict]} = check(['--at', at, '--url', url ?? '', 'news-ban-reprint.html']);
    assert.equal(verdict.page.kind, 'article');
    assert.equal(verdict.verdict, 'none');
    assert.equal(status, 0);
  }
});

test('contract: a country has its ban by --country and by the marketplace\'s own country', () => {
  const policies = (/** @type {string[]} */ ...args) => check(args).results[0].listings
      .flatMap((/** @type {any} */ {bans}) => bans.map((/** @type {any} */ {policy}) => policy));
  assert.deepEqual(policies('amazon-s19k-pro-hashrate-twin.html'), []);
  assert.deepEqual(policies('--country', 'cn', 'amazon-s19k-pro-hashrate-twin.html'), ['china-2026-miner-sales']);
  assert.ok(policies('--url', 'https://detail.1688.com/offer/630000000001.html', '1688-usdt-only.html').includes('china-2026-miner-sales'));
});

// --- inspect ----------------------------------------------------------------------------------------

test('contract: inspect page, listings and findings print one JSON document', () => {
  for (const what of ['page', 'listings', 'findings']) {
    for (const page of [SCAM, CALM, 'ebay-s21-xp-price.mhtml', 'taobao-gbk-wechat.html']) {
      const {status, stdout, stderr} = touchstone(['inspect', what, '--ruleset', PINNED_RULESET, '--at', AT, page]);
      assert.equal(status, 0, stderr);
      assert.equal(typeof JSON.parse(stdout), 'object');
    }
  }
  const goods = JSON.parse(touchstone(['inspect', 'listings', '--ruleset', PINNED_RULESET, '--at', AT, CALM]).stdout);
  assert.deepEqual(Object.keys(goods), ['page', 'listings']);
  assert.equal(goods.listings[0].goods, 'other');
  assert.equal(goods.listings[0].price.amount, '455.00');
  assert.equal(touchstone(['inspect', 'page', '--ruleset', PINNED_RULESET, 'gone.html']).status, 3);
  assert.equal(touchstone(['inspect', 'page', '--ruleset', PINNED_RULESET]).status, 2);
  assert.equal(touchstone(['inspect', 'soul', CALM]).status, 2);
});

test('contract: inspect tokens prints html5lib\'s form', () => {
  inTemporaryDirectory((directory) => {
    const file = join(directory, 'a.html');
    const tokens = (/** @type {string | Uint8Array} */ bytes, /** @type {string[]} */ ...args) => {
      writeFileSync(file, bytes);
      return JSON.parse(touchstone(['inspect', 'tokens', ...args, file]).stdout);
    };
    assert.deepEqual(tokens(''), []);
    assert.deepEqual(tokens('<a HREF=x>t&amp;u</a><br/>'), [
      ['StartTag', 'a', {href: 'x'}], ['Character', 't&u'], ['EndTag', 'a'], ['StartTag', 'br', {}, true],
    ]);
    assert.deepEqual(tokens('<b></title >x', '--state', 'RCDATA state', '--last-start-tag', 'title'), [
      ['Character', '<b>'], ['EndTag', 'title'], ['Character', 'x'],
    ]);
    assert.deepEqual(tokens('\ufeffx'), [['Character', '\ufeffx']]);
  });
});

test('contract: inspect price, text, host and miner print a line for each string', () => {
  const lines = (/** @type {string[]} */ args, input = '') =>
      touchstone(['inspect', ...args], {input}).stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const prices = lines(['price', '--', 'US $1,299.00', 'no price', '-5']);
  assert.equal(prices.length, 3);
  assert.equal(prices[0].amount, '1299.00');
  assert.equal(prices[0].currency, 'USD');
  assert.equal(prices[1].amount, null);
  assert.equal(lines(['price', '--currency-hint', 'CAD', '$5'])[0].currency, 'CAD');
  assert.equal(lines(['price'], '1\n\n\u00ff\n2 EUR\n').length, 4);
  assert.equal(touchstone(['inspect', 'price'], {input: Uint8Array.of(0xff, 0x0a, 0x31, 0x0a)}).stdout.split('\n').length, 3);
  assert.equal(lines(['text', 'ＡＢＣ'])[0].folded, 'abc');
  assert.equal(lines(['host', '--ruleset', PINNED_RULESET, 'shop.bitmain.com'])[0].class, 'official');
  assert.equal(lines(['host', '--ruleset', PINNED_RULESET, 'bitmain-outlet.example'])[0].class, 'lookalike');
  assert.ok(JSON.stringify(lines(['miner', '--ruleset', PINNED_RULESET, 'Antminer S21 XP 270T'])[0]).includes('bitmain-antminer-s21-xp'));
});

// --- the ruleset ------------------------------------------------------------------------------------

test('contract: the shipped ruleset is built the same again, and its lint is clean', () => {
  const sources = join(ROOT, 'ruleset');
  assert.equal(touchstone(['ruleset', 'lint', sources]).status, 0);
  const first = touchstone(['ruleset', 'build', sources]).stdout;
  assert.equal(touchstone(['ruleset', 'build', sources]).stdout, first);
  inTemporaryDirectory((directory) => {
    const file = join(directory, 'ruleset-1.json');
    assert.equal(touchstone(['ruleset', 'build', sources, '-o', file]).status, 0);
    assert.equal(readFileSync(file, 'utf8'), first);
    assert.equal(touchstone(['check', '--json', '--ruleset', file, '--at', AT, CALM]).status, 0);
  });
  assert.ok(existsSync(goldenOf(testPages()[0])));
});

test('contract: ruleset lint names what is wrong and fails', () => {
  inTemporaryDirectory((directory) => {
    const copy = join(directory, 'ruleset');
    cpSync(join(ROOT, 'ruleset'), copy, {recursive: true});
    const file = join(copy, 'rules.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"weight_db": 9', '"weight_db": 99'));
    const {status, stdout, stderr} = touchstone(['ruleset', 'lint', copy]);
    assert.notEqual(status, 0);
    assert.match(stdout + stderr, /weight_db/);
  });
});

test('contract: ruleset lint names a selector that finds nothing on its sample, and no other', () => {
  inTemporaryDirectory((directory) => {
    const copy = join(directory, 'ruleset');
    cpSync(join(ROOT, 'ruleset'), copy, {recursive: true});
    const file = join(copy, 'sites.json');
    const lint = (/** @type {string} */ from, /** @type {string} */ to) => {
      writeFileSync(file, readFileSync(join(ROOT, 'ruleset/sites.json'), 'utf8').replace(from, to));
      return touchstone(['ruleset', 'lint', copy]);
    };
    const broken = lint('"#acrCustomerReviewText"', '"#acrCustomerReviewTexts"');
    assert.notEqual(broken.status, 0);
    assert.match(broken.stderr, /sites\/\d+\/fields\/\d+: expected reviews of amazon .*got nothing/);
    assert.equal(broken.stderr.match(/got nothing/g)?.length, 1);
    assert.equal(lint('"#acrCustomerReviewText"', '"body #acrCustomerReviewText"').status, 0);
    // Without its pages a ruleset is checked for all else, and says so.
    rmSync(join(copy, 'samples'), {recursive: true});
    const without = lint('"#acrCustomerReviewText"', '"#acrCustomerReviewTexts"');
    assert.equal(without.status, 0);
    assert.match(without.stderr, /note: .*samples: no such directory/);
  });
});

await runIfMain(import.meta.url);
