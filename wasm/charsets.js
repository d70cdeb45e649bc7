// charsets.js: bytes -> UTF-8, as the Encoding Standard's decoders have it: the wasm host's half of
// what cli/decode.cc is natively. Firefox's TextDecoder is the standard's, and Chromium's nearly.
// Node's is ICU's: it reads windows-1252 as Latin-1 (some releases), lacks most Korean syllables, the
// Hong Kong characters of Big5 and two charsets, and takes other bytes for ill-formed. A charset in
// which the host fails a probe is read by the decoders below, which ask TextDecoder only what a
// well-formed sequence means.
//
// docs/charsets.md lists who decodes what; tests/node/charsets.mjs compares the hosts.

const ILL_FORMED = '\ufffd';
const encoder = new TextEncoder();

/** @type {Record<string, TextDecoder>} */ const decoders = {};

/** @param {string} encoding @param {Uint8Array} bytes */
function decodeByHost(encoding, bytes) {
  // fatal is off: a page is never an error. ignoreBOM is on as the core has cut the mark already.
  decoders[encoding] ??= new TextDecoder(encoding, {ignoreBOM: true});
  return decoders[encoding].decode(bytes);
}

// Where releases of ICU, Node or Chromium are known to depart from the standard.
/** @type {readonly (readonly [string, number[], string])[]} */
const PROBES = [
  ['big5', [0x80], ILL_FORMED],
  ['big5', [0x88, 0x62], '\u00ca\u0304'],
  ['euc-jp', [0x80], ILL_FORMED],
  ['euc-jp', [0x8f, 0xa1, 0x41, 0xa1, 0xa1], `${ILL_FORMED}A\u3000`],
  ['euc-kr', [0x81, 0x41], '\uac02'],
  ['gb18030', [0x80, 0xa6, 0xd9], '\u20ac\ufe10'],
  ['ibm866', [0x7f], '\x7f'],
  ['iso-2022-jp', [0x1b, 0x24, 0x0e, 0x0e], `${ILL_FORMED}$${ILL_FORMED}${ILL_FORMED}`],
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x30, 0x1b, 0x24], `${ILL_FORMED}${ILL_FORMED}${ILL_FORMED}`],
  ['iso-8859-16', [0xa4], '\u20ac'],
  ['koi8-u', [0xae], '\u045e'],
  ['shift_jis', [0x80, 0x7f], '\x80\x7f'],
  ['windows-1252', [0x80], '\u20ac'],
  ['windows-1253', [0xaa], ILL_FORMED],
  ['windows-1255', [0xca], '\u05ba'],
  ['windows-874', [0xdb], ILL_FORMED],
  ['x-user-defined', [0x80], '\uf780'],
];

/** @param {readonly [string, number[], string]} probe */
const isRight = ([encoding, bytes, text]) => {
  try {
    return decodeByHost(encoding, Uint8Array.from(bytes)) === text;
  } catch {
    return false;  // a charset that the host does not know
  }
};

/** The charsets that this host's TextDecoder is not relied on for. @type {ReadonlySet<string>} */
export const CORRECTED = new Set(PROBES.filter((probe) => !isRight(probe)).map(([encoding]) => encoding));

/** @type {readonly (readonly [number, string])[]} */ let hongKong = [];

/**
 * Loads the table that a host without the Hong Kong characters of Big5 needs; without it they are
 * U+FFFD. No browser needs it, and the extension does not ship it: no static import, and a host that
 * has neither checks pages all the same.
 */
export async function prepareCharsets() {
  if (hongKong.length > 0 || isRight(['big5', [0x87, 0x40], '\u43f0'])) return;
  try {
    hongKong = (await import('./big5_hong_kong.js')).BIG5_HONG_KONG;
  } catch (error) {
    console.warn('touchstone: no Hong Kong characters in Big5:', error);
  }
}

/**
 * Decodes a document. Bytes without a meaning become U+FFFD, as in cli/decode.cc. The core repairs
 * ill-formed UTF-8 itself, so that needs no copy here.
 * @param {Uint8Array} bytes without byte order mark
 * @param {string} encoding a WHATWG name in lower case
 * @returns {Uint8Array} UTF-8
 */
