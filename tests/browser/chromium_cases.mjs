// chromium_cases.mjs: the extension end to end in Chromium: pages at the marketplaces' own
// addresses, the banner in them, popup, options and check page.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {CHARSET_PAGE, CHARSETS_THAT_DIFFER, putCharsetPage} from './charset_page.mjs';
import {launchChromium} from './chromium.mjs';
import {buildTestCopy} from './extension_copies.mjs';
import {Suite, skip, until} from './harness.mjs';
import {all, describe, fromCdp} from './notice_tree.mjs';
import {testPage, testPages} from './pages.mjs';
import {CHROMIUM, FIXTURES, ROOT, SCREENSHOTS} from './paths.mjs';
import {LocalWeb} from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./chromium.mjs').Browser} Browser */

// Chromium asks its maker for updates, with and without an extension.
const BROWSERS_OWN = /\.(?:google|googleapis|gstatic|gvt1)\.com$/;
const DAY_MS = 24 * 60 * 60 * 1000;

// --- what a test does -----------------------------------------------------------------------------

/** The worker's clock stands still on that day. @param {Browser} browser @param {string} day */
async function setDay({worker}, day) {
  await worker.evaluate((time) => {
    Date.now = () => time;
  }, Date.parse(day) + DAY_MS / 2);
}

/** The last report of the tab that shows `url`. @param {Browser} browser @param {string} url */
function reportOf({worker}, url) {
  return until(() => worker.evaluate(async (wanted) => {
    const stored = Object.values(await chrome.storage.session.get());
    const found = /** @type {{url: string, json: string} | undefined} */ (
      stored.find((report) => /** @type {any} */ (report).url === wanted));
    return found?.json ?? null;
  }, url), `a report of ${url}`);
}

/** The notice's host, with what is in its closed shadow root. @param {Page} page */
async function noticeTree(page) {
  const cdp = await page.context().newCDPSession(page);
  const {root} = await cdp.send('DOM.getDocument', {depth: -1, pierce: true});
  const html = root.children?.find(({localName}) => localName === 'html');
  const host = html?.children?.find(({shadowRoots}) => shadowRoots?.[0]?.shadowRootType === 'closed');
  if (host === undefined) {
    await cdp.detach();
    return null;
  }
  return {cdp, tree: fromCdp(host)};
}

/** @param {Page} page */
async function notice(page) {
  const found = await until(async () => {
    const candidate = await noticeTree(page);
    return candidate !== null && all(candidate.tree, 'headline').length > 0 ? candidate : null;
  }, 'the notice');
  return {...found, shown: describe(found.tree)};
}

/** Clicks into the closed shadow root, as a mouse does. @param {Page} page @param {string} className */
async function clickIn(page, className) {
  const {cdp, tree} = await notice(page);
  const [target] = all(tree, className);
  const {model} = await cdp.send('DOM.getBoxModel', {nodeId: target.handle});
  const [left, top, right, , , bottom] = model.border;
  await page.mouse.click((left + right) / 2, (top + bottom) / 2);
}

/** @param {Page} page what any content script's answer would have drawn by now is drawn */
const settled = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
}));

/** @param {Page} page @param {string} name */
async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, {recursive: true});
  await page.screenshot({path: path.join(SCREENSHOTS, `${name}.png`), animations: 'disabled'});
}

/**
 * Opens a test page at its own address, on its own day.
 * @param {Browser} browser
 * @param {LocalWeb} web
 * @param {string} name
 * @param {{at?: string, page?: Page}} [options]
 */
async function open(browser, web, name, {at, page} = {}) {
  const {url, bytes, at: day} = testPage(name);
  if (url === null) throw new Error(`${name} has no address`);
  web.put(url, bytes, {'content-type': 'text/html'});
  await setDay(browser, at ?? day);
  // A twin has the same address: no report of before may be taken for this one's.
  await browser.worker.evaluate(() => chrome.storage.session.clear());
  const opened = page ?? await browser.context.newPage();
  await opened.goto(url, {waitUntil: 'load'});
  if (new URL(url).hostname.endsWith('.example')) await askForCheck(browser, url);
  return {page: opened, url, report: JSON.parse(await reportOf(browser, url))};
}

