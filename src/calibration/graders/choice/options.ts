import { normalise } from '../normalise.js';

/** The options that a query lists, text by letter, in their order. */
export type Options = ReadonlyMap<string, string>;

const LINE = /^[ \t]*[(（[]?([A-Z])[)）\].:：、．][ \t]*(\S.*)$/gm;

/** Reads "A. …", "(B) …", "C: …" at the start of lines; letters must run from A without a gap, else there are none. */
export function optionsOf(query: string): Options {
  const options = new Map<string, string>();
  for (const [, letter, text] of query.matchAll(LINE)) options.set(letter as string, (text as string).trim());
  const letters = [...options.keys()].sort();
  const gapless = letters.every((letter, i) => letter.charCodeAt(0) === 65 + i);
  return gapless && letters.length > 1 ? options : new Map<string, string>();
}

/** The letter whose option says the same as `text`; null where none or several do. */
export function letterOfText(text: string, options: Options): string | null {
  const said = normalise(text);
  const letters = [...options].filter(([, option]) => normalise(option) === said).map(([letter]) => letter);
  return letters.length === 1 ? (letters[0] as string) : null;
}