export function decodeToUtf8(bytes, encoding) {
  if (encoding === 'utf-8') return bytes;
  // TextDecoder refuses the "replacement" encoding; its decoder yields one U+FFFD.
  if (encoding === 'replacement') return encoder.encode(bytes.length ? ILL_FORMED : '');
  return encoder.encode(decode(bytes, encoding));
}

/** @param {Uint8Array} bytes @param {string} encoding @returns {string} */
function decode(bytes, encoding) {
  if (encoding === 'gbk') return decode(bytes, 'gb18030');  // the standard's decoder is the same
  if (!CORRECTED.has(encoding)) return decodeByHost(encoding, bytes);
  const next = DECODERS[encoding];
  if (next) return decodeUnits(bytes, next);
  return encoding === 'iso-2022-jp' ? decodeIso2022Jp(bytes) : decodeSingleByte(bytes, encoding);
}

// --- charsets of one byte ---------------------------------------------------------------------------

// What hosts get wrong, from a byte on; in three of them all that is not Latin-1. ASCII stands for
// itself, and no byte for a private character but in x-user-defined.
/** @type {Record<string, readonly (readonly [number, string])[]>} */
const SINGLE_BYTE = {
  'ibm866': [],
  'iso-8859-16': [[0xa0,
    '\xa0ĄąŁ€„Š§š©Ș«Ź\xadźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ']],
  'koi8-u': [[0xae, 'ў'], [0xbe, 'Ў']],
  'windows-1252': [[0x80, '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ']],
  'windows-1253': [[0xaa, ILL_FORMED]],
  'windows-1255': [[0xca, '\u05ba']],
  'windows-874': [],
  'x-user-defined': [[0x80, String.fromCharCode(...Array.from({length: 128}, (_, i) => 0xf780 + i))]],
};

/** @param {Uint8Array} bytes @param {string} encoding */
function decodeSingleByte(bytes, encoding) {
  const isLatin1 = ['iso-8859-16', 'windows-1252', 'x-user-defined'].includes(encoding);
  const units = Uint16Array.from({length: 256}, (_, byte) => {
    if (byte < 0x80 || isLatin1) return byte;
    const unit = decodeByHost(encoding, Uint8Array.of(byte)).charCodeAt(0);
    return unit < 0xe000 ? unit : 0xfffd;
  });
  for (const [first, text] of SINGLE_BYTE[encoding]) {
    for (let i = 0; i < text.length; i++) units[first + i] = text.charCodeAt(i);
  }
  const text = new Uint16Array(bytes.length);
  for (let pos = 0; pos < bytes.length; pos++) text[pos] = units[bytes[pos]];
  return fromUnits(text);
}

/** @param {Uint16Array} units UTF-16 */
const fromUnits = (units) => decodeByHost('utf-16le', new Uint8Array(units.buffer, units.byteOffset, units.byteLength));

// --- what sequences of several bytes mean -----------------------------------------------------------

// Character of each sequence, or '' for none, by charset and last two bytes; filled as they come.
/** @type {Record<string, string[]>} */
const found = {};

/**
 * @param {string} encoding
 * @param {Uint8Array} bytes
 * @param {number} pos
 * @param {number} size 2, or 3 for EUC-JP's JIS X 0212
 */
function find(encoding, bytes, pos, size) {
  const table = found[`${encoding} ${size}`] ??= size === 2 ? knownPairs(encoding) : knownTriples();
  const slot = bytes[pos + size - 2] << 8 | bytes[pos + size - 1];
  return table[slot] ??= character(decodeByHost(encoding, bytes.subarray(pos, pos + size)), encoding);
}

/**
 * One character, or ''. ICU fills gaps with private characters; the standard has them in two charsets.
 * @param {string} text
 * @param {string} encoding
 */
