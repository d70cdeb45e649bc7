// content.js: a classic script in the page's isolated world. It takes one snapshot, sends it to the
// worker, and draws what it is told; it decides nothing and knows nothing of miners.
//
// It runs by itself on the marketplaces that the user allowed, and anywhere when the user asks for
// a check from the toolbar; a second run in the same page checks again. The page's DOM stays as it
// is but for one element at its end, whose closed shadow root holds the notice.
(() => {
  /** @typedef {import('./notice.js').Notice} Notice */
  /** @typedef {import('./report_model.js').BanText} BanText */
  /** @typedef {import('./report_model.js').Reason} Reason */
  /** @typedef {import('./report_model.js').ChannelText} ChannelText */
  /** @typedef {import('./shapes.js').Shape} Shape */

  /** @type {typeof chrome} */
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  const world = /** @type {any} */ (globalThis);
  if (world.touchstoneCheck) {
    world.touchstoneCheck();
    return;
  }

  const SVG = 'http://www.w3.org/2000/svg';
  // Longer pages are cut: a message holds 64 MiB, and the core says what it did not see.
  const MAX_SNAPSHOT_LENGTH = 10_000_000;

  // --- snapshot -----------------------------------------------------------------------------------

  function snapshot() {
    const doctype = document.doctype === null ?
        '' : `${new XMLSerializer().serializeToString(document.doctype)}\n`;
    const html = doctype + (document.documentElement?.outerHTML ?? '');
    return {
      html: html.slice(0, MAX_SNAPSHOT_LENGTH),
      truncated: html.length > MAX_SNAPSHOT_LENGTH,
    };
  }

  // --- drawing ------------------------------------------------------------------------------------

  /**
   * @param {string} tag
   * @param {string} className
   * @param {...(Node | string)} children
   */
  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className !== '') made.className = className;
    made.append(...children);
    return made;
  }

  /** @param {Shape} shape @param {string} className */
  function drawing(shape, className) {
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

  /** @param {Reason} reason */
  function reasonItem(reason) {
    const item = element('li', 'reason', element('p', 'reason-text', reason.text));
    if (reason.quote !== null) {
      const quote = element('blockquote', 'quote', reason.quote);
      quote.dir = 'auto';
      item.append(quote);
    }
    return item;
  }

  /** @param {BanText} ban */
  function banBlock(ban) {
    const steps = element('ol', 'timeline');
    for (const {label, day, date, reached} of ban.steps) {
      const time = /** @type {HTMLTimeElement} */ (element('time', 'step-date', date));
      time.dateTime = day;
      steps.append(element(
          'li', reached ? 'step reached' : 'step', element('span', 'step-label', label), time));
    }
    const state = element('span', ban.ending ? 'state ending' : 'state', ban.state);
    return element(
        'div', 'ban', element('p', 'ban-head', ban.by, state), steps,
        element('p', 'ban-meaning', ban.meaning));
  }

  /** @param {ChannelText} channel @param {Notice} notice */
  function channelItem(channel, notice) {
    const kind = element('span', 'channel-kind', channel.kind);
    if (channel.url === null) {
      return element(
          'li', 'channel', element('span', 'channel-name', channel.name), kind,
          element('p', 'channel-why', channel.why));
    }
    const link = /** @type {HTMLAnchorElement} */ (
      element('a', 'channel-name', channel.name, drawing(notice.shapes.outward, 'outward')));
    link.href = channel.url;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.title = notice.labels.newTab;
    return element('li', 'channel', link, kind, element('p', 'channel-why', channel.why));
  }

  /** @param {Notice} notice */
  function head(notice) {
    const titles = element(
        'div', 'titles', element('p', 'word', notice.word),
        element('h2', 'headline', notice.headline));
    if (notice.subject !== null) {
      const subject = element('p', 'subject', notice.subject);
      subject.dir = 'auto';
      titles.append(subject);
    }
    return element('header', 'head', drawing(notice.shapes.level, 'level-shape'), titles);
  }

  /** What a screen reader says at once. @param {Notice} notice */
  function announcement(notice) {
    const parts = [head(notice)];
    if (notice.reasons.length > 0) {
      parts.push(element('ul', 'reasons', ...notice.reasons.map(reasonItem)));
    }
    return parts;
  }

  /** @param {Notice} notice */
  function body(notice) {
    const parts = element('div', 'body');
    if (notice.moreReasons.length > 0) {
      parts.append(
          element('p', 'more-count', notice.moreReasonsText),
          element('ul', 'reasons more', ...notice.moreReasons.map(reasonItem)));
    }
    for (const ban of notice.bans) parts.append(banBlock(ban));
    if (notice.channels.length > 0) {
      parts.append(element(
          'section', 'channels', element('h3', 'section-title', notice.labels.channels),
          element('ul', 'channel-list', ...notice.channels.map((c) => channelItem(c, notice)))));
    }
    parts.append(element('p', 'footer-line', notice.footer));
    return parts;
  }

  /** @param {Notice} notice @param {HTMLElement} live @param {() => void} dismiss */
  function card(notice, live, dismiss) {
    const close = /** @type {HTMLButtonElement} */ (
      element('button', 'close', drawing(notice.shapes.close, 'close-shape')));
    close.type = 'button';
    close.setAttribute('aria-label', notice.labels.dismiss);
    close.title = notice.labels.dismiss;
    close.addEventListener('click', dismiss);

    const details = /** @type {HTMLButtonElement} */ (
      element('button', 'details', notice.labels.details));
    details.type = 'button';
    details.setAttribute('aria-expanded', 'false');

    const root = element(
        'div', `notice touchstone level-${notice.level}`,
        element('div', 'scroll', live, body(notice)),
        element(
            'footer', 'foot',
            element('span', 'brand', drawing(notice.shapes.mark, 'brand-mark'), notice.labels.brand),
            details),
        close);
    details.addEventListener('click', () => {
      const open = root.classList.toggle('open');
      details.setAttribute('aria-expanded', String(open));
      details.textContent = open ? notice.labels.fewer : notice.labels.details;
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') dismiss();
    });
    root.lang = notice.language;
    root.dir = notice.direction;
    root.setAttribute('role', 'region');
    root.setAttribute('aria-label', notice.labels.notice);
    return root;
  }

  /** @type {HTMLElement | null} */ let host = null;

  function dismiss() {
    host?.remove();
    host = null;
  }

  /** @param {ShadowRoot} root @param {string} css */
  function style(root, css) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch {
      // Some releases of Firefox refuse constructed sheets to content scripts.
      root.append(element('style', '', css));
    }
  }

  /** @param {Notice} notice @param {string} css */
  function draw(notice, css) {
    dismiss();
    host = document.createElement('div');
    const root = host.attachShadow({mode: 'closed'});
    style(root, css);
    // The live region is in the page before its words are, so that screen readers hear of them.
    const live = element('div', 'live');
    live.setAttribute('role', notice.urgent ? 'alert' : 'status');
    root.append(card(notice, live, dismiss));
    document.documentElement.append(host);
    live.append(...announcement(notice));
    // In the top layer no page can lay anything over it; it takes no focus.
    host.popover = 'manual';
    host.showPopover();
  }

  // --- checking -----------------------------------------------------------------------------------

  async function check() {
    /** @type {{notice: Notice | null, css: string} | undefined} */
    const answer = await api.runtime.sendMessage({type: 'check', ...snapshot()});
    if (!answer) return;
    if (answer.notice === null) dismiss();
    else draw(answer.notice, answer.css);
  }

  world.touchstoneCheck = () => {
    // An extension that was updated or removed leaves its scripts behind without a worker.
    check().catch((error) => console.debug('touchstone:', error));
  };
  world.touchstoneCheck();

  // A page that comes back from the cache was judged, but the toolbar forgot it.
  addEventListener('pageshow', ({persisted}) => {
    if (persisted) world.touchstoneCheck();
  });
})();
