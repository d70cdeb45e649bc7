// options.js: which marketplaces Touchstone may look at, and the user's country. It is also the
// first-run page: options.html#welcome.
//
// A switch is the browser's permission itself and nothing is stored beside it, so that the two
// cannot differ. The worker hears of each change from the browser.
import {api} from './browser_api.js';
import {COUNTRIES} from './countries.js';
import {language, text, translatePage} from './i18n.js';
import {ALL_ORIGINS, MARKETPLACES} from './marketplaces.js';
import {drawing, element} from './report_view.js';
import {changeSettings, readSettings} from './settings.js';
import {MARK} from './shapes.js';

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

// --- marketplaces ---------------------------------------------------------------------------------

const switches = MARKETPLACES.map(({id, origins}) => {
  const input = /** @type {HTMLInputElement} */ (element('input', 'switch'));
  input.type = 'checkbox';
  input.id = `site-${id}`;
  input.setAttribute('role', 'switch');
  input.addEventListener('change', () => change(origins, input.checked));
  return {id, origins, input};
});

async function showSites() {
  let count = 0;
  for (const {origins, input} of switches) {
    input.checked = await api.permissions.contains({origins});
    if (input.checked) count += 1;
  }
  byId('sites-count').textContent = text('sites_on', count, switches.length);
  byId('allow-all').hidden = count === switches.length;
  byId('remove-all').hidden = count === 0;
  return count;
}

/** @param {string} id "" for none */
function say(id) {
  byId('message').textContent = id === '' ? '' : text(id);
  byId('message').hidden = id === '';
}

/**
 * Asks the browser at once: it grants only within the click's own turn.
 * @param {string[]} origins
 * @param {boolean} allowed
 */
async function change(origins, allowed) {
  const done = allowed ?
      api.permissions.request({origins}) : api.permissions.remove({origins});
  const changed = await done.catch((error) => {
    console.warn('touchstone:', error);
    return false;
  });
  const count = await showSites();
  if (!changed) say('sites_denied');
  else say(allowed && count === switches.length ? 'sites_all_on' : '');
}

// --- country --------------------------------------------------------------------------------------

async function showCountries() {
  const names = new Intl.DisplayNames(language, {type: 'region'});
  const select = /** @type {HTMLSelectElement} */ (byId('country'));
  const byName = COUNTRIES.map((code) => ({code, name: names.of(code) ?? code}))
      .sort((a, b) => a.name.localeCompare(b.name, language));
  select.append(
      new Option(text('country_none'), ''),
      ...byName.map(({code, name}) => new Option(name, code)));
  select.value = (await readSettings()).country;
  select.addEventListener('change', async () => {
    await changeSettings({country: select.value});
    byId('saved').textContent = text('saved');
  });
}

// --- the page -------------------------------------------------------------------------------------

translatePage();
byId('mark').append(drawing(MARK, ''));
const welcome = location.hash === '#welcome';
byId('intro').hidden = !welcome;
byId('title').hidden = welcome;
document.title = text(welcome ? 'app_name' : 'options_title');
byId('sites').append(...switches.map(({id, input}) => {
  const label = /** @type {HTMLLabelElement} */ (element('label', 'site', text(`site_${id}`), input));
  label.htmlFor = input.id;
  return element('li', '', label);
}));
byId('allow-all').addEventListener('click', () => change(ALL_ORIGINS, true));
byId('remove-all').addEventListener('click', () => change(ALL_ORIGINS, false));
api.permissions.onAdded.addListener(showSites);
api.permissions.onRemoved.addListener(showSites);
await Promise.all([showSites(), showCountries()]);
document.body.dataset.ready = '';
