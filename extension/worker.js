// worker.js: the background. It may be stopped at any time and started by any event, so listeners
// are registered at the top level, and all state is in storage.
//
// Messages, by `type`:
//   wake   {}                 from wake.js: start the core
//   check  {html, truncated}  from content.js: judge a snapshot; answers {notice, css}, without a
//                             notice where the page gets no banner
import {api} from './browser_api.js';
import {Core, dayOf} from './engine.js';
import {text} from './i18n.js';
import {MARKETPLACES} from './marketplaces.js';
import {noticeOf} from './notice.js';
import {isError, levelOf, worstFirst} from './report_model.js';
import {readSettings} from './settings.js';
import {removeTabReport, writeTabReport} from './tab_reports.js';

/** @typedef {import('./report_model.js').Report} Report */
/** @typedef {import('./report_model.js').ErrorRecord} ErrorRecord */
/** @typedef {{notice: import('./notice.js').Notice | null, css: string}} Answer */

// --- checking -------------------------------------------------------------------------------------

const core = new Core();
/** @type {Promise<string> | null} */ let bannerCss = null;

/** The toolbar's colour for a level that gets a badge. There is none for praise. */
const BADGE_COLORS = /** @type {Record<string, string>} */ ({
  likely_scam: '#b42318',
  caution: '#b54708',
  ban: '#4338a8',
  error: '#667085',
});

/** @param {number} tabId @param {string} level */
async function showBadge(tabId, level) {
  const color = BADGE_COLORS[level];
  if (color === undefined) {
    await api.action.setBadgeText({tabId, text: ''});
    return;
  }
  await Promise.all([
    api.action.setBadgeText({tabId, text: text(`badge_${level}`)}),
    api.action.setBadgeBackgroundColor({tabId, color}),
    api.action.setBadgeTextColor({tabId, color: '#ffffff'}),
  ]);
}

/** @param {Report | ErrorRecord} report */
function worstLevel(report) {
  if (isError(report)) return 'error';
  return report.listings.length === 0 ? 'none' : levelOf(worstFirst(report)[0]);
}

function readBannerCss() {
  bannerCss ??= Promise.all(['tokens.css', 'banner.css'].map(async (name) => {
    const response = await fetch(api.runtime.getURL(name));
    return response.text();
  })).then((parts) => parts.join('\n'));
  return bannerCss;
}

/**
 * @param {{html: string, truncated: boolean}} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Answer>}
 */
async function check({html, truncated}, sender) {
  const tabId = sender.tab?.id;
  // The address is the browser's, never what the page or its script says of itself.
  const url = sender.url;
  if (tabId === undefined || url === undefined) return {notice: null, css: ''};
  const {country} = await readSettings();
  const json = await core.checkText(
      html, {input: url, url, country, truncated, day: dayOf(Date.now())});
  const report = /** @type {Report | ErrorRecord} */ (JSON.parse(json));
  const notice = noticeOf(report);
  const css = notice === null ? '' : await readBannerCss();
  await Promise.all([writeTabReport(tabId, {url, json}), showBadge(tabId, worstLevel(report))]);
  return {notice, css};
}

// --- where it looks by itself ---------------------------------------------------------------------

/** The scripts of the marketplaces that the user allows, as the browser should have them. */
async function wantedScripts() {
  /** @type {chrome.scripting.RegisteredContentScript[]} */ const scripts = [];
  for (const {id, origins, matches = origins} of MARKETPLACES) {
    const allowed = await Promise.all(
        origins.map((origin) => api.permissions.contains({origins: [origin]})));
    // A user can take back one country's domain and keep the others.
    const watched = matches.filter((match) => origins.some(
        (origin, i) => allowed[i] && match.startsWith(origin.slice(0, -1))));
    if (watched.length === 0) continue;
    scripts.push(
        {
          id: `wake-${id}`, matches: watched, js: ['wake.js'], runAt: 'document_start',
          persistAcrossSessions: true,
        },
        {
          id: `check-${id}`, matches: watched, js: ['content.js'], runAt: 'document_idle',
          persistAcrossSessions: true,
        });
  }
  return scripts;
}

async function syncScripts() {
  const wanted = await wantedScripts();
  const present = (await api.scripting.getRegisteredContentScripts()).map(({id}) => id);
  const known = new Set(present);
  const wantedIds = new Set(wanted.map(({id}) => id));
  const gone = present.filter((id) => !wantedIds.has(id));
  if (gone.length > 0) await api.scripting.unregisterContentScripts({ids: gone});
  await api.scripting.registerContentScripts(wanted.filter(({id}) => !known.has(id)));
  await api.scripting.updateContentScripts(wanted.filter(({id}) => known.has(id)));
}

/** @type {Promise<void>} */ let syncing = Promise.resolve();

/** One at a time: permissions may change several times in a row. */
function queueSync() {
  syncing = syncing.then(syncScripts).catch((error) => console.error('touchstone:', error));
}

// --- listeners ------------------------------------------------------------------------------------

api.runtime.onInstalled.addListener(({reason}) => {
  queueSync();
  if (reason === 'install') api.tabs.create({url: api.runtime.getURL('options.html#welcome')});
});
api.runtime.onStartup.addListener(queueSync);
api.permissions.onAdded.addListener(queueSync);
api.permissions.onRemoved.addListener(queueSync);

api.runtime.onMessage.addListener((message, sender, sendResponse) => {
  switch (message?.type) {
    case 'wake':
      // A start that fails is told by the check that needs it.
      core.start().catch((error) => console.warn('touchstone:', error));
      return false;
    case 'check':
      check(message, sender).then(sendResponse, (error) => {
        console.error('touchstone:', error);
        sendResponse({notice: null, css: ''});
      });
      return true;
    default:
      return false;
  }
});

// A page that is loading anew is not the page that was judged.
api.tabs.onUpdated.addListener((tabId, {status}) => {
  if (status !== 'loading') return;
  removeTabReport(tabId);
  showBadge(tabId, 'none').catch(() => undefined);  // the tab may be closed by now
});
api.tabs.onRemoved.addListener((tabId) => {
  removeTabReport(tabId);
});
