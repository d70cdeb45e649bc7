// charset_sequences.mjs: byte streams that hold every sequence of a charset, well-formed or not, one
// a line, and what the Encoding Standard makes of each stream. Node and browsers both load it.

/** @param {number} first @param {number} last inclusive */
const range = (first, last) => Array.from({length: last - first + 1}, (_, i) => first + i);

const BYTES = range(0, 0xff).filter((byte) => byte !== 0x0a);
const HIGH_BYTES = range(0x80, 0xff);

/** A stream that grows. */
class Lines {
  #bytes = new Uint8Array(1 << 16);
  #size = 0;
  #end;

  /** @param {number[]} end what a line ends with */
  constructor(...end) {
    this.#end = end;
  }

  /** @param {number[]} sequence */
  add(...sequence) {
    if (this.#size + 16 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (const byte of sequence) this.#bytes[this.#size++] = byte;
    for (const byte of this.#end) this.#bytes[this.#size++] = byte;
  }

  bytes() {
    return this.#bytes.slice(0, this.#size);
  }
}

function singles(lines = new Lines(0x0a)) {
  for (const byte of BYTES) lines.add(byte);
  return lines;
}

function pairs() {
  const lines = singles();
  for (const lead of HIGH_BYTES) for (const trail of BYTES) lines.add(lead, trail);
  return lines;
}

function eucJp() {
  const lines = pairs();
  for (const second of BYTES) for (const third of BYTES) lines.add(0x8f, second, third);
  return lines;
}

/** Every sequence of four bytes that begins with one of `leads`, and the ways to break one off. */
/** @param {number[]} leads */
function gb18030(leads) {
  const lines = pairs();
  for (const lead of leads) {
    for (let second = 0x30; second <= 0x39; second++) {
      for (let third = 0x81; third <= 0xfe; third++) {
        for (let fourth = 0x30; fourth <= 0x39; fourth++) lines.add(lead, second, third, fourth);
      }
    }
  }
  for (const byte of BYTES) {
    lines.add(0x81, 0x30, byte);
    lines.add(0x81, 0x30, 0x81, byte);
    lines.add(0x81, 0x30, 0xff, byte);
  }
  return lines;
}

const ESCAPES = ['(B', '(J', '(I', '$@', '$B', '$A', '(A', '$', '('].map((text) => [0x1b, ...[...text].map((c) => c.charCodeAt(0))]);

/** Every pair of bytes in every set, and escapes with nothing, one byte or two between them. */
function iso2022Jp() {
  const lines = new Lines(0x1b, 0x28, 0x42, 0x0a, 0x0a);
  singles(lines);
  for (const escape of ESCAPES) {
    for (const first of BYTES) {
      lines.add(...escape, first);
      for (const second of BYTES) lines.add(...escape, first, second);
    }
    for (const other of ESCAPES) {
      lines.add(...escape, ...other);
      lines.add(...escape, 0x30, ...other);
      lines.add(...escape, 0x30, 0x31, ...other, 0x32);
    }
  }
  return lines;
}

/** Every code unit, every pair of kinds of surrogates, and sampled pairs. @param {boolean} isBigEndian */
function utf16(isBigEndian) {
  /** @param {number} unit */
  const bytesOf = (unit) => isBigEndian ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8];
  const lines = new Lines(...bytesOf(0x0a));
  for (let unit = 0; unit <= 0xffff; unit++) if (unit !== 0x0a) lines.add(...bytesOf(unit));
  const edges = [0xd7ff, 0xd800, 0xd801, 0xd83d, 0xdbff, 0xdc00, 0xdc01, 0xde00, 0xdfff, 0xe000, 0x41];
  for (const first of edges) {
    for (const second of edges) {
      lines.add(...bytesOf(first), ...bytesOf(second));
      for (const third of edges) lines.add(...bytesOf(first), ...bytesOf(second), ...bytesOf(third));
    }
  }
  for (let high = 0xd800; high <= 0xdbff; high++) {
    for (let low = 0xdc00; low <= 0xdfff; low += 31) lines.add(...bytesOf(high), ...bytesOf(low));
  }
  return lines;
}

/** Every pair, and longer ones of bytes at the edges of what is well-formed. */
function utf8() {
  const lines = pairs();
  const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff];
  for (const lead of range(0xc0, 0xff)) {
    for (const second of edges) {
      for (const third of edges) {
        lines.add(lead, second, third);
        for (const fourth of edges) lines.add(lead, second, third, fourth);
      }
    }
  }
  return lines;
}

/** @type {Record<string, () => Lines>} */
const LINES = {
  'big5': pairs,
  'euc-jp': eucJp,
  'euc-kr': pairs,
  'gb18030': () => gb18030(range(0x81, 0xfe)),
  'gbk': () => gb18030([0x81, 0x84, 0xfe]),
  'iso-2022-jp': iso2022Jp,
  'shift_jis': pairs,
  'utf-16be': () => utf16(true),
  'utf-16le': () => utf16(false),
  'utf-8': utf8,
};

/** @param {string} encoding a WHATWG name in lower case */
export const bytesOf = (encoding) => (LINES[encoding] ?? singles)().bytes();

/** Streams that end within a sequence. @type {readonly number[][]} */
export const BROKEN_OFF = [
  [], [0x1b], [0x1b, 0x24], [0x1b, 0x24, 0x42, 0x30], [0x41], [0x81], [0x81, 0x30], [0x81, 0x30, 0x81],
  [0x81, 0x30, 0x81, 0x41], [0x8e], [0x8f], [0x8f, 0xa1], [0x8f, 0xa1, 0x41], [0xa4], [0xd8, 0x00], [0x00, 0xd8],
  [0xd8, 0x00, 0xdc], [0x00, 0xd8, 0x00], [0xe4, 0xb8], [0xff],
];

