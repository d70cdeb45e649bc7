// chromium.mjs: Chromium with the extension in it, by playwright-core.
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {chromium} from 'playwright-core';
import {until} from './harness.mjs';
import {CHROMIUM} from './paths.mjs';

// Requests of the worker are reported only so.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

/**
 * @typedef {object} Browser
 * @property {import('playwright-core').BrowserContext} context
 * @property {import('playwright-core').Worker} worker the extension's
 * @property {string} base "chrome-extension://.../"
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} extension the unpacked extension
 * @param {number} proxyPort
 * @param {{headless?: boolean, language?: string, width?: number, height?: number}} [options]
 * @returns {Promise<Browser>}
 */
export async function launchChromium(extension, proxyPort, options = {}) {
  const {headless = true, language = 'en-US', width = 1280, height = 860} = options;
  const profile = await mkdtemp(path.join(os.tmpdir(), 'touchstone-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM ?? undefined,
    headless: false,  // playwright's own headless mode is the old one, without extensions
    ignoreHTTPSErrors: true,
    viewport: headless ? {width, height} : null,
    locale: language,
    reducedMotion: 'reduce',
    env: {...process.env, LANGUAGE: language.replace('-', '_'), LANG: 'C.UTF-8'},
    args: [
      ...(headless ? ['--headless=new', '--hide-scrollbars'] : []),
      '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', `--lang=${language}`,
      `--proxy-server=127.0.0.1:${proxyPort}`, '--ignore-certificate-errors',
      // Branded builds need the switch back; Chromium has it on.
      '--disable-features=DisableLoadExtensionCommandLineSwitch,Translate,OptimizationHints,MediaRouter',
      `--load-extension=${extension}`, `--disable-extensions-except=${extension}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker');
  // A copy with permissions registers its scripts when it is installed.
  await until(() => worker.evaluate(async () => {
    const {host_permissions: given = []} = chrome.runtime.getManifest();
    return given.length === 0 || (await chrome.scripting.getRegisteredContentScripts()).length > 0;
  }), 'the scripts to be registered');
  return {
    context,
    worker,
    base: new URL('/', worker.url()).href,
    close: async () => {
      await context.close();
      await rm(profile, {recursive: true, force: true});
    },
  };
}
