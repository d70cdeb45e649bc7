// extension_copies.mjs: copies of the extension for the tests.
//
// They have the ruleset that goldens are made with. Otherwise Firefox gets the shipped extension: a
// preference answers its permission prompts. Headless Chromium has none, and shows no prompt that a
// test could click, nor a toolbar button that would give activeTab: in its copies the marketplaces'
// permissions, which the shipped extension asks for one by one, are given from the start, and so are
// the hosts of the test pages' small shops, in place of activeTab.
import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {buildExtension} from '../../extension/build.mjs';
import {PINNED_RULESET, TEST_BUILDS} from './paths.mjs';

/**
 * @param {'chromium' | 'firefox'} browser
 * @param {{language?: string}} [options] language: the only one of the copy, by its folder
 */
export async function buildTestCopy(browser, {language} = {}) {
  const out = path.join(TEST_BUILDS, language === undefined ? browser : `${browser}-${language}`);
  await buildExtension(browser, out, {
    parts: {'ruleset.json': PINNED_RULESET},
    edit: (manifest) => {
      if (browser === 'chromium') {
        manifest.host_permissions = [...manifest.optional_host_permissions, 'https://*.example/*'];
        delete manifest.optional_host_permissions;
      }
      if (language !== undefined) manifest.default_locale = language;
    },
  });
  if (language !== undefined) {
    // A browser in another language than the system's is no matter of a switch everywhere.
    for (const other of await readdir(path.join(out, '_locales'))) {
      if (other !== language) await rm(path.join(out, '_locales', other), {recursive: true});
    }
  }
  return out;
}
