// show.mjs: Chromium with the extension on a bundled listing, at the marketplace's own address, which
// a server on this machine answers. With a display the browser stays open until it is closed; without
// one a screenshot of the banner is saved. The copy of the extension that is shown has the
// marketplaces' permissions from the start.
import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {launchChromium} from './chromium.mjs';
import {buildTestCopy} from './extension_copies.mjs';
import {until} from './harness.mjs';
import {testPage} from './pages.mjs';
import {CHROMIUM, FIXTURES, ROOT} from './paths.mjs';
import {LocalWeb} from './server.mjs';

const PAGE = 'alibaba-l9-token-price.html';

if (CHROMIUM === null) {
  console.log('No Chromium here: install it, or set TOUCHSTONE_CHROMIUM.');
  process.exit(1);
}
const headless = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const web = await LocalWeb.start();
const {url, bytes} = testPage(PAGE);
web.put(String(url), bytes);
web.put(
    'https://s.alicdn.com/@g/alimod/??detail/1.4.22/index.css',
    readFileSync(path.join(FIXTURES, 'alibaba.css')), {'content-type': 'text/css'});
const browser = await launchChromium(await buildTestCopy('chromium'), web.proxyPort, {headless});
const page = await browser.context.newPage();
await page.goto(String(url));
await until(() => browser.worker.evaluate(async (wanted) => {
  const stored = Object.values(await chrome.storage.session.get());
  return stored.some((report) => /** @type {any} */ (report).url === wanted);
}, url), 'the report of the bundled page');
// The answer is drawn in the frame after it came.
await page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
}));
if (headless) {
  const file = path.join(ROOT, 'build/banner.png');
  mkdirSync(path.dirname(file), {recursive: true});
  await page.screenshot({path: file});
  console.log(`No display: the banner on ${PAGE} is in build/banner.png`);
  await browser.close();
} else {
  console.log(`Chromium shows the banner on ${PAGE}. Close it to end.`);
  await new Promise((resolve) => browser.context.once('close', () => resolve(undefined)));
}
await web.stop();
