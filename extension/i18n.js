// i18n.js: texts for people, by message id. They stand in _locales alone.
import {api} from './browser_api.js';

/** The language of the texts, as Intl takes it: with the user's region where that is known. */
export const language = (() => {
  const ours = api.i18n.getMessage('language');
  const theirs = api.i18n.getUILanguage();
  return theirs.split('-')[0] === ours.split('-')[0] ? theirs : ours;
})();

const plurals = new Intl.PluralRules(language);
const days = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeZone: 'UTC'});

/**
 * @param {string} id
 * @param {...(string | number)} args in the order of the placeholders
 * @returns {string} "" for an id that is not there
 */
export function text(id, ...args) {
  return api.i18n.getMessage(id, args.map(String));
}

/**
 * The form of a message for a number, which is also its argument: `<id>_one`, `<id>_other`, ...
 * @param {string} id
 * @param {number} count
 */
export function countText(id, count) {
  return text(`${id}_${plurals.select(count)}`, count) || text(`${id}_other`, count);
}

/**
 * A text that the ruleset names. What a newer ruleset brings falls back to the text of its kind.
 * @param {{id: string, args: Record<string, string>}} message
 * @param {string} fallback its id: "category_" and a finding's category, "channel_" and a channel's
 *     kind; it takes the same arguments, or none
 */
export function messageText(message, fallback) {
  const args = Object.values(message.args);
  return text(message.id, ...args) || text(fallback, ...args);
}

/** A day as people write it. @param {string} day "2021-10-08" */
export const dayText = (day) => days.format(new Date(`${day}T00:00:00Z`));

/** The day today, UTC: "2021-10-08". */
export const today = () => new Date(Date.now()).toISOString().slice(0, 10);

/**
 * Puts the texts into a page: data-text is an element's text, data-label its accessible name.
 */
export function translatePage() {
  document.documentElement.lang = language;
  document.documentElement.dir = text('@@bidi_dir');
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(/** @type {HTMLElement} */ (element).dataset.text ?? '');
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute(
        'aria-label', text(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}
