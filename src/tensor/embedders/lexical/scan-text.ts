import { classOf, DIGIT, HIGH_SURROGATE, IDEOGRAPH, LETTER, MARK, SPACE, unitClass } from './character-classes.js';
import { COUNT } from './feature-buffer.js';
import type { FeatureBuffer, HashList } from './feature-buffer.js';
import { lineEnd, lineHash } from './lines.js';

const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const CHARACTER_START = 0x4f1bbcdc;
const LINE_START = 0x27d4eb2f;
/** Stands before the first token, so that its 2-gram says where it stands. */
const TEXT_START = 0x165667b1;
const WORD_EDGE = 32;
/** Longest character n-gram of a word, with its edges, and of a run of ideographs. */
const WORD_GRAM = { min: 3, max: 5 };
const IDEOGRAPH_GRAM = { min: 1, max: 3 };
const OPEN_PARENTHESIS = 40;
const FIRST_OPTION = 97; // 'a'

/** Counter of each ASCII mark, or -1. */
const MARK_COUNT = new Int8Array(128).fill(-1);
for (const [marks, count] of [
  ['?', COUNT.questions],
  ['\\$', COUNT.latex],
  ['{}[]', COUNT.brackets],
  ['()', COUNT.parentheses],
  ['+-*/=<>^%', COUNT.operators],
  ['_`#&|~@;', COUNT.code],
  ['"\'', COUNT.quotes],
  [',', COUNT.commas],
  [':', COUNT.colons],
  ['.!', COUNT.sentences],
] as const) {
  for (const mark of marks) MARK_COUNT[mark.charCodeAt(0)] = count;
}

/** Units of the word or ideograph run at hand, with room for the edges of a word. */
let run = new Uint16Array(256);

/**
 * Reads a folded text into `out`, in one pass and without allocating. Tokens: ideograph | letter run | digit run | mark.
 * Word features are token 1–2-grams; character features are 3–5-grams of letter and digit runs with their edges and
 * 1–3-grams of ideograph runs. A line whose hash is in `boilerplate` counts as one token.
 */
export function scanText(text: string, boilerplate: ReadonlySet<number>, out: FeatureBuffer): void {
  out.clear();
  const counts = out.counts;
  let previous = TEXT_START;
  for (let from = 0; from <= text.length;) {
    const to = lineEnd(text, from);
    const hash = boilerplate.size > 0 ? lineHash(text, from, to) : 0;
    if (hash !== 0 && boilerplate.has(hash)) {
      add(counts, COUNT.boilerplateLines, 1);
      out.words.push(hash ^ LINE_START);
    } else {
      const before = counts[COUNT.tokens] as number;
      previous = scanLine(text, from, to, previous, out);
      if ((counts[COUNT.tokens] as number) > before) add(counts, COUNT.lines, 1);
    }
    from = to + 1;
  }
}

/** Returns the hash of the last token, which the first token of the next line follows. */
function scanLine(text: string, from: number, to: number, previous: number, out: FeatureBuffer): number {
  const { counts, words, characterGrams } = out;
  let i = from;
  while (i < to) {
    const start = i;
    const unit = text.charCodeAt(i);
    let kind = unitClass(unit);
    let hash = Math.imul(FNV_START ^ unit, FNV_PRIME);
    i++;
    if (kind === SPACE) continue;
    if (kind === HIGH_SURROGATE) {
      const low = i < to ? text.charCodeAt(i) : 0;
      if ((low & 0xfc00) === 0xdc00) {
        kind = classOf(text.codePointAt(start) as number);
        hash = Math.imul(hash ^ low, FNV_PRIME);
        i++;
      } else kind = MARK;
    } else if (kind === LETTER || kind === DIGIT) {
      for (; i < to; i++) {
        const next = text.charCodeAt(i);
        if (unitClass(next) !== kind) break;
        hash = Math.imul(hash ^ next, FNV_PRIME);
      }
      wordGrams(text, start, i, characterGrams);
    }
    if (kind === IDEOGRAPH && (start === from || unitClass(text.charCodeAt(start - 1)) !== IDEOGRAPH)) {
      ideographGrams(text, start, to, characterGrams);
    }
    countToken(text, start, i, kind, counts);
    words.push(hash);
    words.push(Math.imul(previous ^ (previous >>> 15), 0x2c1b3c6d) ^ hash);
    previous = hash;
  }
  return previous;
}

function wordGrams(text: string, start: number, end: number, out: HashList): void {
  const length = end - start + 2;
  if (length > run.length) run = new Uint16Array(length * 2);
  run[0] = WORD_EDGE;
  for (let i = start; i < end; i++) run[i - start + 1] = text.charCodeAt(i);
  run[length - 1] = WORD_EDGE;
  grams(length, WORD_GRAM.min, WORD_GRAM.max, out);
}

/** The n-grams of the whole run of ideographs that starts at `start`. */
function ideographGrams(text: string, start: number, to: number, out: HashList): void {
  let length = 0;
  for (let i = start; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unitClass(unit) !== IDEOGRAPH) break;
    if (length === run.length) {
      const larger = new Uint16Array(run.length * 2);
      larger.set(run);
      run = larger;
    }
    run[length++] = unit;
  }
  grams(length, IDEOGRAPH_GRAM.min, IDEOGRAPH_GRAM.max, out);
}

/** All n-grams of the first `length` units of `run`: the hash of a longer one goes on from that of a shorter. */
function grams(length: number, min: number, max: number, out: HashList): void {
  for (let i = 0; i + min <= length; i++) {
    let h = CHARACTER_START;
    const end = Math.min(i + max, length);
    for (let k = i; k < end; k++) {
      h = Math.imul(h ^ (run[k] as number), FNV_PRIME);
      if (k - i + 1 >= min) out.push(h);
    }
  }
}

function countToken(text: string, start: number, end: number, kind: number, counts: Float64Array): void {
  const length = end - start;
  const unit = text.charCodeAt(start);
  add(counts, COUNT.tokens, 1);
  add(counts, COUNT.characters, length);
  counts[COUNT.lastUnit] = unit;
  if (unit > 127) add(counts, COUNT.nonAscii, length);
  if (kind === LETTER) {
    add(counts, COUNT.letters, length);
    add(counts, COUNT.letterRuns, 1);
    if (length === 1) countOption(text, start, counts);
  } else if (kind === DIGIT) {
    add(counts, COUNT.digits, length);
    add(counts, COUNT.digitRuns, 1);
    counts[COUNT.longestDigitRun] = Math.max(counts[COUNT.longestDigitRun] as number, length);
  } else if (kind === IDEOGRAPH) {
    add(counts, COUNT.ideographs, length);
  } else {
    add(counts, COUNT.marks, length);
    const slot = unit < 128 ? (MARK_COUNT[unit] as number) : -1;
    if (slot >= 0) add(counts, slot, 1);
  }
}

/** Counts the answer options a, b, c … in their order: a lone letter as in "a.", "a)", "a:" or "(a". */
function countOption(text: string, at: number, counts: Float64Array): void {
  if (text.charCodeAt(at) !== FIRST_OPTION + (counts[COUNT.options] as number)) return;
  const after = text[at + 1];
  if (after === '.' || after === ')' || after === ':' || text.charCodeAt(at - 1) === OPEN_PARENTHESIS) {
    add(counts, COUNT.options, 1);
  }
}

function add(counts: Float64Array, slot: number, by: number): void {
  counts[slot] = (counts[slot] as number) + by;
}
