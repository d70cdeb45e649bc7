// eval.mjs: what the shipped ruleset says of real texts that were labelled by reading. A measure, not
// a test: `./dev eval` prints it. The texts are not part of the project; without them it says so and
// does nothing.
//
//   node tests/node/eval.mjs [--ruleset FILE] [--at DAY] [--each]     --each: one line a text
//
// Each text is one minimal page with its title and its address. Classes: A offers with signs of a scam,
// B honest offers, C innocent goods nearby, D news and talk. Intervals are Wilson's at 95 %: with few
// texts they are wide, and they say nothing of texts of another kind.

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {inTemporaryDirectory, option, ROOT, touchstone} from './harness.mjs';

const TEXTS = join(process.env.TOUCHSTONE_SHARED_DIR ?? join(ROOT, '../shared'), 'listings/dev.jsonl');
const RULESET = option('--ruleset', join(ROOT, 'build/native/ruleset-1.json'));
const AT = option('--at', '2026-11-20');
const VERDICTS = ['none', 'no_warning', 'caution', 'likely_scam'];

/**
 * @typedef {{id: string, url: string, title: string, text: string, class: string, lang: string,
 *            scam_signs: string, subtype: string, cluster: string}} Labelled
 * @typedef {{id: string, class: string, signs: string, subtype: string, verdict: string,
 *            decibans: number, findings: string[], cluster: string}} Outcome
 */

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @param {Labelled} labelled */
export function pageOf({title, text, lang}) {
  const lines = text.split('\n').map((line) => `<p>${escape(line)}</p>`).join('\n');
  return `<!doctype html><html lang="${escape(lang)}"><head><meta charset="utf-8"><title>${escape(title)}` +
      `</title></head><body><h1>${escape(title)}</h1>\n${lines}\n</body></html>\n`;
}

/**
 * Wilson's score interval at 95 %, in percent.
 * @param {number} hits
 * @param {number} of
 */
export function wilson(hits, of) {
  if (of === 0) return [0, 100];
  const z = 1.959964, p = hits / of, square = z * z / of;
  const middle = p + square / 2, reach = z * Math.sqrt(p * (1 - p) / of + square / (4 * of));
  return [middle - reach, middle + reach].map((bound) => 100 * bound / (1 + square));
}

/**
 * @param {Labelled[]} texts
 * @returns {Outcome[]}
 */
function judge(texts) {
  return inTemporaryDirectory((directory) => {
    mkdirSync(join(directory, 'pages'));
    return texts.map((labelled) => {
      const page = join(directory, 'pages', `${labelled.id}.html`);
      writeFileSync(page, pageOf(labelled));
      const {status, stdout, stderr} = touchstone(
          ['check', '--json', '--ruleset', RULESET, '--at', AT, '--url', new URL(labelled.url).href, page]);
      if (status !== 0 && status !== 1) throw new Error(`${labelled.id}: exit status ${status}: ${stderr}`);
      const [report] = JSON.parse(stdout);
      const findings = report.listings.flatMap((/** @type {any} */ listing) =>
          listing.findings.map((/** @type {any} */ finding) => finding.id));
      return {id: labelled.id, class: labelled.class, signs: labelled.scam_signs,
              subtype: labelled.subtype, cluster: labelled.cluster, verdict: report.verdict,
              decibans: Math.max(0, ...report.listings.map((/** @type {any} */ l) => l.decibans)),
              findings: [...new Set(findings)]};
    });
  });
}

/**
 * @param {string} name
 * @param {Outcome[]} outcomes
 */
function printClass(name, outcomes) {
  const counts = VERDICTS.map((verdict) => outcomes.filter((o) => o.verdict === verdict).length);
  console.log(`${name.padEnd(34)}${String(outcomes.length).padStart(5)}` +
              counts.map((count) => String(count).padStart(12)).join(''));
}

/**
 * @param {string} name
 * @param {Outcome[]} outcomes
 * @param {(outcome: Outcome) => boolean} counts
 * @param {string} bar
 */
