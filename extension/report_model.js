// report_model.js: what a report says, put into people's words: once for banner, popup and check
// page. It judges nothing: levels, weights and dates are the report's.
import {countText, dayText, messageText, text} from './i18n.js';

// The verdict JSON, format 1 (docs/verdict.md), as far as it is shown.
/** @typedef {{id: string, args: Record<string, string>}} Message */
/**
 * @typedef {object} Finding
 * @property {string} id
 * @property {string} category
 * @property {string} group
 * @property {number} decibans
 * @property {string | null} quote
 * @property {Message} message
 * @property {string} source
 */
/**
 * @typedef {object} Ban
 * @property {string} policy
 * @property {'announced' | 'in_force' | 'enforced' | 'lifted'} phase
 * @property {string} announced
 * @property {string} effective
 * @property {string | null} enforced
 * @property {number | null} days_left
 * @property {string} source
 */
/**
 * @typedef {object} Channel
 * @property {string} id
 * @property {'manufacturer' | 'buyer_protected' | 'in_person'} kind
 * @property {string} name
 * @property {string | null} url
 * @property {Message} why
 */
/**
 * @typedef {object} Machine
 * @property {string} manufacturer
 * @property {string} model
 * @property {{hashrate: number | null, unit: string, power_w: number | null}} claimed
 * @property {{hashrate: number[] | null, unit: string, power_w: number[] | null}} known
 */
/**
 * @typedef {object} Price
 * @property {string} amount
 * @property {string | null} amount_max
 * @property {string | null} currency
 * @property {string | null} usd
 */
/** @typedef {'none' | 'no_warning' | 'caution' | 'likely_scam'} Verdict */
/**
 * @typedef {object} Listing
 * @property {string | null} title
 * @property {Price | null} price
 * @property {{name: string | null} | null} seller
 * @property {Machine | null} miner
 * @property {Verdict} verdict
 * @property {number} decibans
 * @property {number} checked
 * @property {string[]} not_seen
 * @property {string[]} absent
 * @property {Finding[]} findings
 * @property {Ban[]} bans
 * @property {Channel[]} channels
 */
/**
 * @typedef {object} Report
 * @property {{version: number, published: string, stale: boolean}} ruleset
 * @property {string} input
 * @property {string} at
 * @property {{url: string | null, site: string | null, readable: boolean, truncated: boolean,
 *     kind: string, title: string | null}} page
 * @property {Verdict} verdict
 * @property {Listing[]} listings
 */
/** @typedef {{input: string, error: {code: string, message: string, where: string}}} ErrorRecord */

/** @typedef {'likely_scam' | 'caution' | 'ban' | 'no_warning' | 'none' | 'error'} Level */

const VERDICT_ORDER = ['none', 'no_warning', 'caution', 'likely_scam'];
const PHASE_ORDER = ['lifted', 'announced', 'in_force', 'enforced'];

/** @param {Report | ErrorRecord} record @returns {record is ErrorRecord} */
export const isError = (record) => 'error' in record;

/** Bans that concern a buyer. @param {Listing} listing */
export const activeBans = (listing) => listing.bans.filter(({phase}) => phase !== 'lifted');

/** The most pressing phase of a listing's bans. @param {Listing} listing */
const worstPhase = (listing) =>
    PHASE_ORDER[Math.max(0, ...activeBans(listing).map(({phase}) => PHASE_ORDER.indexOf(phase)))];

/** @param {Listing} listing @returns {Level} */
export function levelOf(listing) {
  const warned = listing.verdict === 'caution' || listing.verdict === 'likely_scam';
  return !warned && activeBans(listing).length > 0 ? 'ban' : listing.verdict;
}

/** Listings, the most worrying first; equal ones stay in the page's order. @param {Report} report */
export function worstFirst(report) {
  /** @param {Listing} listing */
  const weight = (listing) => [
    VERDICT_ORDER.indexOf(listing.verdict), PHASE_ORDER.indexOf(worstPhase(listing)),
    listing.decibans,
  ];
  return [...report.listings].sort((a, b) => {
    const [left, right] = [weight(a), weight(b)];
    const differing = left.findIndex((part, i) => part !== right[i]);
    return differing < 0 ? 0 : right[differing] - left[differing];
  });
}

