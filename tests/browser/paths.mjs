// paths.mjs: where things are, for the browser tests.
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const TEST_PAGES = path.join(ROOT, 'test_pages');
export const FIXTURES = path.join(ROOT, 'tests/browser/fixtures');
export const SCREENSHOTS = path.join(ROOT, 'build/screenshots');
export const TEST_BUILDS = path.join(ROOT, 'build/test-extension');

/** @param {string} variable @param {string[]} names */
function findProgram(variable, names) {
  const given = process.env[variable];
  if (given) return given;
  for (const name of names) {
    try {
      return execFileSync('/bin/sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).trim();
    } catch {
      continue;  // the next name
    }
  }
  return null;
}

export const CHROMIUM = findProgram('TOUCHSTONE_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']);
export const FIREFOX = findProgram('TOUCHSTONE_FIREFOX', ['firefox-esr', 'firefox']);

/** The ruleset that goldens are made with; the shipped one while there is none. */
export const PINNED_RULESET = [
  path.join(TEST_PAGES, 'ruleset-1.json'), path.join(ROOT, 'build/native/ruleset-1.json'),
].find((file) => existsSync(file)) ?? '';
