// firefox_cases.mjs: the extension end to end in Firefox, from the first run on: the permissions are
// granted and withdrawn on the options page as a user does it.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {CHARSET_PAGE, CHARSETS_THAT_DIFFER, putCharsetPage} from './charset_page.mjs';
import {buildTestCopy} from './extension_copies.mjs';
import {FirefoxBrowser} from './firefox.mjs';
import {Suite, skip, until} from './harness.mjs';
import {all, describe, fromBidi} from './notice_tree.mjs';
import {testPage, testPages} from './pages.mjs';
import {FIREFOX, FIXTURES, SCREENSHOTS} from './paths.mjs';
import {LocalWeb} from './server.mjs';

/** @typedef {import('./firefox.mjs').Tab} Tab */

const SCAM = 'alibaba-l9-token-price.html';
const HONEST = 'amazon-s19k-pro-hashrate-twin.html';

/** The notice's host with its closed shadow root, or null. @param {Tab} tab */
async function noticeTree(tab) {
  const node = await tab.remote(
      `[...document.documentElement.children].find((child) => child.matches('[popover]')) ?? null`,
      {maxDomDepth: 20, includeShadowTree: 'all'});
  if (node.type === 'null') return null;
  const tree = fromBidi(node);
  return all(tree, 'headline').length > 0 ? tree : null;
}

/** @param {Tab} tab */
const notice = (tab) => until(() => noticeTree(tab), 'the notice');

/** Opens one of the extension's pages from another. @param {Tab} from @param {string} file */
async function openOwn(from, file) {
  const url = from.browser.extensionUrl(file);
  await from.evaluate(`browser.tabs.create({url: ${JSON.stringify(url)}}).then(() => true)`);
  const tab = await from.browser.tabAt(url);
  await tab.browser.send(
      'browsingContext.setViewport', {context: tab.context, viewport: {width: 1000, height: 900}});
  return tab;
}

/** The last report of the tab that shows `url`. @param {Tab} own a page of the extension @param {string} url */
const reportOf = (own, url) => until(() => own.evaluate(
    `browser.storage.session.get().then((stored) => Object.values(stored)
         .find((report) => report.url === ${JSON.stringify(url)})?.json ?? null)`),
`a report of ${url}`);

/** @param {Tab} tab @param {string} name */
async function screenshot(tab, name) {
  mkdirSync(SCREENSHOTS, {recursive: true});
  writeFileSync(path.join(SCREENSHOTS, `${name}.png`), await tab.screenshot());
}

/** @returns {Promise<import('./harness.mjs').Counts>} */
export async function runFirefox() {
  const suite = new Suite('firefox');
  if (FIREFOX === null) {
    await suite.test('Firefox', () => skip('no Firefox here: set TOUCHSTONE_FIREFOX'));
    return suite.counts;
  }
  const web = await LocalWeb.start();
  for (const {url, bytes} of testPages()) {
    if (url !== null) web.put(url, bytes, {'content-type': 'text/html'});
  }
  // Twins share an address: these are the ones that are served.
  for (const name of [SCAM, HONEST]) {
    web.put(testPage(name).url ?? '', testPage(name).bytes, {'content-type': 'text/html'});
  }
  web.put(
      'https://s.alicdn.com/@g/alimod/??detail/1.4.22/index.css',
      readFileSync(path.join(FIXTURES, 'alibaba.css')), {'content-type': 'text/css'});
  putCharsetPage(web);
  const browser = await FirefoxBrowser.launch(await buildTestCopy('firefox'), web.proxyPort);
  try {
    await cases(suite, browser);
  } finally {
    await browser.close();
    await web.stop();
  }
  return suite.counts;
}