function character(text, encoding) {
  const code = text.codePointAt(0) ?? 0;
  if (code < 0x80 || code === 0xfffd || text.length > (code > 0xffff ? 2 : 1)) return '';
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  return isPrivate && encoding !== 'shift_jis' && encoding !== 'gb18030' ? '' : text;
}

// Pairs of GB 18030 whose meaning differs between its editions, and with them between releases of ICU.
/** @type {readonly (readonly [number, string])[]} */
const GB18030_PAIRS = [
  [0xa3a0, '\u3000'], [0xa6d9, '\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16'], [0xa6ec, '\ufe17\ufe18'],
  [0xa6f3, '\ufe19'], [0xa8bc, '\u1e3f'], [0xa8bf, '\u01f9'], [0xfe51, '\ue816\ue817\ue818'],
  [0xfe59, '\u9fb4'], [0xfe61, '\u9fb5'], [0xfe66, '\u9fb6\u9fb7'], [0xfe6c, '\ue831\u9fb8'],
  [0xfe76, '\ue83b'], [0xfe7e, '\u9fb9'], [0xfe90, '\u9fba\ue855'], [0xfea0, '\u9fbb'],
];
// And its sequences of four bytes.
/** @type {readonly (readonly [number, string])[]} */
const GB18030_QUADS = [
  [0x8135f437, '\ue7c7'], [0x82359037, '\u9fb4\u9fb5\u9fb6'], [0x82359130, '\u9fb7\u9fb8\u9fb9\u9fba\u9fbb'],
  [0x84318236, '\ufe10\ufe11\ufe12\ufe13'], [0x84318330, '\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19'],
];

/** @param {readonly (readonly [number, string])[]} runs @returns {[number, string][]} */
const eachOf = (runs) => runs.flatMap(([first, text]) => [...text].map(
    (one, i) => /** @type {[number, string]} */ ([first + i, one])));
const quads = new Map(eachOf(GB18030_QUADS));

/** @param {string} encoding */
function knownPairs(encoding) {
  /** @type {string[]} */ const table = [];
  if (encoding === 'gb18030') for (const [pair, text] of eachOf(GB18030_PAIRS)) table[pair] = text;
  if (encoding === 'euc-kr') {
    addKoreanSyllables(table);
    [table[0xa2e6], table[0xa2e7]] = ['\u20ac', '\u00ae'];
  }
  if (encoding === 'big5') {
    for (const [pair, text] of [[0x8862, 'Ê\u0304'], [0x8864, 'Ê\u030c'], [0x88a3, 'ê\u0304'], [0x88a5, 'ê\u030c']]) {
      table[Number(pair)] = String(text);
    }
    for (const [first, row] of hongKong) {
      [...row].forEach((text, i) => { if (text !== ILL_FORMED) table[first + i] = text; });
    }
  }
  return table;
}

/** ICU has small Roman numerals and three marks where the standard's JIS X 0212 has nothing. */
function knownTriples() {
  /** @type {string[]} */ const table = [];
  for (let slot = 0xf3a1; slot <= 0xf4fe; slot++) table[slot] = '';
  return table;
}

/**
 * The syllables that KS X 1001 lacks follow each other in the order of Unicode, in rows 0x81 to 0xc6
 * beside it.
 * @param {string[]} table
 */
function addKoreanSyllables(table) {
  const standard = new Set();
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      standard.add(decodeByHost('euc-kr', Uint8Array.of(lead, trail)));
    }
  }
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (standard.has(String.fromCharCode(syllable))) syllable++;
      if (syllable > 0xd7a3) return;
      table[lead << 8 | trail] = String.fromCharCode(syllable++);
    }
  }
}

// --- the decoders, as in cli/decode.cc ---------------------------------------------------------------

let size = 1;  // bytes of the unit that was read last

/** @param {number} byte @param {number} first @param {number} last */
const within = (byte, first, last) => byte >= first && byte <= last;

/** @param {number} bytes @returns {string} */
function illFormed(bytes) {
  size = bytes;
  return ILL_FORMED;
}

/** @param {number} bytes @param {string} text @returns {string} */
function wellFormed(bytes, text) {
  size = bytes;
  return text;
}

