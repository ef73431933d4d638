import type { Rng } from '../../domain/random.js';
import { reorderOptions } from './options.js';
import { proseSpans } from './prose.js';

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

const changeCase: Change = (text, rng) =>
  rng.integer(2) === 0 ? inProse(text, (part) => part.toLowerCase()) : flipFirst(text);

function flipFirst(text: string): string {
  const span = proseSpans(text).find(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
  if (!span) return text;
  const at = span.start + text.slice(span.start, span.end).search(/\p{L}/u);
  const first = String.fromCodePoint(text.codePointAt(at) as number);
  const lower = first.toLowerCase();
  return text.slice(0, at) + (first === lower ? first.toUpperCase() : lower) + text.slice(at + first.length);
}

const changeSpacing: Change = (text, rng) => {
  const way = rng.integer(3);
  if (way === 0) return `${text} `;
  if (way === 1) {
    const one = inProse(text, (part) => part.replace(/([^\s])\n(?=[^\s])/g, '$1 '));
    if (one !== text) return one;
  }
  return inProse(text, (part) => part.replace(/(?<=\S) (?=\S)/g, () => (rng.integer(4) === 0 ? '  ' : ' ')));
};

/** Two neighbouring letters inside a long word change places; the first and the last letter stay. */
const changeTypos: Change = (text, rng) => {
  const places: number[] = [];
  for (const { start, end } of proseSpans(text)) {
    for (const match of text.slice(start, end).matchAll(/(?<![\p{L}\p{N}_])\p{L}+(?![\p{L}\p{N}_])/gu)) {
      const word = match[0];
      if (word.length < TYPO_LETTERS || !/^[\p{Script=Latin}]+$/u.test(word)) continue;
      const at = 1 + rng.integer(word.length - 3);
      if (word[at] !== word[at + 1]) places.push(start + match.index + at);
    }
  }
  const chosen = rng.shuffle(places).slice(0, Math.max(1, Math.floor(text.length / TYPO_EVERY)));
  const out = [...text.split('')];
  for (const at of chosen) [out[at], out[at + 1]] = [out[at + 1] as string, out[at] as string];
  return out.join('');
};

/** Drops the closing mark; where there is none after a letter, adds a full stop. */
const changePunctuation: Change = (text) => {
  const end = text.trimEnd();
  const last = proseSpans(text).at(-1);
  if (!last || last.end < end.length) return text;
  if (/[\p{L}\p{N})][.?!。？！]$/u.test(end)) return end.slice(0, -1) + text.slice(end.length);
  return /\p{L}$/u.test(end) ? `${end}.${text.slice(end.length)}` : text;
};

const CHANGES: Readonly<Record<PerturbationKind, Change>> = {
  case: changeCase,
  spacing: changeSpacing,
  typos: changeTypos,
  punctuation: changePunctuation,
  options: reorderOptions,
};

/** Applies a change to what is not code. */
function inProse(text: string, change: (part: string) => string): string {
  let out = '';
  let done = 0;
  for (const { start, end } of proseSpans(text)) {
    out += text.slice(done, start) + change(text.slice(start, end));
    done = end;
  }
  return out + text.slice(done);
}
