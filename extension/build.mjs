// build.mjs: the unpacked extension for both browsers from this folder, the wasm module and the
// ruleset. Nothing is bundled or changed on the way but the manifest.
//
//   node extension/build.mjs     build/extension/chromium, build/extension/firefox
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {ALL_ORIGINS} from './marketplaces.js';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(SOURCE);

export const BROWSERS = ['chromium', 'firefox'];

// Where the parts from other folders come from, and what they are called in the extension.
const PARTS = {
  'touchstone.wasm': path.join(ROOT, 'build/wasm/touchstone.wasm'),
  'touchstone.js': path.join(ROOT, 'wasm/touchstone.js'),
  'charsets.js': path.join(ROOT, 'wasm/charsets.js'),
  'ruleset.json': path.join(ROOT, 'build/native/ruleset-1.json'),
  'LICENSE': path.join(ROOT, 'LICENSE'),
  'NOTICE': path.join(ROOT, 'NOTICE'),
};

/** @param {string} name a file of this folder */
const isShipped = (name) => /\.(?:js|html|css)$/.test(name);

/** @param {string} browser */
async function manifestFor(browser) {
  const manifest = JSON.parse(await readFile(path.join(SOURCE, 'manifest.json'), 'utf8'));
  manifest.version = (await readFile(path.join(ROOT, 'VERSION'), 'utf8')).trim();
  // Nothing is asked for up front: the user allows each marketplace.
  manifest.optional_host_permissions = ALL_ORIGINS;
  if (browser === 'chromium') {
    manifest.minimum_chrome_version = '121';
    manifest.background = {service_worker: 'worker.js', type: 'module'};
  } else {
    manifest.background = {scripts: ['worker.js'], type: 'module'};
    manifest.browser_specific_settings = {
      gecko: {
        id: 'touchstone@touchstone.example',
        strict_min_version: '140.0',
        data_collection_permissions: {required: ['none']},
      },
    };
  }
  return manifest;
}

/**
 * Builds one browser's extension. Tests change it: `parts` replaces files, `edit` the manifest.
 * @param {string} browser
 * @param {string} out the folder, made anew
 * @param {{parts?: Record<string, string>, edit?: (manifest: any) => void}} [changes]
 */
export async function buildExtension(browser, out, {parts = {}, edit} = {}) {
  await rm(out, {recursive: true, force: true});
  await mkdir(path.join(out, 'icons'), {recursive: true});
  for (const name of (await readdir(SOURCE)).filter(isShipped)) {
    await cp(path.join(SOURCE, name), path.join(out, name));
  }
  for (const name of await readdir(path.join(SOURCE, 'icons'))) {
    if (name.endsWith('.png')) {
      await cp(path.join(SOURCE, 'icons', name), path.join(out, 'icons', name));
    }
  }
  await cp(path.join(SOURCE, '_locales'), path.join(out, '_locales'), {recursive: true});
  for (const [name, file] of Object.entries({...PARTS, ...parts})) {
    await cp(file, path.join(out, name));
  }
  const manifest = await manifestFor(browser);
  edit?.(manifest);
  await writeFile(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const browser of BROWSERS) {
    const out = path.join(ROOT, 'build/extension', browser);
    try {
      await buildExtension(browser, out);
    } catch (error) {
      await rm(out, {recursive: true, force: true});
      console.error(`extension: ${/** @type {Error} */ (error).message}`);
      console.error('extension: build the command and the wasm module first: ./dev build');
      process.exit(1);
    }
    console.log(`extension: ${path.relative(ROOT, out)}`);
  }
}
