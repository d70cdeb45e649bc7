// report_view.js: a report as a part of our own pages: in the popup and on the check page. All text
// of the listing stands there by textContent.
import {countText, dayText, text, today} from './i18n.js';
import {
  activeBans, banText, channelText, headline, isError, levelOf, levelWord, reasonsOf, rulesetLine,
  worstFirst,
} from './report_model.js';
import {OUTWARD, SHAPES} from './shapes.js';

/** @typedef {import('./report_model.js').Report} Report */
/** @typedef {import('./report_model.js').ErrorRecord} ErrorRecord */
/** @typedef {import('./report_model.js').Listing} Listing */
/** @typedef {import('./report_model.js').Level} Level */
/** @typedef {import('./report_model.js').Reason} Reason */

const SVG = 'http://www.w3.org/2000/svg';
// A result page may have hundreds of offers; the worst come first.
const MAX_SHOWN_LISTINGS = 50;
// The weight that fills a bar: the largest that a rule may have.
const FULL_WEIGHT = 20;
const WALLS = ['captcha', 'login', 'error', 'empty'];

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} children
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** @param {import('./shapes.js').Shape} shape @param {string} className */
export function drawing(shape, className) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `shape ${className}`);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const {d, role} of shape.paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', role);
    svg.append(path);
  }
  return svg;
}

/** Text of the page: its own direction. @param {string} tag @param {string} className @param {string} words */
function pageText(tag, className, words) {
  const made = element(tag, className, words);
  made.dir = 'auto';
  return made;
}

/**
 * The level, by shape, word and colour.
 * @param {Level} level
 * @param {string} title
 * @param {...(string | null)} notes
 */
export function verdictHead(level, title, ...notes) {
  const words = element('div', 'titles', element('h2', 'headline', title));
  for (const note of notes) if (note) words.append(element('p', 'note', note));
  return element('header', `head level-${level}`, drawing(SHAPES[level], 'level-shape'), words);
}

/** @param {string} id @param {...Node} children */
const section = (id, ...children) =>
    element('section', 'part', element('h3', 'section-title', text(id)), ...children);

// --- one listing ----------------------------------------------------------------------------------

/** @param {Reason} reason */
function reasonItem(reason) {
  const bar = element('span', 'bar');
  bar.style.setProperty('--share', String(Math.min(1, reason.decibans / FULL_WEIGHT)));
  const weight = element('span', 'weight', bar, text('weight', reason.decibans));
  weight.title = text('weight_label', reason.decibans);
  const item = element('li', reason.counts ? 'reason' : 'reason again', element('p', 'reason-text', reason.text), weight);
  if (reason.quote !== null) item.append(pageText('blockquote', 'quote', reason.quote));
  return item;
}

/** @param {Listing} listing */
function reasonsPart(listing) {
  const list = element('ul', 'reasons', ...reasonsOf(listing).map(reasonItem));
  return section(
      'reasons_title', list, element('p', 'fine', text('weight_total', listing.decibans)));
}

/** @param {Listing} listing @param {Report} report */
function bansPart(listing, report) {
  const blocks = activeBans(listing, report).map((ban) => {
    const {by, state, ending, meaning, steps, source} = banText(ban, report);
    const head = element(
        'p', 'ban-head', by, element('span', ending ? 'state ending' : 'state', state));
    const timeline = element('ol', 'timeline', ...steps.map(({label, day, date, reached}) => {
      const time = /** @type {HTMLTimeElement} */ (element('time', 'step-date', date));
      time.dateTime = day;
      return element(
          'li', reached ? 'step reached' : 'step', element('span', 'step-label', label), time);
    }));
    return element(
        'div', 'ban', head, timeline, element('p', '', meaning),
        element('p', 'fine', text('source_label', source)));
  });
  return section('bans_title', ...blocks);
}

