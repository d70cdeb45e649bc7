// firefox.mjs: Firefox with the extension in it. puppeteer-core starts it and speaks WebDriver BiDi;
// what it has no call for (an extension's own pages, closed shadow roots) is said in BiDi's own
// commands.
//
// Not possible here: the toolbar button and its popup, and so activeTab (the popup is opened as a
// page); the background page, and so its clock (bans by date are tested in Chromium and on the
// check page).
import puppeteer from 'puppeteer-core';
import {until} from './harness.mjs';
import {FIREFOX} from './paths.mjs';

const EXTENSION_ID = 'touchstone@touchstone.example';
// Firefox gives an extension's pages a random host; the tests give them this one.
const HOST = '5b0f6a3e-6f0e-4d0c-9b55-0c8a4b1f7d21';

/** A tab. */
export class Tab {
  /** @param {FirefoxBrowser} browser @param {string} context */
  constructor(browser, context) {
    this.browser = browser;
    this.context = context;
  }

  /** @param {string} url */
  async goto(url) {
    await this.browser.send('browsingContext.navigate', {context: this.context, url, wait: 'complete'});
  }

  /**
   * The value of an expression, which may be a promise.
   * @param {string} expression
   * @param {object} [serializationOptions]
   */
  async remote(expression, serializationOptions) {
    const evaluated = await this.browser.send('script.evaluate', {
      expression, target: {context: this.context}, awaitPromise: true, serializationOptions,
    });
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
    return evaluated.result;
  }

  /** The same, as plain data. @param {string} expression @returns {Promise<any>} */
  async evaluate(expression) {
    const {value} = await this.remote(
        `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? 'null')`);
    return JSON.parse(value);
  }

  /** @param {string} condition */
  async waitFor(condition) {
    await until(() => this.evaluate(`Boolean(${condition})`).catch(() => false), condition);
  }

  /** @param {string} selector */
  async #locate(selector) {
    await this.waitFor(`document.querySelector(${JSON.stringify(selector)})`);
    return this.remote(`document.querySelector(${JSON.stringify(selector)})`);
  }

  /** A mouse's click, which the browser takes for the user's. @param {string} selector */
  async click(selector) {
    const {sharedId} = await this.#locate(selector);
    await this.evaluate(
        `document.querySelector(${JSON.stringify(selector)}).scrollIntoView({block: 'center'})`);
    await this.clickNode(sharedId);
  }

  /** @param {string} sharedId */
  async clickNode(sharedId) {
    await this.browser.send('input.performActions', {
      context: this.context,
      actions: [{
        type: 'pointer', id: 'mouse', actions: [
          {type: 'pointerMove', x: 0, y: 0, origin: {type: 'element', element: {sharedId}}},
          {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0},
        ],
      }],
    });
  }

  /** @param {string} selector @param {string[]} files */
  async setFiles(selector, files) {
    const {sharedId} = await this.#locate(selector);
    await this.browser.send(
        'input.setFiles', {context: this.context, element: {sharedId}, files});
  }

  /** @returns {Promise<Buffer>} */
  async screenshot() {
    const {data} = await this.browser.send(
        'browsingContext.captureScreenshot', {context: this.context});
    return Buffer.from(data, 'base64');
  }

  async close() {
    await this.browser.send('browsingContext.close', {context: this.context});
  }
}

export class FirefoxBrowser {
  /** @type {any} */ #puppeteer;

  /** @param {string} extension the unpacked extension @param {number} proxyPort */
  static async launch(extension, proxyPort) {
    const browser = new FirefoxBrowser();
    browser.#puppeteer = await puppeteer.launch({
      browser: 'firefox', executablePath: FIREFOX ?? undefined, headless: true,
      acceptInsecureCerts: true,
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({[EXTENSION_ID]: HOST}),
        // Answers yes to the permission prompt, which no test can click.
        'extensions.webextOptionalPermissionPrompts': false,
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxyPort,
        'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxyPort,
        'ui.prefersReducedMotion': 1,
      },
    });
    await browser.#puppeteer.installExtension(extension);
    return browser;
  }

  /** @param {string} method @param {object} params @returns {Promise<any>} */
  async send(method, params) {
    return (await this.#puppeteer.connection.send(method, params)).result;
  }

  /** @param {string} path */
  extensionUrl(path) {
    return `moz-extension://${HOST}/${path}`;
  }

  /** @returns {Promise<{url: string, context: string}[]>} */
  async tabs() {
    return (await this.send('browsingContext.getTree', {maxDepth: 0})).contexts;
  }

  /** The tab that shows an address. @param {string} url */
  async tabAt(url) {
    const {context} = await until(
        async () => (await this.tabs()).find((tab) => tab.url === url), `a tab at ${url}`);
    return new Tab(this, context);
  }

  async newTab() {
    const {context} = await this.send('browsingContext.create', {type: 'tab'});
    await this.send('browsingContext.setViewport', {context, viewport: {width: 1280, height: 860}});
    return new Tab(this, context);
  }

  async close() {
    await this.#puppeteer.close();
  }
}
