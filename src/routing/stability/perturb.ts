import type { Rng } from '../../domain/random.js';
import { reorderOptions } from './options.js';
import { inProse, proseSpans } from './prose.js';
import type { Word } from './words.js';
import { canEnd, isConfusable, ordinaryWords } from './words.js';

/** Kinds of change that keep the meaning of a text. */
export const PERTURBATIONS = Object.freeze(['case', 'spacing', 'typos', 'punctuation', 'options'] as const);
export type PerturbationKind = (typeof PERTURBATIONS)[number];

export interface Perturbed {
  readonly kind: PerturbationKind;
  readonly text: string;
}

/** One typo for so many characters, in words of at least so many letters. */
const TYPO_EVERY = 50;
const TYPO_LETTERS = 5;
/** One space in so many becomes two. */
const SPACES_PER_DOUBLE = 4;
/** A line end inside a paragraph: the next line begins no item, option, heading, quotation or row of a table. */
const SOFT_BREAK = /(?<=\S)\n(?=\S)(?![|>#]|(?:[-*+•–]|\d+[.):]|\(?[\p{L}\d][.):])(?:\s|$))/gmu;

/** One random change of a kind; the same text again where none applies. Same stream, same change. */
export function perturb(text: string, kind: PerturbationKind, rng: Rng): string {
  return CHANGES[kind](text, rng);
}

/**
 * Up to `count` distinct changes of a text, the kinds in turn; never the text itself. Fewer where few apply, for example
 * to a text of digits.
 */
export function perturbations(text: string, count: number, rng: Rng): Perturbed[] {
  const found = new Map<string, PerturbationKind>();
  // As many rounds without a new text as there are kinds to try twice: then there are no more.
  for (let turn = 0, idle = 0; found.size < count && idle < 2 * PERTURBATIONS.length; turn++) {
    const kind = PERTURBATIONS[turn % PERTURBATIONS.length] as PerturbationKind;
    const changed = perturb(text, kind, rng);
    if (changed === text || changed.trim() === '' || found.has(changed)) idle++;
    else {
      found.set(changed, kind);
      idle = 0;
    }
  }
  return [...found].map(([changed, kind]) => ({ kind, text: changed }));
}

type Change = (text: string, rng: Rng) => string;

/** Ordinary words in lower case, or the first of them begun the other way; whichever changes something. */
const changeCase: Change = (text, rng) => {
  const ways = [lowerCase, flipFirst];
  const first = rng.integer(2);
  const changed = (ways[first] as typeof lowerCase)(text);
  return changed === text ? (ways[1 - first] as typeof lowerCase)(text) : changed;
};

const lowerCase = (text: string): string =>
  withWords(text, ordinaryWords(text), (word) => sameWord(word, word.toLowerCase()));

const flipFirst = (text: string): string =>
  withWords(text, ordinaryWords(text).slice(0, 1), (word) => {
    const first = word.charAt(0);
    const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
    return sameWord(word, other + word.slice(1));
  });

/** The changed word where nothing but case differs: a few letters have no counterpart of one letter, such as ß. */
const sameWord = (word: string, changed: string): string =>
  changed.length === word.length && changed.toLowerCase() === word.toLowerCase() ? changed : word;

/** A space at the end, lines of a paragraph joined, or some spaces doubled; what was drawn may not apply. */
const changeSpacing: Change = (text, rng) => {
  const way = rng.integer(3);
  if (way === 0) return `${text} `;
  const joined = way === 1 ? inProse(text, (part) => part.replace(SOFT_BREAK, ' ')) : text;
  if (joined !== text) return joined;
  const doubled = inProse(text, (part) =>
    part.replace(/(?<=\S) (?=\S)/g, () => (rng.integer(SPACES_PER_DOUBLE) === 0 ? '  ' : ' ')),
  );
  return doubled === text ? `${text} ` : doubled;
};

/** Two neighbouring letters inside a long word change places; the first and the last letter stay. */
const changeTypos: Change = (text, rng) => {
  const places = ordinaryWords(text).flatMap(({ at: start, word }) => {
    if (word.length < TYPO_LETTERS || !/^\p{Script=Latin}+$/u.test(word) || isConfusable(word)) return [];
    const at = 1 + rng.integer(word.length - 3);
    return word[at] === word[at + 1] ? [] : [start + at];
  });
  const chosen = rng.shuffle(places).slice(0, Math.max(1, Math.floor(text.length / TYPO_EVERY)));
  const out = text.split('');
  for (const at of chosen) [out[at], out[at + 1]] = [out[at + 1] as string, out[at] as string];
  return out.join('');
};

/**
 * Drops the closing mark; where there is none, adds a full stop to a text that could end there. An exclamation mark stays behind a
 * number, a symbol or a bracket, where it may be a factorial.
 */
const changePunctuation: Change = (text) => {
  const end = text.trimEnd();
  const tail = text.slice(end.length);
  const last = proseSpans(text).at(-1);
  if (!last || last.end < end.length) return text;
  if (/(?:[\p{L}\p{N})}\]$%"”’'][.?。？]|\p{L}{2}[!！]|\p{Script=Han}！)$/u.test(end)) return end.slice(0, -1) + tail;
  const word = ordinaryWords(end).at(-1);
  return word && word.at + word.word.length === end.length && canEnd(word.word) ? `${end}.${tail}` : text;
};

const CHANGES: Readonly<Record<PerturbationKind, Change>> = {
  case: changeCase,
  spacing: changeSpacing,
  typos: changeTypos,
  punctuation: changePunctuation,
  options: reorderOptions,
};

/** The text with these words, which stand in their order, replaced by others as long. */
function withWords(text: string, words: readonly Word[], change: (word: string) => string): string {
  let out = '';
  let done = 0;
  for (const { at, word } of words) {
    out += text.slice(done, at) + change(word);
    done = at + word.length;
  }
  return out + text.slice(done);
}
