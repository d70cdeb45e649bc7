// touchstone.js: the one loader of touchstone.wasm, for the extension's worker and pages and for
// Node. It moves bytes in and out, has charsets.js decode them, and decides nothing.
//
//   const engine = await createEngine(wasmBytes);
//   engine.loadRuleset(rulesetBytes);
//   const json = engine.check(pageBytes, {input: 'page.html', day: 20781, url: 'https://...'});
//
// A trap poisons the instance: every later call throws, and the caller makes a new engine.
import {decodeToUtf8, prepareCharsets} from './charsets.js';

/** @typedef {{format: number, version: number, published: string}} RulesetSummary */

/**
 * What a check is told besides the page.
 *   day      days since 1970-01-01, UTC
 *   url      the page's address, as the user or the browser gives it; not taken from the page
 *   country  the buyer's, ISO 3166-1 alpha-2
 *   truncated  the caller lost a part of the page
 * @typedef {{input: string, day: number, url?: string, country?: string,
 *     truncated?: boolean}} CheckOptions
 */

/**
 * What touchstone_charset finds: the page, and an archive's other documents behind it.
 * @typedef {{archive: boolean, url: string, truncated: boolean, documents: {
 *     encoding: string, bytes: [number, number], content_id: string, location: string}[]}} SavedPage
 */

/** An error of the module: `code` is one of docs/verdict.md's, or "trap". */
export class TouchstoneError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [where]
   */
  constructor(code, message, where = '') {
    super(message);
    this.name = 'TouchstoneError';
    this.code = code;
    this.where = where;
  }
}

const ABI_VERSION = 2;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

/**
 * @param {BufferSource | WebAssembly.Module} wasm the module's bytes, or the compiled module
 * @returns {Promise<Engine>}
 */
export async function createEngine(wasm) {
  await prepareCharsets();
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return new Engine(await WebAssembly.instantiate(module, {}));
}

/**
 * Texts one behind the other, and where each of them stands. One text needs no copy.
 * @param {Uint8Array[]} texts
 */
function joined(texts) {
  let end = 0;
  const places = texts.map(({length}) => [end, end += length]);
  if (texts.length === 1) return {text: texts[0], places};
  const text = new Uint8Array(end);
  texts.forEach((part, i) => text.set(part, places[i][0]));
  return {text, places};
}

export class Engine {
  /** @type {any} */ #exports;
  #poisoned = false;

  /** @param {WebAssembly.Instance} instance */
  constructor(instance) {
    this.#exports = instance.exports;
    this.#exports._initialize?.();
    const version = this.#exports.touchstone_abi_version();
    if (version !== ABI_VERSION) {
      throw new TouchstoneError('abi', `expected interface version ${ABI_VERSION}, got ${version}`);
    }
  }

  /** True after a trap: nothing this instance says can be relied on. */
  get poisoned() {
    return this.#poisoned;
  }

  /** Bytes of the module's memory. It never shrinks. */
  get memoryBytes() {
    return this.#exports.memory.buffer.byteLength;
  }

  /**
   * Loads a built ruleset; on failure the one loaded before stays in use.
   * @param {Uint8Array} bytes
   * @returns {RulesetSummary}
   */
  loadRuleset(bytes) {
    return JSON.parse(
        this.#call([bytes], ([data, size]) => this.#exports.touchstone_load_ruleset(data, size)));
  }

  /**
   * Checks a page as it came from a disk or a network: charset and MHTML archives are handled.
   * @param {Uint8Array} bytes
   * @param {CheckOptions & {transport?: string}} options transport: the charset of a Content-Type
   *     header
   * @returns {string} the verdict JSON, one line
   */
  check(bytes, options) {
    const {transport = '', ...rest} = options;
    /** @type {SavedPage} */ const found = JSON.parse(this.#call(
        [bytes, encoder.encode(transport)],
        ([data, size, label, labelSize]) =>
            this.#exports.touchstone_charset(data, size, label, labelSize)));
    const source = found.archive ? this.#unpacked() : bytes;
    const texts = found.documents.map(
        ({bytes: [begin, end], encoding}) => decodeToUtf8(source.subarray(begin, end), encoding));
    const {text, places} = joined(texts);
    return this.#checkBytes(text, {
      ...rest,
      encoding: found.documents[0].encoding,
      header_url: found.url,
      truncated: found.truncated,
      documents: found.documents.map(({content_id, location}, i) => ({text: places[i], content_id, location})),
    });
  }

  /**
   * Checks a document that is decoded already, such as a snapshot of a live page.
   * @param {string} text
   * @param {CheckOptions} options
   * @returns {string} the verdict JSON, one line
   */
  checkText(text, options) {
    return this.#checkBytes(encoder.encode(text), {...options, encoding: 'utf-8'});
  }

  /**
   * @param {Uint8Array} text
   * @param {object} options
   */
  #checkBytes(text, options) {
    return this.#call(
        [text, encoder.encode(JSON.stringify(options))],
        ([data, size, json, jsonSize]) =>
            this.#exports.touchstone_check(data, size, json, jsonSize));
  }

  #unpacked() {
    const exports = this.#exports;
    const begin = exports.touchstone_document_data();
    return new Uint8Array(exports.memory.buffer, begin, exports.touchstone_document_size()).slice();
  }

  /**
   * Copies `inputs` in, runs `call` on their (pointer, size) pairs, and copies the result out.
   * @param {Uint8Array[]} inputs
   * @param {(args: number[]) => number} call
   * @returns {string}
   */
  #call(inputs, call) {
    if (this.#poisoned) throw new TouchstoneError('trap', 'the core stopped; make a new engine');
    const exports = this.#exports;
    /** @type {number[]} */ const args = [];
    /** @type {number[]} */ const allocated = [];
    try {
      for (const input of inputs) {
        const pointer = exports.touchstone_alloc(input.length) >>> 0;
        if (pointer === 0) throw new TouchstoneError('memory', 'the page needs more memory than allowed');
        allocated.push(pointer);
        new Uint8Array(exports.memory.buffer, pointer, input.length).set(input);
        args.push(pointer, input.length);
      }
      const status = call(args);
      const result = decoder.decode(new Uint8Array(
          exports.memory.buffer, exports.touchstone_result_data(),
          exports.touchstone_result_size()));
      if (status !== 0) {
        const {error} = JSON.parse(result);
        throw new TouchstoneError(error.code, error.message, error.where);
      }
      return result;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
        this.#poisoned = true;
        throw new TouchstoneError('trap', `the core stopped: ${error.message}`);
      }
      throw error;
    } finally {
      if (!this.#poisoned) for (const pointer of allocated) exports.touchstone_free(pointer);
    }
  }
}