/** The level as a word. @param {Level} level @param {Listing} [listing] */
export function levelWord(level, listing) {
  const ahead = level === 'ban' && listing !== undefined && worstPhase(listing) === 'announced';
  return text(ahead ? 'level_ban_announced' : `level_${level}`);
}

/**
 * @param {Level} level
 * @param {Listing} [listing]
 * @param {boolean} [oneOfMany]
 */
export function headline(level, listing, oneOfMany = false) {
  if (level === 'ban' && listing !== undefined) return text(`headline_ban_${worstPhase(listing)}`);
  if (level === 'no_warning') return text('headline_no_warning', listing?.checked ?? 0);
  return (oneOfMany && text(`headline_${level}_in_results`)) || text(`headline_${level}`);
}

/** @typedef {{text: string, quote: string | null, decibans: number, source: string}} Reason */

/**
 * The reasons of a listing. The strongest of each group comes first, as the others of its group
 * hardly add anything.
 * @param {Listing} listing
 * @returns {Reason[]}
 */
export function reasonsOf(listing) {
  const byWeight = [...listing.findings].sort((a, b) => b.decibans - a.decibans);
  const groups = new Set();
  /** @type {Finding[]} */ const strongest = [];
  /** @type {Finding[]} */ const others = [];
  for (const finding of byWeight) {
    (groups.has(finding.group) ? others : strongest).push(finding);
    groups.add(finding.group);
  }
  return [...strongest, ...others].map((finding) => ({
    text: messageText(finding.message, finding.category),
    quote: finding.quote,
    decibans: finding.decibans,
    source: finding.source,
  }));
}

/**
 * @typedef {object} BanText
 * @property {string} phase
 * @property {string | null} daysLeft
 * @property {string} meaning
 * @property {{label: string, day: string, date: string, reached: boolean}[]} steps
 * @property {string} source
 */

/**
 * @param {Ban} ban
 * @param {Report} report
 * @returns {BanText}
 */
export function banText(ban, report) {
  const days = [
    {id: 'announced', day: ban.announced},
    {id: 'effective', day: ban.effective},
    {id: 'enforced', day: ban.enforced},
  ];
  // A ban in force on the day it is announced has one date, not two.
  const steps = days.flatMap(({id, day}, i) =>
      day === null || (i === 0 && day === ban.effective) ? [] : [{
        label: text(`ban_${id}`), day, date: dayText(day), reached: day <= report.at,
      }]);
  const next = ban.phase === 'announced' ? 'ban_days_to_effective' : 'ban_days_to_enforced';
  const byPlatform = report.page.site !== null && ban.policy.startsWith(`${report.page.site}-`);
  return {
    phase: text(`ban_phase_${ban.phase}`),
    daysLeft: ban.days_left === null ? null : countText(next, ban.days_left),
    meaning: text(`policy_${ban.policy.replaceAll('-', '_')}`) ||
        text(byPlatform ? 'policy_platform_ban' : 'policy_country_ban'),
    steps,
    source: ban.source,
  };
}

/** @typedef {{kind: string, name: string, url: string | null, why: string}} ChannelText */

/** @param {Channel} channel @returns {ChannelText} */
export const channelText = (channel) => ({
  kind: text(`channel_kind_${channel.kind}`),
  name: channel.name,
  // The ruleset's addresses are https; anything else is not made into a link.
  url: channel.url !== null && URL.canParse(channel.url) &&
      new URL(channel.url).protocol === 'https:' ? channel.url : null,
  why: messageText(channel.why),
});

/** "Ruleset 7 of 20 Nov 2026". @param {Report} report */
export const rulesetLine = ({ruleset}) =>
    text('ruleset_line', ruleset.version, dayText(ruleset.published));