/** What the popup's button does, on a page that is not watched. @param {Browser} browser @param {string} url */
const askForCheck = ({worker}, url) => worker.evaluate(async (wanted) => {
  const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === wanted);
  await chrome.scripting.executeScript({target: {tabId: tab?.id ?? 0}, files: ['content.js']});
}, url);

/** The popup of the tab that shows `url`, as a page. @param {Browser} browser @param {string} url */
async function openPopup({context, worker, base}, url) {
  const tabId = await worker.evaluate(
      async (wanted) => (await chrome.tabs.query({})).find((tab) => tab.url === wanted)?.id, url);
  const page = await context.newPage();
  await page.setViewportSize({width: 400, height: 600});
  await page.goto(`${base}popup.html#tab=${tabId}`);
  await page.waitForSelector('.report');
  return page;
}

/** @param {Browser} browser */
async function openCheckPage({context, base}) {
  const page = await context.newPage();
  await page.goto(`${base}check.html`);
  await page.waitForSelector('body[data-ready]');
  return page;
}

/**
 * Drops one file on the check page, and gives the report's bytes.
 * @param {Page} page
 * @param {import('./pages.mjs').TestPage} testPage
 */
async function checkFile(page, {name, file, url, at}) {
  await page.click('#clear', {force: true, timeout: 1000}).catch(() => undefined);
  await page.fill('#url', url ?? '');
  await page.fill('#at', at);
  await page.setInputFiles('#files', file);
  const json = await page.waitForSelector(
      `.checked[data-input="${name}"] pre.json`, {state: 'attached'});
  return /** @type {string} */ (await json.textContent());
}

/** What differs between a saved file and the live page. @param {string} json */
function withoutOrigin(json) {
  return JSON.stringify(JSON.parse(json), (key, value) =>
    ['input', 'encoding', 'url_from', 'element'].includes(key) ? undefined : value, 1);
}

// --- the cases ------------------------------------------------------------------------------------

