// popup.js: what is known of one tab, and "check this page" by activeTab.
//
// The tab is the one in front, or the one named in the address: popup.html#tab=12, which shows the
// popup as a page of its own.
import {api} from './browser_api.js';
import {text, translatePage} from './i18n.js';
import {element, reportView, verdictHead} from './report_view.js';
import {onTabReport, readTabReport} from './tab_reports.js';

const view = /** @type {HTMLElement} */ (document.getElementById('report'));
const checkButton = /** @type {HTMLButtonElement} */ (document.getElementById('check'));

async function shownTab() {
  const named = /^#tab=(\d+)$/.exec(location.hash);
  if (named !== null) return api.tabs.get(Number(named[1]));
  const [tab] = await api.tabs.query({active: true, currentWindow: true});
  return tab;
}

/** @param {string | undefined} url */
const withoutFragment = (url) => url?.split('#')[0];

/** @param {import('./report_model.js').Level} level @param {string} title @param {string} note */
function showNote(level, title, note) {
  view.replaceChildren(element('article', 'report', verdictHead(level, text(title), text(note))));
}

/** @param {chrome.tabs.Tab} tab */
async function show(tab) {
  const {url} = await api.tabs.get(/** @type {number} */ (tab.id));
  const stored = await readTabReport(/** @type {number} */ (tab.id));
  // A page that changed its address without loading anew is not the one that was judged.
  const outdated = stored !== null && url !== undefined &&
      withoutFragment(stored.url) !== withoutFragment(url);
  if (stored === null || outdated) {
    showNote('none', 'popup_not_checked', 'popup_not_checked_note');
    checkButton.textContent = text('popup_check');
    return;
  }
  view.replaceChildren(reportView(JSON.parse(stored.json)));
  checkButton.textContent = text('popup_check_again');
}

/** @param {chrome.tabs.Tab} tab */
async function check(tab) {
  checkButton.disabled = true;
  checkButton.textContent = text('popup_checking');
  try {
    await api.scripting.executeScript(
        {target: {tabId: /** @type {number} */ (tab.id)}, files: ['content.js']});
  } catch (error) {
    // The browser's own pages, its store and other extensions are closed to us.
    console.info('touchstone:', error);
    showNote('error', 'popup_forbidden', 'popup_forbidden_note');
    checkButton.hidden = true;
  }
}

translatePage();
const tab = await shownTab();
if (tab?.id !== undefined) {
  onTabReport(tab.id, async () => {
    await show(tab);
    checkButton.disabled = false;
  });
  checkButton.addEventListener('click', () => check(tab));
  await show(tab);
}
