import { normalise } from '../normalise.js';
import { denies } from './denial.js';
import type { Options } from './options.js';

const DECORATION = String.raw`[\s*_~"'“”\x60#>-]{0,8}`;
const SOLE = new RegExp(
  String.raw`^${DECORATION}(?:option\s|choice\s)?${DECORATION}[(（\[【{$]{0,2}([A-Z])[)）\]】}$]{0,2}[.:：。]?${DECORATION}$`,
  'iu',
);
/** Not "A: B", where A may stand for "answer". */
const LEADING = new RegExp(
  String.raw`^${DECORATION}[(（\[【]?([A-Z])${DECORATION}[)）\]】.:：、．]${DECORATION}(?![(（]?[A-Z][)）.]?\s*$)(\S.*)$`,
  'u',
);
/** Characters of a line that can matter here. */
const LONGEST_LINE = 400;

const distinct = (letters: readonly string[]): readonly string[] => [...new Set(letters)];

/** Letters that stand alone on a line ("**B**", "(c)", "Option D."), each once. */
export const soleLetters = (lines: readonly string[]): readonly string[] =>
  distinct(lines.flatMap((line) => SOLE.exec(line.slice(0, LONGEST_LINE))?.[1]?.toUpperCase() ?? []));

/** Letters that begin a line as the mark of an option ("B) Paris"), each once; not where the line denies it. */
export const leadingLetters = (lines: readonly string[], options: Options): readonly string[] =>
  distinct(
    lines.flatMap((line) => {
      const [, letter, text] = LEADING.exec(line.slice(0, LONGEST_LINE)) ?? [];
      if (letter === undefined || text === undefined) return [];
      const repeatsOption = normalise(text) === normalise(options.get(letter) ?? '');
      return denies(text) && !repeatsOption ? [] : [letter];
    }),
  );
