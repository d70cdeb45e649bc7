// check.js: checks saved pages that are dropped or chosen. They are read here and go nowhere: the
// core runs in this page, and there is no network in it.
//
// A report stands in the page twice: drawn for people, and as the JSON that the core gave, byte for
// byte (pre.json, and the file that "save" writes).
import {text, today, translatePage} from './i18n.js';
import {Core, dayOf, errorRecord} from './engine.js';
import {readSettings} from './settings.js';
import {drawing, element, reportView} from './report_view.js';
import {MARK} from './shapes.js';

const PAGE_NAME = /\.(?:html?|xhtml|mht(?:ml)?)$/i;

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

const core = new Core();
const urlField = /** @type {HTMLInputElement} */ (byId('url'));
const atField = /** @type {HTMLInputElement} */ (byId('at'));
let total = 0;
let done = 0;

function showProgress() {
  byId('progress').hidden = total === 0;
  byId('progress-text').textContent = text('check_progress', done, total);
}

/** Saves what the core said, under the page's name. @param {string} input @param {string} json */
function save(input, json) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([json], {type: 'application/json'}));
  link.download = `${input.replace(PAGE_NAME, '')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} input @param {string} json */
function showReport(input, json) {
  const saveButton = element('button', '', text('check_save'));
  saveButton.addEventListener('click', () => save(input, json));
  const pre = element('pre', 'json', json);
  pre.dir = 'ltr';
  pre.translate = false;
  const checked = element(
      'section', 'checked',
      element('header', 'file', element('span', '', input), saveButton),
      reportView(JSON.parse(json)),
      element('details', 'raw', element('summary', '', text('check_raw')), pre));
  checked.dataset.input = input;
  byId('reports').append(checked);
}

/** @param {string} name */
function refuse(name) {
  byId('reports').append(
      element('p', 'checked alone file', text('check_not_a_page', name)));
}

/** @typedef {{url: string, day: number, country: string}} Options */

/** @param {File} file @param {Options} options */
async function judge(file, options) {
  const input = file.name;
  try {
    return core.checkBytes(new Uint8Array(await file.arrayBuffer()), {input, ...options});
  } catch (error) {
    // The file went away, or may not be read.
    return errorRecord(input, 'unreadable', String(error));
  }
}

/** @param {File} file @param {Options} options */
async function check(file, options) {
  if (!PAGE_NAME.test(file.name)) {
    refuse(file.name);
  } else {
    showReport(file.name, await judge(file, options));
  }
  done += 1;
  showProgress();
}

/** @param {string} words */
const isAddress = (words) => words === '' ||
    (URL.canParse(words) && /^https?:$/.test(new URL(words).protocol));

/** @param {Iterable<File>} files */
async function checkAll(files) {
  const chosen = [...files];
  urlField.setCustomValidity('');
  if (!isAddress(urlField.value)) {
    urlField.setCustomValidity(text('check_url_bad'));
    urlField.reportValidity();
    return;
  }
  const {country} = await readSettings();
  const day = dayOf(Number.isNaN(atField.valueAsNumber) ? Date.now() : atField.valueAsNumber);
  total += chosen.length;
  showProgress();
  // One after the other: the page stays alive, and the reports stand in the files' order.
  for (const file of chosen) await check(file, {url: urlField.value, day, country});
}

translatePage();
document.title = text('check_title');
byId('mark').append(drawing(MARK, ''));
atField.value = today();
byId('pick').addEventListener('click', () => byId('files').click());
byId('files').addEventListener('change', async () => {
  await checkAll(byId('files').files);
  byId('files').value = '';
});
byId('clear').addEventListener('click', () => {
  byId('reports').replaceChildren();
  total = 0;
  done = 0;
  showProgress();
});

// The whole window takes files, so that one that misses the box does not replace the page.
addEventListener('dragover', (event) => {
  event.preventDefault();
  byId('drop').classList.add('over');
});
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) byId('drop').classList.remove('over');
});
addEventListener('drop', (event) => {
  event.preventDefault();
  byId('drop').classList.remove('over');
  checkAll(event.dataTransfer?.files ?? []);
});
document.body.dataset.ready = '';