/** @param {Suite} suite @param {Browser} browser @param {LocalWeb} web */
async function bannerCases(suite, browser, web) {
  await suite.test('a likely scam is announced with reasons and quotes', async () => {
    const {page, report} = await open(browser, web, 'alibaba-l9-token-price.html');
    const {shown} = await notice(page);
    assert.equal(report.verdict, 'likely_scam');
    assert.equal(shown.level, 'likely_scam');
    assert.equal(shown.role, 'alert');
    assert.equal(shown.word, 'Likely scam');
    assert.ok(shown.reasons.length >= 1 && shown.reasons.length <= 3);
    assert.match(shown.reasons.join('\n'), /1 % of what this machine usually costs/);
    assert.ok(shown.quotes.some((quote) => quote.includes('1.00')), shown.quotes.join());
  });

  await suite.test('an honest twin stays silent', async () => {
    const {page, url, report} = await open(browser, web, 'amazon-s19k-pro-hashrate-twin.html');
    assert.equal(report.verdict, 'no_warning');
    await settled(page);
    assert.equal(await noticeTree(page), null);
    const badge = await browser.worker.evaluate(async (wanted) => {
      const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === wanted);
      return chrome.action.getBadgeText({tabId: tab?.id});
    }, url);
    assert.equal(badge, '');
  });

  const phases = /** @type {const} */ ([
    // day, phase in the report, steps reached, days in the banner's head
    ['2021-09-26', null, 0, ''],
    ['2021-09-27', 'announced', 1, '11 days'],
    ['2021-10-01', 'announced', 1, '7 days'],
    ['2021-10-07', 'announced', 1, ' 1 day '],
    ['2021-10-08', 'in_force', 2, '8 days'],
    ['2021-10-15', 'in_force', 2, ' 1 day '],
    ['2021-10-16', 'enforced', 3, ''],
    ['2022-06-01', 'enforced', 3, ''],
  ]);
  for (const [day, phase, reached, left] of phases) {
    await suite.test(`on ${day} the ban is ${phase ?? 'not known'}`, async () => {
      const {page, report} = await open(browser, web, 'alibaba-clock-accessory.html', {at: day});
      const [ban] = report.listings[0].bans;
      assert.equal(ban?.phase ?? null, phase);
      if (phase === null) {
        await settled(page);
        assert.equal(await noticeTree(page), null);
      } else {
        const {shown} = await notice(page);
        assert.equal(shown.level, 'ban');
        assert.equal(shown.role, 'status');
        assert.deepEqual(shown.bans[0].days, ['2021-09-27', '2021-10-08', '2021-10-16']);
        assert.equal(shown.bans[0].reached, reached);
        assert.ok(`${shown.bans[0].state} `.includes(left), shown.bans[0].state);
      }
      await page.close();
    });
  }

  await suite.test('links are the ruleset’s, open apart and tell nobody where from', async () => {
    const ruleset = readFileSync(path.join(ROOT, 'ruleset/channels.json'), 'utf8');
    const urls = JSON.parse(ruleset).channels.map((/** @type {{url: string}} */ {url}) => url);
    const {page} = await open(browser, web, 'tmall-brand-seller.html');
    const {shown} = await notice(page);
    assert.ok(shown.links.length > 0);
    for (const link of shown.links) {
      const [url, ...rest] = link.split(' ');
      assert.ok(urls.includes(url), url);
      assert.deepEqual(rest, ['noopener', 'noreferrer', '_blank']);
    }
  });

  await suite.test('the notice can be opened and dismissed, by mouse and by keyboard', async () => {
    const {page} = await open(browser, web, 'alibaba-l9-token-price.html');
    const focusBefore = await page.evaluate(() => document.activeElement?.localName);
    await notice(page);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), focusBefore);
    await clickIn(page, 'details');
    await until(async () => all((await notice(page)).tree, 'open').length === 1, 'the details');
    await clickIn(page, 'close');
    await until(async () => await noticeTree(page) === null, 'the notice to go');
    await page.reload();
    await notice(page);
    // Backwards from the page's start comes its end, where the notice is.
    for (let i = 0; i < 4; i += 1) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate(() => document.activeElement?.matches('[popover]'))) break;
    }
    await page.keyboard.press('Escape');
    await until(async () => await noticeTree(page) === null, 'the notice to go by Escape');
  });

  await suite.test('a page cannot style the notice away', async () => {
    const url = 'https://www.alibaba.com/product-detail/hostile-styles_1.html';
    const css = `<style>
      div, :root > * { display: none !important; opacity: 0 !important; color: red !important;
        transform: scale(0) !important; position: static !important; font-size: 99px !important }
      :root { --ground: red; --ink: red; font-size: 40px; filter: blur(1px); }
      </style><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'">`;
    const html = testPage('alibaba-l9-token-price.html').bytes.toString()
        .replace('<head>', `<head>${css}`);
    web.put(url, html, {'content-type': 'text/html'});
    await setDay(browser, '2026-11-20');
    const page = await browser.context.newPage();
    await page.goto(url);
    const {cdp, tree} = await notice(page);
    const {model} = await cdp.send('DOM.getBoxModel', {nodeId: all(tree, 'notice')[0].handle});
    assert.ok(model.width > 300 && model.height > 150, `${model.width} x ${model.height}`);
    await cdp.send('CSS.enable');
    const {computedStyle} = await cdp.send(
        'CSS.getComputedStyleForNode', {nodeId: all(tree, 'notice')[0].handle});
    const style = Object.fromEntries(computedStyle.map(({name, value}) => [name, value]));
    assert.equal(style['background-color'], 'rgb(255, 255, 255)');
    assert.equal(style['font-size'], '13.5px');
  });

  await suite.test('the notice fits a window 320 px wide', async () => {
    const page = await browser.context.newPage();
    await page.setViewportSize({width: 320, height: 640});
    await open(browser, web, 'tmall-brand-seller.html', {page});
    const {cdp, tree} = await notice(page);
    for (const part of ['notice', 'close', 'details', 'headline']) {
      const {model} = await cdp.send('DOM.getBoxModel', {nodeId: all(tree, part)[0].handle});
      const [left, , right] = model.border;
      assert.ok(left >= 0 && right <= 320, `${part}: ${left} to ${right}`);
    }
    await screenshot(page, 'banner-narrow');
  });

  await suite.test('the live page gives its golden but for where it came from', async () => {
    const pages = testPages().filter(({golden, url}) => golden !== null && url !== null);
    if (pages.length === 0) skip('no goldens yet');
    const page = await browser.context.newPage();
    for (const {name, golden} of pages) {
      const {url} = await open(browser, web, name, {page}).catch(async (error) => {
        throw new Error(`${name}: ${error.message}`);
      });
      assert.equal(
          withoutOrigin(await reportOf(browser, url)), withoutOrigin(golden ?? ''), name);
    }
  });
}

