// marketplaces.js: where Touchstone may look by itself, once the user allows it.
//
// The ids are those of the ruleset's sites. The addresses are fixed here, not in the ruleset, as the
// browser's stores review permissions: new knowledge must never widen what we may read. A test holds
// the two against each other.

/**
 * @typedef {object} Marketplace
 * @property {string} id a site's id in the ruleset; its name is the message `site_<id>`
 * @property {string[]} origins what the user is asked to allow
 * @property {string[]} [matches] the pages that are looked at, where that is less than `origins`
 */

/** @param {string} prefix @param {string[]} domains */
const all = (prefix, domains) => domains.map((domain) => `https://${prefix}${domain}/*`);

/** @type {readonly Marketplace[]} */
export const MARKETPLACES = [
  {id: 'alibaba', origins: all('*.', ['alibaba.com'])},
  {id: 'aliexpress', origins: all('*.', ['aliexpress.com', 'aliexpress.us', 'aliexpress.ru'])},
  {id: 'taobao', origins: all('*.', ['taobao.com'])},
  {id: 'tmall', origins: all('*.', ['tmall.com', 'tmall.hk'])},
  {id: 'goofish', origins: all('*.', ['goofish.com'])},
  {id: '1688', origins: all('*.', ['1688.com'])},
  {
    id: 'lazada',
    origins: all('*.', [
      'lazada.com', 'lazada.co.id', 'lazada.com.my', 'lazada.com.ph', 'lazada.sg', 'lazada.co.th',
      'lazada.vn',
    ]),
  },
  {id: 'jd', origins: all('*.', ['jd.com', 'jd.hk'])},
  {
    id: 'amazon',
    origins: all('www.', [
      'amazon.com', 'amazon.ae', 'amazon.ca', 'amazon.co.jp', 'amazon.co.uk', 'amazon.com.au',
      'amazon.com.be', 'amazon.com.br', 'amazon.com.mx', 'amazon.com.tr', 'amazon.de', 'amazon.eg',
      'amazon.es', 'amazon.fr', 'amazon.ie', 'amazon.in', 'amazon.it', 'amazon.nl', 'amazon.pl',
      'amazon.sa', 'amazon.se', 'amazon.sg',
    ]),
  },
  {
    id: 'ebay',
    origins: all('*.', [
      'ebay.com', 'ebay.at', 'ebay.be', 'ebay.ca', 'ebay.ch', 'ebay.co.uk', 'ebay.com.au',
      'ebay.com.hk', 'ebay.com.my', 'ebay.com.sg', 'ebay.de', 'ebay.es', 'ebay.fr', 'ebay.ie',
      'ebay.it', 'ebay.nl', 'ebay.ph', 'ebay.pl',
    ]),
  },
  {
    id: 'facebook',
    origins: all('', ['www.facebook.com', 'm.facebook.com']),
    matches: ['https://www.facebook.com/marketplace/*', 'https://m.facebook.com/marketplace/*'],
  },
  {id: 'craigslist', origins: all('*.', ['craigslist.org'])},
];

/** Every origin that may be asked for: the manifest's optional_host_permissions. */
export const ALL_ORIGINS = MARKETPLACES.flatMap(({origins}) => origins);
