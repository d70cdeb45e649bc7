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

/** Whether the page's own marketplace bans; else a country does. @param {Ban} ban @param {Report} report */
const isOfPlatform = (ban, report) =>
    report.page.site !== null && ban.policy.startsWith(`${report.page.site}-`);

/** @param {Ban} ban how pressing it is */
const urgency = ({phase}) => PHASE_ORDER.indexOf(phase);

/**
 * Bans that concern a buyer, the most pressing first, and the marketplace's own before the law's.
 * @param {Listing} listing
 * @param {Report} report
 */
export const activeBans = (listing, report) => listing.bans
    .filter(({phase}) => phase !== 'lifted')
    .sort((a, b) => urgency(b) - urgency(a) ||
        Number(isOfPlatform(b, report)) - Number(isOfPlatform(a, report)));

/** A ban that names no day for penalties is said to be in force, and no more. @param {Ban} ban */
const saidPhase = (ban) =>
    ban.phase === 'enforced' && ban.enforced === null ? 'in_force' : ban.phase;

/** @param {Listing} listing @returns {Level} */
export function levelOf(listing) {
  const warned = listing.verdict === 'caution' || listing.verdict === 'likely_scam';
  const banned = listing.bans.some(({phase}) => phase !== 'lifted');
  return !warned && banned ? 'ban' : listing.verdict;
}

/** Listings, the most worrying first; equal ones stay in the page's order. @param {Report} report */
export function worstFirst(report) {
  /** @param {Listing} listing */
  const weight = (listing) => [
    VERDICT_ORDER.indexOf(listing.verdict), Math.max(0, ...listing.bans.map(urgency)),
    listing.decibans,
  ];
  return [...report.listings].sort((a, b) => {
    const [left, right] = [weight(a), weight(b)];
    const differing = left.findIndex((part, i) => part !== right[i]);
    return differing < 0 ? 0 : right[differing] - left[differing];
  });
}

/** The level as a word. @param {Listing} listing @param {Report} report */
export function levelWord(listing, report) {
  const level = levelOf(listing);
  if (level !== 'ban') return text(`level_${level}`);
  const [ban] = activeBans(listing, report);
  if (ban.phase === 'announced') return text('level_ban_announced');
  return text(isOfPlatform(ban, report) ? 'level_ban' : 'level_ban_law');
}

/** @param {Listing} listing @param {Report} report */
export function headline(listing, report) {
  const level = levelOf(listing);
  if (level === 'ban') {
    const [ban] = activeBans(listing, report);
    const by = isOfPlatform(ban, report) ? 'ban' : 'law';
    return text(`headline_${by}_${saidPhase(ban)}`);
  }
  if (level === 'no_warning') return text('headline_no_warning', listing.checked);
  const oneOfMany = report.listings.length > 1;
  return (oneOfMany && text(`headline_${level}_in_results`)) || text(`headline_${level}`);
}

/**
 * @typedef {object} Reason
 * @property {string} text
 * @property {string | null} quote
 * @property {number} decibans
 * @property {string} source
 * @property {boolean} counts the strongest of its group
 */

/**
 * The reasons of a listing. The strongest of each group comes first: the others of its group say
 * the same again and add nothing to the sum.
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
  return [...strongest, ...others].map((finding) => {
    const words = messageText(finding.message, `category_${finding.category}`);
    // What the sentence says already is not quoted again below it.
    const quote = finding.quote !== null && words.includes(finding.quote) ? null : finding.quote;
    const {decibans, source} = finding;
    return {text: words, quote, decibans, source, counts: strongest.includes(finding)};
  });
}

/**
 * @typedef {object} BanText
 * @property {string} by who bans
 * @property {string} state the phase, or the days that are left
 * @property {boolean} ending days are left
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
  const byPlatform = isOfPlatform(ban, report);
  // One date is no way to go: it is said beside the name.
  const state = ban.days_left !== null ? countText(next, ban.days_left) :
      steps.length === 1 ? text('ban_since', steps[0].date) : text(`ban_phase_${saidPhase(ban)}`);
  return {
    by: byPlatform ? text('ban_by_site', text(`site_${report.page.site}`)) : text('ban_by_law'),
    state,
    ending: ban.days_left !== null,
    meaning: text(`policy_${ban.policy.replaceAll('-', '_')}`) ||
        text(byPlatform ? 'policy_platform_ban' : 'policy_country_ban'),
    steps: steps.length === 1 ? [] : steps,
    source: ban.source,
  };
}

/** @typedef {{kind: string, name: string, url: string | null, why: string}} ChannelText */

/** @param {Channel} channel @returns {ChannelText} */
export const channelText = (channel) => ({
  kind: text(`channel_kind_${channel.kind}`),
  // Shops have names of their own; advice has one in each language.
  name: text(`channel_name_${channel.id.replaceAll('-', '_')}`) || channel.name,
  // The ruleset's addresses are https; anything else is not made into a link.
  url: channel.url !== null && URL.canParse(channel.url) &&
      new URL(channel.url).protocol === 'https:' ? channel.url : null,
  why: messageText(channel.why, `channel_${channel.kind}`),
});

/** "Ruleset 7 of 20 Nov 2026". @param {Report} report */
export const rulesetLine = ({ruleset}) =>
    text('ruleset_line', ruleset.version, dayText(ruleset.published));