/** @param {Suite} suite @param {Browser} browser @param {LocalWeb} web */
async function pageCases(suite, browser, web) {
  await suite.test('the popup shows the tab’s report', async () => {
    const {page, url, report} = await open(browser, web, 'tmall-brand-seller.html');
    const popup = await openPopup(browser, url);
    assert.equal(await popup.textContent('.word'), 'Likely scam');
    assert.equal(await popup.locator('.reason').count(), report.listings[0].findings.length);
    assert.match(await popup.textContent('.foot-line') ?? '', /Ruleset \d+ of /);
    assert.ok(await popup.locator('.channel').count() > 0);
    assert.equal(await popup.locator('.ban').count(), report.listings[0].bans.length);
  });

  await suite.test('the strongest good word is that nothing was found', async () => {
    const {page, url} = await open(browser, web, 'amazon-s19k-pro-hashrate-twin.html');
    const popup = await openPopup(browser, url);
    assert.match(
        await popup.textContent('.headline') ?? '', /^No warning signs found in \d+ checks$/);
  });

  await suite.test('“check this page” judges a page that is not watched', async () => {
    const {url, bytes, at} = testPage('shop-lookalike-host.html');
    web.put(url ?? '', bytes, {'content-type': 'text/html'});
    await setDay(browser, at);
    const page = await browser.context.newPage();
    await page.goto(url ?? '');
    const popup = await openPopup(browser, url ?? '');
    assert.equal(await popup.textContent('.headline'), 'This page has not been checked');
    await popup.click('#check');
    await popup.waitForSelector('.parts');
    assert.equal(await popup.textContent('#check'), 'Check again');
  });

  await suite.test('a report goes with its page', async () => {
    const {page, url} = await open(browser, web, 'alibaba-l9-token-price.html');
    await page.goto('https://unknown.example/');
    await until(() => browser.worker.evaluate(async (old) => {
      const stored = /** @type {any[]} */ (Object.values(await chrome.storage.session.get()));
      return !stored.some((report) => report.url === old);
    }, url), 'the report to go');
  });

  await suite.test('a trapped core is replaced', async () => {
    const page = await openCheckPage(browser);
    const records = await page.evaluate(async () => {
      const {Core} = await import(/** @type {any} */ ('./engine.js'));
      const {TouchstoneError} = await import(/** @type {any} */ ('./touchstone.js'));
      const core = new Core();
      const broken = await core.start();
      // As the loader does it when the module traps.
      broken.checkText = () => {
        Object.defineProperty(broken, 'poisoned', {value: true});
        throw new TouchstoneError('trap', 'the core stopped');
      };
      const options = {input: 'a.html', day: 20000};
      const first = await core.checkText('<p>x', options);
      const second = await core.checkText('<p>x', options);
      return [JSON.parse(first), JSON.parse(second), await core.start() !== broken];
    });
    assert.equal(records[0].error.code, 'trap');
    assert.equal(records[1].verdict, 'none');
    assert.equal(records[2], true);
  });

  await suite.test('the check page gives every golden, byte for byte', async () => {
    const pages = testPages().filter(({golden}) => golden !== null);
    if (pages.length === 0) skip('no goldens yet');
    const page = await openCheckPage(browser);
    for (const testPage of pages) {
      const golden = testPage.golden ?? '';
      const {input} = JSON.parse(golden);
      // A file that is dropped has a name, and no folder.
      const expected = golden.replace(JSON.stringify(input), JSON.stringify(testPage.name));
      assert.equal(await checkFile(page, testPage), expected, testPage.name);
    }
  });

  await suite.test('an archive that this browser saves is read with its frames', async () => {
    const url = 'https://www.ebay.com/itm/100000000024';
    const head = {'content-type': 'text/html; charset=utf-8'};
    web.put('https://description.example/a', '<p>As new.</p><iframe src="b"></iframe>', head);
    web.put('https://description.example/b', '<p>请用西联汇款付款</p>', head);
    web.put(url, `<title>Antminer L7 | eBay</title><h1 class="x-item-title__mainTitle">Antminer L7
        9500MH/s</h1><div class="x-price-primary">US $645.00</div><div id="desc_div">
        <iframe src="https://description.example/a"></iframe>
        <iframe srcdoc="<p>Hurry up!"></iframe></div>`, head);
    const live = await browser.context.newPage();
    await live.goto(url, {waitUntil: 'load'});
    const cdp = await live.context().newCDPSession(live);
    const {data} = await cdp.send('Page.captureSnapshot', {format: 'mhtml'});
    const order = await live.evaluate(() => [...document.querySelectorAll('*')].map(({localName}) => localName));
    await live.close();
    const page = await openCheckPage(browser);
    await page.fill('#at', '2026-11-20');
    await page.setInputFiles('#files', {name: 'saved.mhtml', mimeType: 'multipart/related', buffer: Buffer.from(data)});
    const {page: facts, listings: [{findings}]} = JSON.parse(await page.textContent('pre.json') ?? '');
    assert.deepEqual([facts.url, facts.url_from, facts.truncated], [url, 'header', false]);
    assert.deepEqual(
        findings.map((/** @type {any} */ {id, quote}) => [id, quote]).sort(),
        [['payment-untraceable', '请用西联汇款付款'], ['urgency', 'Hurry up!']]);
    // A saved page has one element more than the live one: the browser's <meta> in its head.
    for (const {element} of findings) assert.equal(order[element - 1], 'iframe');
  });

  await suite.test('the check page works with the network cut, and takes several files', async () => {
    await browser.context.setOffline(true);
    const page = await openCheckPage(browser);
    const files = ['alibaba-l9-token-price.html', 'ebay-graphics-card.html'].map(
        (name) => testPage(name).file);
    await page.setInputFiles('#files', [...files, path.join(ROOT, 'VERSION')]);
    await page.waitForFunction(() =>
      document.getElementById('progress-text')?.textContent === '3 of 3 checked');
    assert.equal(await page.locator('.report').count(), 2);
    assert.match(await page.textContent('#reports') ?? '', /VERSION is not a saved page/);
    await browser.context.setOffline(false);
  });

  await suite.test('the check page says so when a page is no page', async () => {
    const page = await openCheckPage(browser);
    await page.setInputFiles('#files', [
      {name: 'empty.html', mimeType: 'text/html', buffer: Buffer.alloc(0)},
      {name: 'junk.html', mimeType: 'text/html', buffer: Buffer.from(
          Array.from({length: 5000}, (_, i) => (i * 7919) % 256))},
    ]);
    await page.waitForFunction(() =>
      document.getElementById('progress-text')?.textContent === '2 of 2 checked');
    const verdicts = await page.$$eval('pre.json', (found) =>
      found.map((pre) => JSON.parse(pre.textContent ?? '').verdict));
    assert.deepEqual(verdicts, ['none', 'none']);
  });

  await suite.test('every charset is decoded as the standard has it', async () => {
    putCharsetPage(web);
    const page = await browser.context.newPage();
    await page.goto(CHARSET_PAGE);
    assert.deepEqual(await page.evaluate(CHARSETS_THAT_DIFFER), []);
    await page.close();
  });

  await suite.test('a saved report is the core’s, byte for byte', async () => {
    const page = await openCheckPage(browser);
    await page.setInputFiles('#files', testPage('ebay-graphics-card.html').file);
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.click('.file button'),
    ]);
    assert.equal(download.suggestedFilename(), 'ebay-graphics-card.json');
    assert.equal(
        readFileSync(await download.path(), 'utf8'), await page.textContent('pre.json'));
  });

  await suite.test('the country that was chosen is used', async () => {
    const options = await browser.context.newPage();
    await options.goto(`${browser.base}options.html`);
    await options.waitForSelector('body[data-ready]');
    await options.selectOption('#country', 'KW');
    await options.waitForFunction(() => document.getElementById('saved')?.textContent === 'Saved');
    const {page, report} = await open(browser, web, 'amazon-s19k-pro-hashrate-twin.html');
    assert.deepEqual(
        report.listings[0].bans.map((/** @type {{policy: string}} */ {policy}) => policy),
        ['kuwait-2025-mining']);
    await options.selectOption('#country', '');
    await until(() => browser.worker.evaluate(async () => {
      const {settings} = /** @type {any} */ (await chrome.storage.local.get('settings'));
      return settings.country === '';
    }), 'the country to be stored');
    await options.close();
  });
}

