// browser_api.js: the one name for the extension API. Firefox calls it `browser`; its `chrome` is
// the same with callbacks. Chromium's `chrome` gives promises in Manifest V3.

/** @type {typeof chrome} */
export const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
