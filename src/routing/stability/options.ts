import type { Rng } from '../../domain/random.js';

/** `A. …`, `A) …`, `(A) …`, `A: …` at the start of a line. */
const OPTION = /^([ \t]*\(?)([A-Z])([.):][ \t]+)(.*)$/;
/** What an option says of the others: it would change its meaning elsewhere. */
const ABOUT_OTHERS = /\b(?:all|none|both|neither|either) (?:of |the )|\babove\b|\b[A-E] (?:and|or) [A-E]\b/i;

/**
 * The last list of options in another order: letters stay, what they stand for moves. The text itself where there is no list of
 * at least two different options on consecutive lines that starts at A, or where an option speaks of the others.
 */
export function reorderOptions(text: string, rng: Rng): string {
  const lines = text.split('\n');
  const list = lastList(lines);
  if (list === null) return text;
  const parts = lines.slice(list.start, list.end).map((line) => OPTION.exec(line) as RegExpExecArray);
  const contents = parts.map((part) => part[4] as string);
  if (new Set(contents).size < 2 || contents.some((content) => ABOUT_OTHERS.test(content))) return text;
  const order = contents.slice();
  while (order.every((content, i) => content === contents[i])) rng.shuffle(order);
  parts.forEach((part, i) => {
    lines[list.start + i] = `${part[1]}${part[2]}${part[3]}${order[i]}`;
  });
  return lines.join('\n');
}

function lastList(lines: readonly string[]): { readonly start: number; readonly end: number } | null {
  let found: { start: number; end: number } | null = null;
  for (let start = 0; start < lines.length; start++) {
    let end = start;
    while (end < lines.length && OPTION.exec(lines[end] as string)?.[2] === String.fromCharCode(65 + end - start))
      end++;
    if (end - start >= 2) found = { start, end };
    if (end > start) start = end - 1;
  }
  return found;
}
