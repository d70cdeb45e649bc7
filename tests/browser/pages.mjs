// pages.mjs: the bundled pages and their goldens.
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {TEST_PAGES} from './paths.mjs';

/**
 * @typedef {object} TestPage
 * @property {string} name "alibaba-x.html"
 * @property {string} file
 * @property {Buffer} bytes
 * @property {string | null} url null: it stands in the page
 * @property {string} at
 * @property {string | null} golden one line, without its line feed
 */

/** @returns {TestPage[]} */
export function testPages() {
  const table = JSON.parse(readFileSync(path.join(TEST_PAGES, 'pages.json'), 'utf8'));
  return table.map((/** @type {{page: string, url: string | null, at: string}} */ row) => {
    const {page: name, url, at} = row;
    const file = path.join(TEST_PAGES, name);
    const golden = file.replace(/\.m?html$/, '.json');
    return {
      name, file, url, at, bytes: readFileSync(file),
      golden: existsSync(golden) ? readFileSync(golden, 'utf8').replace(/\n$/, '') : null,
    };
  });
}

/** @param {string} name @returns {TestPage} */
export function testPage(name) {
  const page = testPages().find((candidate) => candidate.name === name);
  if (page === undefined) throw new Error(`no test page ${name}`);
  return page;
}