/**
 * An ill-formed pair takes its second byte with it, unless that is ASCII.
 * @param {string} encoding
 * @param {Uint8Array} bytes
 * @param {number} pos
 * @param {boolean} isPair
 */
function pair(encoding, bytes, pos, isPair) {
  const text = isPair ? find(encoding, bytes, pos, 2) : '';
  return text ? wellFormed(2, text) : illFormed(bytes[pos + 1] < 0x80 ? 1 : 2);
}

/**
 * The character of a sequence of four bytes, or ''. The planes beyond the first follow in order.
 * @param {number} pointer the sequence's place among all
 * @param {Uint8Array} bytes
 * @param {number} pos
 */
function findQuad(pointer, bytes, pos) {
  const firstBeyond = 189_000, lastBeyond = firstBeyond + 0xfffff;
  if (pointer > lastBeyond) return '';
  if (pointer >= firstBeyond) return String.fromCodePoint(0x10000 + pointer - firstBeyond);
  if (pointer > 39_419) return '';
  const table = found['gb18030 4'] ??= [];
  if (table[pointer] === undefined) {
    const sequence = bytes.subarray(pos, pos + 4);
    const number = sequence.reduce((all, byte) => all * 256 + byte, 0);
    table[pointer] = quads.get(number) ?? character(decodeByHost('gb18030', sequence), 'gb18030');
  }
  return table[pointer];
}

