// tab_reports.js: the last report of each tab, in storage.session: in memory, gone with the browser.
// The worker writes it, the popup reads it.
import {api} from './browser_api.js';

/**
 * @typedef {object} TabReport
 * @property {string} url the address that was judged
 * @property {string} json the report, or an error record
 */

/** @param {number} tabId */
const keyOf = (tabId) => `tab:${tabId}`;

/** @param {number} tabId @returns {Promise<TabReport | null>} */
export async function readTabReport(tabId) {
  const key = keyOf(tabId);
  const stored = await api.storage.session.get(key);
  return /** @type {TabReport | undefined} */ (stored[key]) ?? null;
}

/** @param {number} tabId @param {TabReport} report */
export async function writeTabReport(tabId, report) {
  const entry = {[keyOf(tabId)]: report};
  try {
    await api.storage.session.set(entry);
  } catch (error) {
    // The quota is full of other tabs' reports. They can be had again; this one is being looked at.
    console.warn('touchstone: forgetting the reports of other tabs:', error);
    await api.storage.session.clear();
    await api.storage.session.set(entry);
  }
}

/** @param {number} tabId */
export async function removeTabReport(tabId) {
  await api.storage.session.remove(keyOf(tabId));
}

/**
 * @param {number} tabId
 * @param {() => void} changed called when that tab's report was written or removed
 */
export function onTabReport(tabId, changed) {
  api.storage.session.onChanged.addListener((changes) => {
    if (keyOf(tabId) in changes) changed();
  });
}
