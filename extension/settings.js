// settings.js: what the user chose, in storage.local.
import {api} from './browser_api.js';

/**
 * @typedef {object} Settings
 * @property {number} format of this object, for later migrations
 * @property {string} country ISO 3166-1 alpha-2, or "" when not set
 */

/** @type {Settings} */
const DEFAULTS = {format: 1, country: ''};

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const {settings} = await api.storage.local.get('settings');
  return {...DEFAULTS, .../** @type {Partial<Settings> | undefined} */ (settings)};
}

/** @param {Partial<Settings>} changes */
export async function changeSettings(changes) {
  await api.storage.local.set({settings: {...await readSettings(), ...changes}});
}
