// wake.js: at document_start, on the marketplaces that the user allowed: starts the worker and the
// core while the page is still loading. The answer is the worker's silence.
(() => {
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  // No listener answers, or the extension was just updated: the check itself will wake the worker.
  api.runtime.sendMessage({type: 'wake'}).catch(() => undefined);
})();
