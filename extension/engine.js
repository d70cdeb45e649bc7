// engine.js: the core as the extension uses it: started once and only when needed, with the ruleset
// that is packaged; made anew after a trap.
//
// It serves the worker and the check page. Every answer is a JSON string: a report, or an error
// record in the same form as the command's. A trap is told as an error and never as "clean".
import {api} from './browser_api.js';
import {createEngine, TouchstoneError} from './touchstone.js';

/** @typedef {import('./touchstone.js').Engine} Engine */
/** @typedef {import('./touchstone.js').CheckOptions} CheckOptions */

const MODULE_FILE = 'touchstone.wasm';
const RULESET_FILE = 'ruleset.json';
const MS_A_DAY = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01, UTC, of a time in milliseconds. @param {number} time */
export const dayOf = (time) => Math.floor(time / MS_A_DAY);

/** @param {string} name a packaged file */
async function readPackaged(name) {
  const response = await fetch(api.runtime.getURL(name));
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * What stands for a page that could not be judged, in the same form as the command's.
 * @param {string} input
 * @param {string} code
 * @param {string} message
 * @param {string} [where]
 */
export const errorRecord = (input, code, message, where = '') =>
    JSON.stringify({format: 1, input, error: {code, message, where}});

export class Core {
  /** @type {Promise<WebAssembly.Module> | null} */ #module = null;
  /** @type {Promise<Engine> | null} */ #engine = null;

  /** Starts the core ahead of the first check. It may be called any number of times. */
  start() {
    this.#engine ??= this.#create().catch((error) => {
      // A start that failed is not kept: the next check begins afresh.
      this.#engine = null;
      this.#module = null;
      throw error;
    });
    return this.#engine;
  }

  /**
   * Checks a snapshot of a live page.
   * @param {string} text
   * @param {CheckOptions} options
   */
  checkText(text, options) {
    return this.#run(options.input, (engine) => engine.checkText(text, options));
  }

  /**
   * Checks a saved page.
   * @param {Uint8Array} bytes
   * @param {CheckOptions} options
   */
  checkBytes(bytes, options) {
    return this.#run(options.input, (engine) => engine.check(bytes, options));
  }

  async #create() {
    // The compiled module outlives a trapped instance.
    this.#module ??= readPackaged(MODULE_FILE).then((bytes) => WebAssembly.compile(bytes));
    const [module, ruleset] = await Promise.all([this.#module, readPackaged(RULESET_FILE)]);
    const engine = await createEngine(module);
    engine.loadRuleset(ruleset);
    return engine;
  }

  /**
   * @param {string} input
   * @param {(engine: Engine) => string} check
   * @returns {Promise<string>}
   */
  async #run(input, check) {
    /** @type {Engine | null} */ let engine = null;
    try {
      engine = await this.start();
      return check(engine);
    } catch (error) {
      if (engine?.poisoned) this.#engine = null;
      console.warn('touchstone:', error);
      return error instanceof TouchstoneError ?
          errorRecord(input, error.code, error.message, error.where) :
          errorRecord(input, 'internal', String(error));
    }
  }
}