// SHA-256 of what the standard's decoders and indexes (of May 2026) make of bytesOf(), as UTF-8. It was
// computed with decoders written from the standard alone; Firefox's TextDecoder gives the same.
/** @type {Readonly<Record<string, string>>} */
export const STANDARD = {
  'big5': 'b59ffb13e37120b51b44088a859fbea5e705bbf4ba404f4ea1e6c69871879495',
  'euc-jp': 'edff50e5adbeb43e7e01b237ec47e53e4455d2d191138b0d6d4ed0af051d237a',
  'euc-kr': '12f6dc0cad8486fbdaef573a5baf747e88539e92d42b4c6e3fcd7e6c784b2264',
  'gb18030': 'e07e21ca4bbfc0b4127c19454983342cad036d75dec9a83284a4701c10f72a50',
  'gbk': '2954d611df28ec74bc522925151a5a5b5b3bbfe615a5e7e9c08b2b1417cd481a',
  'ibm866': '3a0e40777731dafa057b7e262a38f0d9065fb61d80ec501e1933a003a0a7f392',
  'iso-2022-jp': 'aa64024c09c8c3aee4d1672a7e3327cb25faac46cfe6e9fa5710446f2fd1d462',
  'iso-8859-10': '9119beb51ac56162e818bd68d09a2d1b60250419f615dd080021272625496b50',
  'iso-8859-13': 'f9227531b540f3b30e93c92ee75f1b3044f52ba69fb8f92d28c91ac7ec6ebdf0',
  'iso-8859-14': '11d90fb4bdece88edc3f6c6937e4ad17fef910336c6262c12fb130ef65cc8f6a',
  'iso-8859-15': 'b14c040717a9153a3357212c57b93af4c415885b87de92e939fc6422781b1d0c',
  'iso-8859-16': '35f4a7ba94c2f5afa5ac3b384b013cdb807876681f838a87eb3e3cc79ce75734',
  'iso-8859-2': '79dc9955ce13f431605aa4e9fc7b66fe974997fc91e7ee559b105c406acc6199',
  'iso-8859-3': 'ecdec1df8a9ab82cbebfd4688f91051458442ead00be16038f752326b8342bca',
  'iso-8859-4': '5861803ba6501e6c6426c71fa492cfde574a612f972ea4e05dbcba40aad411f7',
  'iso-8859-5': 'cc3dddbea0fba32d34d95f4f1baa842a26f010a6bfbcb678919c21f5645aca47',
  'iso-8859-6': 'c6b157ffedf40b2560648e04da5ce880e195a1be87a51d7087743ae8546c2d37',
  'iso-8859-7': '3c16b46d4aacc9080680c4f1e9a7858535e820869bdee496b4cf5385159e9448',
  'iso-8859-8': '74149f83cd0e7dceaafb4fefec972ffb047c9653abfe634689613b282731a13b',
  'iso-8859-8-i': '74149f83cd0e7dceaafb4fefec972ffb047c9653abfe634689613b282731a13b',
  'koi8-r': 'b8c8dfcb2482459341054396c76e5b06d76bc42687b0d8c1d615f2cc4d983c70',
  'koi8-u': '4d33f47ab4a01a8d791a3aca3aaa8b14cdfdc00b5b7208d549e3cc0dca2c16da',
  'macintosh': 'cae4e9ce1a9d1a4fc7b53d9740c9be151fdd2b4f00f0d7aba05ba58195201d50',
  'shift_jis': '34cc656dea6548068d3c7538e59c14332d934bc8be9ebf9d724fcd0fdc72295c',
  'utf-16be': '85cc1092da0866b61667cfd107d8c81bd92aecf2b367dc87dcd9dde0cf8edc15',
  'utf-16le': '85cc1092da0866b61667cfd107d8c81bd92aecf2b367dc87dcd9dde0cf8edc15',
  'utf-8': '608077808bcf67bb9a2e93a40139b00b397cdc76f8b9a2343f6460efd7f83bd5',
  'windows-1250': 'fbc0c93a423ec6d5ca578fb4332abda337cbcfc551a2c87b6fc7a7fbd6df8da5',
  'windows-1251': '541a6c69398995a0e8207bc028a3218cb7cd670477669d330f47b98aecdd53fe',
  'windows-1252': '2db01afb1dade07692d83c53969255039b572484e2b6f57e0cce24906465b116',
  'windows-1253': '95550cf4260b926785eff79316404d25635f195e9b66e2717b524bcda5a58028',
  'windows-1254': 'a7ca9080a21fcb7f3ea2794e0c94a9272419a84a18ec30a7d377638cc4be8c54',
  'windows-1255': 'ab56563ed280bb755e06ec03ea79f39fba28c127d1a23c256042cf39899f4400',
  'windows-1256': '1dac3287171c2f7a7c08012dd28c0c3f49e1fd7e533571ab8d022507fd84969d',
  'windows-1257': '2e25f5bc5bc993aa9d612e75a1268c26e712e4b67b0d118abe65a4209f800e64',
  'windows-1258': 'f08a70ba82ca6f4d32d00679d6700bc9b29d67e45da2a1a432717f34e2163910',
  'windows-874': '1726a81e382dfd5a6c46c376359af1a4f4d0ec1081b8b70fe8c262a1ca5fd58a',
  'x-mac-cyrillic': 'bee7ad62ad2c42d9d1e2b1283e434be8b1ec49ebd619b20b16cb0510577777b4',
  'x-user-defined': 'f9146f5cd4ef94016a4835eeeb7f3ed391d0ac898da872406f8b91a672038aab',
};