function printBar(name, outcomes, counts, bar) {
  const hits = outcomes.filter(counts).length, [low, high] = wilson(hits, outcomes.length);
  const share = outcomes.length === 0 ? 0 : 100 * hits / outcomes.length;
  console.log(`${name.padEnd(58)}${`${hits}/${outcomes.length}`.padStart(8)}${share.toFixed(1).padStart(7)} %` +
              `  [${low.toFixed(1)}, ${high.toFixed(1)}]   wanted ${bar}`);
}

/** @param {Outcome[]} all */
function print(all) {
  /** @param {(outcome: Outcome) => boolean} keep */
  const only = (keep) => all.filter(keep);
  const strong = only((o) => o.class === 'A' && o.signs === 'strong');
  const honest = only((o) => o.class === 'B'), offTopic = only((o) => o.class === 'C' || o.class === 'D');
  const isCloud = (/** @type {Outcome} */ o) => o.subtype === 'cloud_mining' || o.subtype === 'investment';
  const warned = (/** @type {Outcome} */ o) => VERDICTS.indexOf(o.verdict) >= VERDICTS.indexOf('caution');
  const scam = (/** @type {Outcome} */ o) => o.verdict === 'likely_scam';

  console.log(`${'class'.padEnd(34)}texts${VERDICTS.map((verdict) => verdict.padStart(12)).join('')}`);
  for (const name of ['A', 'B', 'C', 'D']) {
    for (const signs of ['strong', 'weak', 'none']) {
      const group = only((o) => o.class === name && o.signs === signs);
      for (const subtype of [...new Set(group.map((o) => o.subtype))].sort()) {
        printClass(`${name} ${signs} signs, ${subtype}`, group.filter((o) => o.subtype === subtype));
      }
    }
  }
  console.log();
  const bars = {any: 'at least 90 %', scam: 'at least 70 %'};
  printBar('A, strong signs: caution or worse', strong, warned, bars.any);
  printBar('A, strong signs: likely_scam', strong, scam, bars.scam);
  for (const [kind, keep] of /** @type {const} */ ([['hardware', (/** @type {Outcome} */ o) => !isCloud(o)],
                                                   ['cloud mining', isCloud]])) {
    printBar(`A, strong signs, ${kind}: caution or worse`, strong.filter(keep), warned, bars.any);
    printBar(`A, strong signs, ${kind}: likely_scam`, strong.filter(keep), scam, bars.scam);
  }
  printBar('B, honest offers: likely_scam', honest, scam, '0');
  printBar('B, honest offers: caution', honest, (o) => o.verdict === 'caution', 'at most 5 %');
  printBar('C and D: anything but none', offTopic, (o) => o.verdict !== 'none', 'at most 1 %');

  console.log(`\n${'finding'.padEnd(34)}${['A', 'B', 'C', 'D'].map((name) => name.padStart(5)).join('')}`);
  for (const id of [...new Set(all.flatMap((o) => o.findings))].sort()) {
    console.log(id.padEnd(34) + ['A', 'B', 'C', 'D'].map(
        (name) => String(only((o) => o.class === name && o.findings.includes(id)).length).padStart(5)).join(''));
  }
}

if (!existsSync(TEXTS)) {
  console.log(`skipped: no ${TEXTS}; TOUCHSTONE_SHARED_DIR names the folder of labelled texts`);
} else {
  /** @type {Labelled[]} */
  const texts = readFileSync(TEXTS, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const outcomes = judge(texts);
  if (process.argv.includes('--each')) {
    for (const o of outcomes) {
      console.log(`${o.id} ${o.class} ${o.signs.padEnd(6)} ${o.subtype.padEnd(12)} ${o.verdict.padEnd(11)} ` +
                  `${String(o.decibans).padStart(3)} ${o.findings.join(' ')}`);
    }
    console.log();
  }
  print(outcomes);
}
