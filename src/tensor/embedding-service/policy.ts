import type { BatchLimits } from '../embedder.js';

export interface BatchRules extends Pick<BatchLimits, 'texts' | 'tokens'> {
  /** Whether a batch costs its longest text times its size. */
  readonly pads: boolean;
}

/**
 * Padding that a batch may hold, as a share of `tokens`: more, and a second call is cheaper. Those tokens are what fills the
 * device, so a small part of them is what a call costs beside its own: on a processor a call of one text costs as much as
 * 5 tokens of MiniLM's shape and 50 of a tiny one, of 1024 (bench/embedding/callers.bench.ts).
 */
const PADDING_SHARE = 1 / 32;

/**
 * Which texts make the next batch: ascending indices into `tokens`, the sizes of those waiting in the order they came. The
 * oldest is always among them, alone if it is larger than a batch may be, so none waits for ever. Without padding the next
 * oldest join it; with padding those nearest to it in length, which costs a sort of `tokens`: O(n log n).
 */
export const chooseBatch = (tokens: readonly number[], rules: BatchRules): number[] =>
  rules.pads ? nearestInLength(tokens, rules) : nextInOrder(tokens, rules);

function nextInOrder(tokens: readonly number[], rules: BatchRules): number[] {
  const chosen: number[] = [];
  let sum = 0;
  for (const [i, count] of tokens.entries()) {
    sum += count;
    if (i > 0 && (i === rules.texts || sum > rules.tokens)) break;
    chosen.push(i);
  }
  return chosen;
}

function nearestInLength(tokens: readonly number[], rules: BatchRules): number[] {
  const size = (i: number | undefined): number => tokens[i as number] as number;
  const byLength = [...tokens.keys()].sort((i, j) => size(i) - size(j) || i - j);
  // The batch is byLength from `first` to before `end`. It grows to the side that brings less padding, as far as it may.
  let first = byLength.indexOf(0);
  let end = first + 1;
  let longest = size(0);
  let room = rules.tokens * PADDING_SHARE;
  for (let texts = 1; texts < rules.texts && longest * (texts + 1) <= rules.tokens; texts++) {
    const next = end < byLength.length ? size(byLength[end]) : Infinity;
    const longer = next * (texts + 1) <= rules.tokens ? (next - longest) * texts : Infinity;
    const shorter = first > 0 ? longest - size(byLength[first - 1]) : Infinity;
    const padding = Math.min(longer, shorter);
    if (padding === Infinity || padding > room) break;
    room -= padding;
    if (shorter < longer) first--;
    else longest = size(byLength[end++]);
  }
  return byLength.slice(first, end).sort((i, j) => i - j);
}