/** The shipped extension, as it is. @param {Suite} suite */
async function shippedCases(suite) {
  const shipped = path.join(ROOT, 'build/extension/chromium');
  await suite.test('the shipped manifest asks for nothing up front', async () => {
    const manifest = JSON.parse(readFileSync(path.join(shipped, 'manifest.json'), 'utf8'));
    assert.equal(manifest.host_permissions, undefined);
    assert.equal(manifest.content_scripts, undefined);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.equal(manifest.externally_connectable, undefined);
    assert.deepEqual(manifest.permissions, ['activeTab', 'scripting', 'storage']);
    assert.ok(manifest.optional_host_permissions.length > 50);
    for (const origin of manifest.optional_host_permissions) {
      assert.match(origin, /^https:\/\/(?:\*\.|www\.|m\.)[a-z0-9.-]+\.[a-z]+\/\*$/);
    }
  });

  await suite.test('it opens its first-run page and watches nothing until allowed', async () => {
    const web = await LocalWeb.start();
    const browser = await launchChromium(shipped, web.proxyPort);
    try {
      const welcome = await until(
          () => browser.context.pages().find((page) => page.url().endsWith('options.html#welcome')),
          'the first-run page');
      await welcome.waitForSelector('body[data-ready]');
      assert.equal(await welcome.locator('.switch').count(), 12);
      assert.equal(await welcome.locator('.switch:checked').count(), 0);
      assert.deepEqual(
          await browser.worker.evaluate(() => chrome.scripting.getRegisteredContentScripts()), []);
      await screenshot(welcome, 'first-run');
      const {url, bytes} = testPage('alibaba-l9-token-price.html');
      web.put(url ?? '', bytes, {'content-type': 'text/html'});
      const page = await browser.context.newPage();
      await page.goto(url ?? '');
      await settled(page);
      assert.equal(await noticeTree(page), null);
    } finally {
      await browser.close();
      await web.stop();
    }
  });
}