/** @param {Suite} suite @param {FirefoxBrowser} browser */
async function cases(suite, browser) {
  const options = await browser.tabAt(browser.extensionUrl('options.html#welcome'));
  await options.waitFor(`document.body.dataset.ready !== undefined`);
  const scripts = () => options.evaluate(
      `browser.scripting.getRegisteredContentScripts().then((scripts) => scripts.length)`);
  const scamUrl = testPage(SCAM).url ?? '';
  const page = await browser.newTab();

  await suite.test('nothing is watched until it is allowed', async () => {
    assert.equal(await options.evaluate(`document.querySelectorAll('.switch:checked').length`), 0);
    assert.equal(await scripts(), 0);
    await page.goto(scamUrl);
    assert.equal(await noticeTree(page), null);
    await screenshot(options, 'firefox-first-run');
  });

  await suite.test('one marketplace is allowed by its switch', async () => {
    await options.click('#site-alibaba');
    await options.waitFor(`document.querySelectorAll('.switch:checked').length === 1`);
    await until(async () => await scripts() === 2, 'two scripts');
  });

  await suite.test('a likely scam is announced with reasons and quotes', async () => {
    await page.goto(scamUrl);
    const shown = describe(await notice(page));
    assert.equal(shown.level, 'likely_scam');
    assert.equal(shown.role, 'alert');
    assert.equal(shown.headline, 'This offer looks like a scam');
    assert.ok(shown.reasons.length >= 1 && shown.reasons.length <= 3);
    assert.ok(shown.quotes.some((quote) => quote.includes('1.00')), shown.quotes.join());
    assert.deepEqual(shown.bans[0].days, ['2021-09-27', '2021-10-08', '2021-10-16']);
    assert.ok(shown.links.length > 0);
    await screenshot(page, 'firefox-banner');
  });

  await suite.test('the notice can be opened and dismissed', async () => {
    await page.clickNode(all(await notice(page), 'details')[0].handle);
    await until(async () => all(await notice(page), 'open').length === 1, 'the details');
    await page.clickNode(all(await notice(page), 'close')[0].handle);
    await until(async () => await noticeTree(page) === null, 'the notice to go');
  });

  await suite.test('one button allows them all', async () => {
    await options.click('#allow-all');
    await options.waitFor(`document.querySelectorAll('.switch:checked').length === 12`);
    await until(async () => await scripts() === 24, 'all scripts');
  });

  await suite.test('an honest twin stays silent', async () => {
    const {url} = testPage(HONEST);
    await page.goto(url ?? '');
    const report = JSON.parse(await reportOf(options, url ?? ''));
    assert.equal(report.verdict, 'no_warning');
    await page.evaluate(`new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`);
    assert.equal(await noticeTree(page), null);
  });

  await suite.test('the popup shows the tab’s report', async () => {
    await page.goto(scamUrl);
    await notice(page);
    const id = await options.evaluate(
        `browser.tabs.query({url: ${JSON.stringify(scamUrl)}}).then(([tab]) => tab.id)`);
    const popup = await openOwn(options, `popup.html#tab=${id}`);
    await popup.waitFor(`document.querySelector('.word')`);
    assert.equal(await popup.evaluate(`document.querySelector('.word').textContent`), 'Likely scam');
    await screenshot(popup, 'firefox-popup');
    await popup.close();
  });

  await suite.test('the check page gives every golden, byte for byte', async () => {
    const pages = testPages().filter(({golden}) => golden !== null);
    if (pages.length === 0) skip('no goldens yet');
    const check = await openOwn(options, 'check.html');
    await check.waitFor(`document.body.dataset.ready !== undefined`);
    for (const {name, file, url, at, golden} of pages) {
      await check.evaluate(`(document.getElementById('clear').click(),
          document.getElementById('url').value = ${JSON.stringify(url ?? '')},
          document.getElementById('at').value = ${JSON.stringify(at)})`);
      await check.setFiles('#files', [file]);
      await check.waitFor(`document.querySelector('pre.json')`);
      const expected = (golden ?? '').replace(
          JSON.stringify(JSON.parse(golden ?? '').input), JSON.stringify(name));
      assert.equal(await check.evaluate(`document.querySelector('pre.json').textContent`), expected, name);
    }
    await screenshot(check, 'firefox-check');
    await check.close();
  });

  await suite.test('every charset is decoded as the standard has it', async () => {
    const tab = await browser.newTab();
    await tab.goto(CHARSET_PAGE);
    assert.deepEqual(await tab.evaluate(CHARSETS_THAT_DIFFER), []);
    await tab.close();
  });

  await suite.test('what was allowed can be taken back', async () => {
    await options.click('#site-alibaba');
    await options.waitFor(`document.querySelectorAll('.switch:checked').length === 11`);
    await until(async () => await scripts() === 22, 'the scripts to go');
    await page.goto(scamUrl);
    assert.equal(await noticeTree(page), null);
    await options.click('#remove-all');
    await until(async () => await scripts() === 0, 'all scripts to go');
  });
}