/** @param {Listing} listing */
function channelsPart(listing) {
  const items = listing.channels.map(channelText).map(({kind, name, url, why}) => {
    let title = element('span', 'channel-name', name);
    if (url !== null) {
      const link = /** @type {HTMLAnchorElement} */ (
        element('a', 'channel-name', name, drawing(OUTWARD, 'outward')));
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      link.title = text('opens_new_tab');
      title = link;
    }
    return element(
        'li', 'channel', title, element('span', 'channel-kind', kind),
        element('p', 'channel-why', why));
  });
  return section('channels_title', element('ul', 'channel-list', ...items));
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** "110 TH/s". @param {number} perSecond @param {string} unit */
function rateText(perSecond, unit) {
  let value = perSecond;
  let prefix = 0;
  while (value >= 1000 && prefix < PREFIXES.length - 1) {
    value /= 1000;
    prefix += 1;
  }
  return `${+value.toPrecision(4)} ${PREFIXES[prefix]}${unit}`;
}

/** @template T @param {T[] | null} range @param {(value: T) => string} print */
const rangeText = (range, print) =>
    range === null ? null : [...new Set(range)].map(print).join(' – ');

/** @param {Listing} listing */
function factsPart(listing) {
  /** @type {[string, string][]} */ const rows = [];
  /** @param {string} id @param {(string | null | undefined)[]} parts */
  const row = (id, parts) => {
    const words = parts.filter(Boolean).join(', ');
    if (words !== '') rows.push([text(id), words]);
  };
  const {price, seller, miner} = listing;
  if (price !== null) {
    const amount = price.amount_max === null ?
        price.amount : `${price.amount} – ${price.amount_max}`;
    const inUsd = price.usd !== null && price.currency !== 'USD' ?
        text('fact_price_usd', price.usd) : null;
    row('fact_price', [[amount, price.currency].filter(Boolean).join(' '), inUsd]);
  }
  row('fact_seller', [seller?.name]);
  if (miner !== null) {
    const {claimed, known} = miner;
    row('fact_machine', [`${miner.manufacturer} ${miner.model}`]);
    row('fact_claimed', [
      claimed.hashrate === null ? null : rateText(claimed.hashrate, claimed.unit),
      claimed.power_w === null ? null : `${claimed.power_w} W`,
    ]);
    row('fact_known', [
      rangeText(known.hashrate, (rate) => rateText(rate, known.unit)),
      rangeText(known.power_w, (power) => `${power} W`),
    ]);
  }
  for (const [id, fields] of /** @type {[string, string[]][]} */ ([
    ['not_seen_title', listing.not_seen], ['absent_title', listing.absent],
  ])) {
    row(id, fields.map((field) => text(`field_${field.replaceAll('.', '_')}`) || field));
  }
  const list = element('dl', 'facts');
  for (const [name, words] of rows) {
    list.append(element('dt', '', name), pageText('dd', '', words));
  }
  return section('facts_title', list);
}

/** @param {Listing} listing @param {Report} report */
function listingParts(listing, report) {
  const parts = [];
  if (listing.findings.length > 0) parts.push(reasonsPart(listing));
  if (activeBans(listing, report).length > 0) parts.push(bansPart(listing, report));
  if (listing.channels.length > 0) parts.push(channelsPart(listing));
  parts.push(factsPart(listing));
  return element('div', `parts level-${levelOf(listing)}`, ...parts);
}

/** A further listing, folded. @param {Listing} listing @param {Report} report */
function foldedListing(listing, report) {
  const level = levelOf(listing);
  return element(
      'details', `folded level-${level}`,
      element(
          'summary', '', drawing(SHAPES[level], 'small-shape'),
          pageText('span', 'folded-title', listing.title ?? ''),
          element('span', 'folded-word', levelWord(listing, report))),
      listingParts(listing, report));
}

// --- a report -------------------------------------------------------------------------------------

/** @param {Report} report */
function footLine(report) {
  const parts = [rulesetLine(report)];
  if (report.at !== today()) parts.push(text('judged_as_of', dayText(report.at)));
  return element('p', 'fine foot-line', parts.join(' · '));
}

/** @param {Report} report */
function reportParts(report) {
  const parts = [];
  const [worst, ...others] = worstFirst(report);
  if (worst === undefined) {
    const {kind, readable} = report.page;
    const wall = WALLS.includes(kind) || !readable;
    parts.push(wall ?
        verdictHead(
            'error', text('headline_error'), WALLS.includes(kind) ? text(`page_${kind}`) : null,
            text('error_note')) :
        verdictHead('none', text('headline_none'), text('none_note')));
  } else {
    const level = levelOf(worst);
    const head = verdictHead(
        level, headline(worst, report),
        level === 'no_warning' ? text('no_warning_note') : null);
    head.querySelector('.titles')?.prepend(element('p', 'word', levelWord(worst, report)));
    if (worst.title !== null) {
      head.querySelector('.titles')?.append(pageText('p', 'subject', worst.title));
    }
    parts.push(head, listingParts(worst, report));
  }
  if (others.length > 0) {
    parts.push(element(
        'section', 'part others',
        element('h3', 'section-title', countText('offers_more', others.length)),
        ...others.slice(0, MAX_SHOWN_LISTINGS).map((other) => foldedListing(other, report))));
  }
  if (report.page.truncated) parts.push(element('p', 'fine alone', text('page_truncated')));
  if (report.ruleset.stale) parts.push(element('p', 'stale alone', text('ruleset_stale')));
  parts.push(footLine(report));
  return parts;
}

/**
 * @param {Report | ErrorRecord} record
 * @returns {HTMLElement}
 */
export function reportView(record) {
  if (isError(record)) {
    return element(
        'article', 'report',
        verdictHead('error', text('headline_error'), text('error_note')),
        element('p', 'fine alone', `${record.error.code}: ${record.error.message}`));
  }
  return element('article', 'report', ...reportParts(record));
}
