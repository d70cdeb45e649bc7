// harness.mjs: a list of named tests, run one after the other, and their counts.

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

export class Skip extends Error {}

/** @param {string} why @returns {never} */
export function skip(why) {
  throw new Skip(why);
}

/**
 * Waits for a condition, never for a time.
 * @template T
 * @param {() => Promise<T> | T} probe
 * @param {string} what for the message when it does not come
 * @param {number} [timeout] ms
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(probe, what, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await probe();
    if (value) return /** @type {NonNullable<T>} */ (value);
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export class Suite {
  /** @type {Counts} */ counts = {passed: 0, failed: 0, skipped: 0};
  /** Tidies up, whatever became of a test. @type {() => Promise<void>} */
  afterEach = async () => undefined;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {string} name @param {() => Promise<void> | void} body */
  async test(name, body) {
    const started = Date.now();
    try {
      await body();
      this.counts.passed += 1;
      console.log(`ok       ${this.name}: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      if (error instanceof Skip) {
        this.counts.skipped += 1;
        console.log(`skipped  ${this.name}: ${name}: ${error.message}`);
        return;
      }
      this.counts.failed += 1;
      console.log(`FAILED   ${this.name}: ${name}`);
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(words.replace(/^/gm, '         '));
    } finally {
      await this.afterEach();
    }
  }
}