/** @param {Suite} suite @param {string} copy */
async function networkCase(suite, copy) {
  await suite.test('a session reaches no host but those of the pages', async () => {
    const web = await LocalWeb.start();
    const browser = await launchChromium(copy, web.proxyPort);
    try {
      const names = [
        'alibaba-l9-token-price.html', 'amazon-s19k-pro-hashrate.html', 'ebay-graphics-card.html',
      ];
      const opened = new Set();
      /** @type {string[]} */ const asked = [];
      browser.context.on('request', (request) => asked.push(request.url()));
      for (const name of names) {
        // What the page itself would load is not the extension's doing.
        const {url, bytes} = testPage(name);
        web.put(url ?? '', bytes.toString().replace(/<(?:link|img)[^>]*>|<script>.*?<\/script>/gs, ''));
        opened.add(url);
        const page = await browser.context.newPage();
        await page.goto(url ?? '');
        await reportOf(browser, url ?? '');
        const popup = await openPopup(browser, url ?? '');
        await popup.close();
      }
      const check = await openCheckPage(browser);
      await checkFile(check, testPage('alibaba-l9-token-price.html'));
      // What pages and workers asked for, and what went out of the browser at all.
      const foreign = asked.filter((url) => !url.startsWith(browser.base) && !opened.has(url));
      assert.deepEqual(foreign, []);
      assert.ok(asked.some((url) => url === `${browser.base}touchstone.wasm`));
      const known = [...opened].map((url) => new URL(url).hostname);
      assert.deepEqual(
          [...new Set(web.hosts)].filter((host) => !known.includes(host) && !BROWSERS_OWN.test(host)),
          []);
    } finally {
      await browser.close();
      await web.stop();
    }
  });
}

