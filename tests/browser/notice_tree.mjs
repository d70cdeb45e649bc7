// notice_tree.mjs: what a notice says, read out of its closed shadow root. The page cannot look in
// there; the browsers' debugging protocols can.

/**
 * @typedef {object} Tree an element, whatever protocol it came by
 * @property {string} tag
 * @property {Record<string, string>} attributes
 * @property {(Tree | string)[]} children
 * @property {any} handle
 */

/** A node of Chromium's DOM.getDocument. @param {any} node @returns {Tree} */
export function fromCdp(node) {
  /** @type {Record<string, string>} */ const attributes = {};
  for (let i = 0; i < (node.attributes ?? []).length; i += 2) {
    attributes[node.attributes[i]] = node.attributes[i + 1];
  }
  const inside = [...(node.shadowRoots ?? []).flatMap((/** @type {any} */ root) => root.children ?? []),
    ...(node.children ?? [])];
  return {
    tag: node.localName, attributes, handle: node.nodeId,
    children: inside.map((child) => child.nodeType === 3 ? child.nodeValue : fromCdp(child)),
  };
}

/** A node of WebDriver BiDi's script.evaluate. @param {any} node @returns {Tree} */
export function fromBidi(node) {
  const {value} = node;
  const inside = [...(value.shadowRoot?.value.children ?? []), ...(value.children ?? [])];
  return {
    tag: value.localName, attributes: value.attributes ?? {}, handle: node.sharedId,
    children: inside.map((child) =>
      child.value.nodeType === 3 ? child.value.nodeValue : fromBidi(child)),
  };
}

/** @param {Tree} tree @param {string} className @returns {Tree[]} */
export function all(tree, className) {
  const found = (tree.attributes.class ?? '').split(' ').includes(className) ? [tree] : [];
  for (const child of tree.children) {
    if (typeof child !== 'string') found.push(...all(child, className));
  }
  return found;
}

/** @param {Tree} tree @returns {string} */
export const words = (tree) =>
    tree.children.map((child) => typeof child === 'string' ? child : words(child)).join('');

/**
 * What a notice shows, as plain data: the assertion language of the tests.
 * @param {Tree} host
 */
export function describe(host) {
  const [card] = all(host, 'notice');
  const [live] = all(host, 'live');
  /** @param {string} className */
  const first = (className) => {
    const [found] = all(host, className);
    return found === undefined ? null : words(found);
  };
  const [shown] = all(card, 'reasons');
  return {
    level: /level-(\w+)/.exec(card.attributes.class)?.[1],
    role: live.attributes.role,
    word: first('word'),
    headline: first('headline'),
    reasons: shown === undefined ? [] : all(shown, 'reason-text').map(words),
    quotes: shown === undefined ? [] : all(shown, 'quote').map(words),
    bans: all(card, 'ban').map((ban) => ({
      state: all(ban, 'state').map(words).join(),
      days: all(ban, 'step-date').map(({attributes}) => attributes.datetime),
      reached: all(ban, 'reached').length,
    })),
    links: all(card, 'channel-name').filter(({tag}) => tag === 'a').map(({attributes}) =>
      [attributes.href, attributes.rel, attributes.target].join(' ')),
  };
}
