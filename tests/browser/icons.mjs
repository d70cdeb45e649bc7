// icons.mjs: draws extension/icons/*.png from touchstone.svg, by Chromium. Run by hand after a
// change: node tests/browser/icons.mjs
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {chromium} from 'playwright-core';
import {CHROMIUM, ROOT} from './paths.mjs';

const folder = path.join(ROOT, 'extension/icons');
const svg = await readFile(path.join(folder, 'touchstone.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: CHROMIUM ?? undefined, args: ['--no-sandbox', '--disable-gpu'],
});
for (const size of [16, 32, 48, 128]) {
  // The stores ask for an empty margin around the large one.
  const margin = size === 128 ? 12 : 0;
  const page = await browser.newPage({viewport: {width: size, height: size}});
  await page.setContent(
      `<style>body{margin:${margin}px}svg{display:block;width:${size - 2 * margin}px}</style>${svg}`);
  await page.screenshot({
    path: path.join(folder, `touchstone-${size}.png`), omitBackground: true,
  });
  await page.close();
}
await browser.close();
