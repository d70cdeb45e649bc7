// notice.js: the banner's content, as plain data with every text in it. content.js draws it and
// decides nothing.
import {countText, language, text} from './i18n.js';
import {
  activeBans, banText, channelText, headline, isError, levelOf, levelWord, reasonsOf, rulesetLine,
  worstFirst,
} from './report_model.js';
import {CLOSE, MARK, OUTWARD, SHAPES} from './shapes.js';

/** @typedef {import('./report_model.js').Report} Report */
/** @typedef {import('./report_model.js').Reason} Reason */
/** @typedef {import('./report_model.js').BanText} BanText */
/** @typedef {import('./report_model.js').ChannelText} ChannelText */
/** @typedef {import('./shapes.js').Shape} Shape */

/**
 * @typedef {object} Notice
 * @property {string} language
 * @property {string} direction
 * @property {string} level
 * @property {boolean} urgent
 * @property {string} word the level, as a word
 * @property {string} headline
 * @property {string | null} subject which of several offers is meant
 * @property {Reason[]} reasons
 * @property {Reason[]} moreReasons
 * @property {string} moreReasonsText
 * @property {BanText[]} bans
 * @property {ChannelText[]} channels
 * @property {string} footer
 * @property {{bans: string, channels: string, details: string, fewer: string, dismiss: string,
 *     notice: string, newTab: string, brand: string}} labels
 * @property {{level: Shape, mark: Shape, close: Shape, outward: Shape}} shapes
 */

const SHOWN_REASONS = 3;

/**
 * @param {Report | import('./report_model.js').ErrorRecord} report
 * @returns {Notice | null} null when the page gets no banner
 */
export function noticeOf(report) {
  if (isError(report) || report.listings.length === 0) return null;
  const listing = worstFirst(report)[0];
  const level = levelOf(listing);
  if (level !== 'likely_scam' && level !== 'caution' && level !== 'ban') return null;
  const reasons = reasonsOf(listing);
  const shown = reasons.filter(({counts}) => counts).slice(0, SHOWN_REASONS);
  const moreReasons = reasons.filter((reason) => !shown.includes(reason));
  return {
    language,
    direction: text('@@bidi_dir'),
    level,
    urgent: level === 'likely_scam',
    word: levelWord(listing, report),
    headline: headline(listing, report),
    subject: report.listings.length > 1 ? listing.title : null,
    reasons: shown,
    moreReasons,
    moreReasonsText: moreReasons.length === 0 ? '' : countText('reason_more', moreReasons.length),
    bans: activeBans(listing, report).map((ban) => banText(ban, report)),
    channels: listing.channels.map(channelText),
    footer: [text('checks_line', listing.checked), rulesetLine(report)].join(' · '),
    labels: {
      bans: text('bans_title'),
      channels: text('channels_title'),
      details: text('show_details'),
      fewer: text('hide_details'),
      dismiss: text('dismiss'),
      notice: text('notice_label'),
      newTab: text('opens_new_tab'),
      brand: text('app_stone'),
    },
    shapes: {level: SHAPES[level], mark: MARK, close: CLOSE, outward: OUTWARD},
  };
}
