import { SPACE, unitClass } from './character-classes.js';

const LINE_FEED = 10;

/** End of the line that starts at `from`: the index of its line feed, or of the end of the text. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** Hash of a line that ignores white space; 0 for a blank line. */
export function lineHash(text: string, from: number, to: number): number {
  let h = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_FEED || unitClass(unit) === SPACE) continue;
    h = Math.imul(h ^ unit, 0x01000193) ^ (h >>> 15) ^ 0x2545f491;
  }
  return h;
}

/** A line in fewer queries than this is never boilerplate, however small the training set. */
const MIN_QUERIES = 5;

/** Hashes of the lines that stand in more than `share` of the (folded) texts, in rising order. */
export function boilerplateLines(texts: readonly string[], share: number): Int32Array {
  const queries = new Map<number, number>();
  for (const text of texts) {
    const seen = new Set<number>();
    for (let from = 0; from <= text.length;) {
      const to = lineEnd(text, from);
      const hash = lineHash(text, from, to);
      if (hash !== 0) seen.add(hash);
      from = to + 1;
    }
    for (const hash of seen) queries.set(hash, (queries.get(hash) ?? 0) + 1);
  }
  const least = Math.max(MIN_QUERIES, share * texts.length);
  return Int32Array.from([...queries].filter(([, n]) => n > least).map(([hash]) => hash)).sort();
}