/** @param {Uint8Array} bytes @param {number} pos */
function nextGb18030(bytes, pos) {
  const [lead, second, third, fourth] = [bytes[pos], bytes[pos + 1], bytes[pos + 2], bytes[pos + 3]];
  if (lead === 0x80) return wellFormed(1, '\u20ac');
  if (lead === 0xff || second === undefined) return illFormed(1);
  if (!within(second, 0x30, 0x39)) {
    return pair('gb18030', bytes, pos, within(second, 0x40, 0x7e) || within(second, 0x80, 0xfe));
  }
  if (third === undefined) return illFormed(2);
  if (!within(third, 0x81, 0xfe)) return illFormed(1);
  if (fourth === undefined) return illFormed(3);
  if (!within(fourth, 0x30, 0x39)) return illFormed(1);
  const pointer = ((lead - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
  return wellFormed(4, findQuad(pointer, bytes, pos) || ILL_FORMED);
}

/** @param {Uint8Array} bytes @param {number} pos */
function nextBig5(bytes, pos) {
  if (!within(bytes[pos], 0x81, 0xfe) || pos + 1 === bytes.length) return illFormed(1);
  const trail = bytes[pos + 1];
  return pair('big5', bytes, pos, within(trail, 0x40, 0x7e) || within(trail, 0xa1, 0xfe));
}

/** @param {Uint8Array} bytes @param {number} pos */
function nextEucKr(bytes, pos) {
  if (!within(bytes[pos], 0x81, 0xfe) || pos + 1 === bytes.length) return illFormed(1);
  return pair('euc-kr', bytes, pos, within(bytes[pos + 1], 0x41, 0xfe));
}

/** @param {number} offset */
const halfWidthKatakana = (offset) => String.fromCharCode(0xff61 + offset);

/** @param {Uint8Array} bytes @param {number} pos */
function nextShiftJis(bytes, pos) {
  const lead = bytes[pos];
  if (lead === 0x80) return wellFormed(1, '\x80');
  if (within(lead, 0xa1, 0xdf)) return wellFormed(1, halfWidthKatakana(lead - 0xa1));
  if (lead === 0xa0 || lead > 0xfc || pos + 1 === bytes.length) return illFormed(1);
  const trail = bytes[pos + 1];
  return pair('shift_jis', bytes, pos, within(trail, 0x40, 0x7e) || within(trail, 0x80, 0xfc));
}

/** The character of JIS X 0208 at a row and cell from 0 to 93. @param {number} row @param {number} cell */
function findJis0208(row, cell) {
  const pointer = row * 94 + cell, lead = Math.trunc(pointer / 188), trail = pointer % 188;
  const table = found['jis0208'] ??= [];
  return table[pointer] ??= find(
      'shift_jis',
      Uint8Array.of(lead + (lead < 0x1f ? 0x81 : 0xc1), trail + (trail < 0x3f ? 0x40 : 0x41)), 0, 2);
}

/** @param {Uint8Array} bytes @param {number} pos */
function nextEucJp(bytes, pos) {
  const [lead, trail, third] = [bytes[pos], bytes[pos + 1], bytes[pos + 2]];
  const isLead = lead === 0x8e || lead === 0x8f || within(lead, 0xa1, 0xfe);
  if (!isLead || trail === undefined) return illFormed(1);
  if (lead === 0x8e && within(trail, 0xa1, 0xdf)) return wellFormed(2, halfWidthKatakana(trail - 0xa1));
  const isPair = within(trail, 0xa1, 0xfe);
  if (lead === 0x8f && isPair) {
    const text = within(third, 0xa1, 0xfe) ? find('euc-jp', bytes, pos, 3) : '';
    return text ? wellFormed(3, text) : illFormed(third >= 0x80 ? 3 : 2);
  }
  const text = isPair && lead >= 0xa1 ? findJis0208(lead - 0xa1, trail - 0xa1) : '';
  return text ? wellFormed(2, text) : illFormed(trail < 0x80 ? 1 : 2);
}

// Each reads what stands at `pos`, a byte that is not ASCII, and leaves its length in `size`.
/** @type {Record<string, (bytes: Uint8Array, pos: number) => string>} */
const DECODERS = {
  'big5': nextBig5,
  'euc-jp': nextEucJp,
  'euc-kr': nextEucKr,
  'gb18030': nextGb18030,
  'shift_jis': nextShiftJis,
};

/** @param {Uint8Array} bytes @param {(bytes: Uint8Array, pos: number) => string} next */
function decodeUnits(bytes, next) {
  const units = new Uint16Array(bytes.length);  // no sequence has more units than bytes
  let count = 0;
  for (let pos = 0; pos < bytes.length; pos += size) {
    if (bytes[pos] < 0x80) {
      units[count++] = bytes[pos];
      size = 1;
      continue;
    }
    const text = next(bytes, pos);
    for (let i = 0; i < text.length; i++) units[count++] = text.charCodeAt(i);
  }
  return fromUnits(units.subarray(0, count));
}

const ESCAPES = ['(B', '(J', '(I', '$@', '$B'];

/** @param {Uint8Array} bytes */
function decodeIso2022Jp(bytes) {
  const units = new Uint16Array(bytes.length);
  let count = 0, set = '(B', isAfterEscape = false;
  for (let pos = 0; pos < bytes.length;) {
    const byte = bytes[pos++];
    let text = ILL_FORMED;
    if (byte === 0x1b) {
      const escape = String.fromCharCode(...bytes.subarray(pos, pos + 2));
      const isEscape = ESCAPES.includes(escape);
      if (!isEscape || isAfterEscape) units[count++] = 0xfffd;
      isAfterEscape = isEscape;
      if (isEscape) {
        set = escape;
        pos += 2;
      }
      continue;
    }
    isAfterEscape = false;
    if (set === '(I') {
      if (within(byte, 0x21, 0x5f)) text = halfWidthKatakana(byte - 0x21);
    } else if (set[0] === '$') {
      if (within(byte, 0x21, 0x7e) && pos < bytes.length && bytes[pos] !== 0x1b) {
        const trail = bytes[pos++];
        if (within(trail, 0x21, 0x7e)) text = findJis0208(byte - 0x21, trail - 0x21) || ILL_FORMED;
      }
    } else if (byte < 0x80 && byte !== 0x0e && byte !== 0x0f) {
      const isRoman = set === '(J';
      text = isRoman && byte === 0x5c ? '\u00a5' : isRoman && byte === 0x7e ? '\u203e' : String.fromCharCode(byte);
    }
    units[count++] = text.charCodeAt(0);  // JIS X 0208 has no character of two units
  }
  return fromUnits(units.subarray(0, count));
}