/** @param {Suite} suite @param {Browser} browser @param {LocalWeb} web @param {string} suffix */
async function screenshots(suite, browser, web, suffix) {
  web.put(
      'https://s.alicdn.com/@g/alimod/??detail/1.4.22/index.css',
      readFileSync(path.join(FIXTURES, 'alibaba.css')), {'content-type': 'text/css'});
  /** @type {[string, string, string?][]} */
  const banners = [
    ['banner-likely-scam', 'alibaba-l9-token-price.html'],
    ['banner-caution', 'alibaba-s21-category.html'],
    ['banner-ban', 'alibaba-clock-miner.html'],
    ['banner-two-bans', 'taobao-gbk-wechat.html'],
  ];
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await suite.test(`screenshots in ${scheme}${suffix}`, async () => {
      for (const [shot, name, at] of banners) {
        const page = await browser.context.newPage();
        await page.emulateMedia({colorScheme: scheme});
        const {url} = await open(browser, web, name, {page, at});
        await notice(page);
        await screenshot(page, `${shot}-${scheme}${suffix}`);
        if (shot === 'banner-likely-scam') {
          await clickIn(page, 'details');
          await screenshot(page, `banner-details-${scheme}${suffix}`);
          const popup = await openPopup(browser, url);
          await popup.emulateMedia({colorScheme: scheme});
          await screenshot(popup, `popup-${scheme}${suffix}`);
          await popup.close();
        }
        await page.close();
      }
      const {page, url} = await open(browser, web, 'amazon-s19k-pro-hashrate-twin.html');
      const popup = await openPopup(browser, url);
      await popup.emulateMedia({colorScheme: scheme});
      await screenshot(popup, `popup-no-warning-${scheme}${suffix}`);
      await popup.close();
      await page.close();
      const check = await openCheckPage(browser);
      await check.emulateMedia({colorScheme: scheme});
      await checkFile(check, testPage('lazada-impossible-efficiency.html'));
      await check.setViewportSize({width: 1000, height: 1400});
      await screenshot(check, `check-${scheme}${suffix}`);
      await check.close();
      const options = await browser.context.newPage();
      await options.emulateMedia({colorScheme: scheme});
      await options.goto(`${browser.base}options.html`);
      await options.waitForSelector('body[data-ready]');
      await screenshot(options, `options-${scheme}${suffix}`);
      await options.close();
    });
  }
}

/** @returns {Promise<import('./harness.mjs').Counts>} */
export async function runChromium() {
  const suite = new Suite('chromium');
  if (CHROMIUM === null) {
    await suite.test('Chromium', () => skip('no Chromium here: set TOUCHSTONE_CHROMIUM'));
    return suite.counts;
  }
  await shippedCases(suite);
  const copy = await buildTestCopy('chromium');
  const web = await LocalWeb.start();
  const browser = await launchChromium(copy, web.proxyPort);
  suite.afterEach = async () => {
    const [, ...pages] = browser.context.pages();
    await Promise.all(pages.map((page) => page.close()));
  };
  try {
    await bannerCases(suite, browser, web);
    await pageCases(suite, browser, web);
    await screenshots(suite, browser, web, '');
  } finally {
    suite.afterEach = async () => undefined;
    await browser.close();
  }
  const chinese = await launchChromium(
      await buildTestCopy('chromium', {language: 'zh_CN'}), web.proxyPort, {language: 'zh-CN'});
  try {
    await screenshots(suite, chinese, web, '-zh');
  } finally {
    await chinese.close();
    await web.stop();
  }
  await networkCase(suite, copy);
  return suite.counts;
}
