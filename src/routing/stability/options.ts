import type { Rng } from '../../domain/random.js';

/** `A. …`, `A) …`, `(A) …`, `A: …` at the start of a line. */
const OPTION = /^([ \t]*\(?)([A-Z])([.):][ \t]+)(.*)$/;
/** What an option says of the others: it would change its meaning elsewhere. */
const ABOUT_OTHERS =
  /\b(?:all|none|both|neither|either|each|any|some) (?:of |the )|\b(?:above|below|preceding|previous)\b|\bothers?\b|\b[A-Z]\)?,? ?(?:and|or|nor|&|,|、|和|与|或|及) ?\(?[A-Z]\b|\b(?:only|not|option|choice|answer) \(?[A-Z]\b|以上|上述|前述|以下|都(?:对|是|不)|[均皆]/i;
/** A letter that stands for an option in the words around the list. */
const NAMED = /\b(?:options?|choices?|answers?|statements?)(?: is| are)?:? ["'(]?([A-Z])\b/g;
const LONE_LETTER = /(?<![\p{L}\p{N}'’])[A-Z](?![\p{L}\p{N}'’])/gu;

/**
 * The last list of options in another order: letters stay, what they stand for moves. The text itself where there is no list of
 * at least two different options on consecutive lines that starts at A; where an option goes on over several lines or speaks of
 * the others; and where the text names some of the letters, which would then stand for something else.
 */
export function reorderOptions(text: string, rng: Rng): string {
  const lines = text.split('\n');
  const list = lastList(lines);
  if (list === null || goesOn(lines, list.end, list.end - list.start) || namesLetters(lines, list)) return text;
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

interface Lines {
  readonly start: number;
  readonly end: number;
}

const letterOf = (place: number): string => String.fromCharCode(65 + place);

function lastList(lines: readonly string[]): Lines | null {
  let found: Lines | null = null;
  for (let start = 0; start < lines.length; start++) {
    let end = start;
    while (end < lines.length && OPTION.exec(lines[end] as string)?.[2] === letterOf(end - start)) end++;
    if (end - start >= 2) found = { start, end };
    if (end > start) start = end - 1;
  }
  return found;
}

/** Whether the last option found has a second line, or the next letter comes after one. */
function goesOn(lines: readonly string[], end: number, options: number): boolean {
  if (/^[ \t]+\S/.test(lines[end] ?? '')) return true;
  return lines.slice(end).some((line) => OPTION.exec(line)?.[2] === letterOf(options));
}

/** Whether the words before (back to the last blank line) or after the list name some of its letters, but not all of them. */
function namesLetters(lines: readonly string[], { start, end }: Lines): boolean {
  const blank = lines.slice(0, start).findLastIndex((line, i) => line.trim() === '' && i < start - 1);
  const before = lines.slice(blank + 1, start).join('\n');
  const letters = new Set(Array.from({ length: end - start }, (_, i) => letterOf(i)));
  if ([...before.matchAll(NAMED)].some((match) => letters.has(match[1] as string))) return true;
  const after = new Set(
    lines
      .slice(end)
      .join('\n')
      .match(LONE_LETTER)
      ?.filter((letter) => letters.has(letter)) ?? [],
  );
  return after.size > 0 && after.size < letters.size;
}
