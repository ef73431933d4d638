import { COUNT } from './feature-buffer.js';

/** Names of the surface features, in the order of their numbers; shares are of the characters that are not white space. */
export const SURFACE_FEATURES = [
  'characters',
  'tokens',
  'lines',
  'boilerplateLines',
  'letterRunLength',
  'digitShare',
  'markShare',
  'nonAsciiShare',
  'ideographShare',
  'digitRuns',
  'longestDigitRun',
  'questions',
  'latex',
  'brackets',
  'parentheses',
  'operators',
  'code',
  'quotes',
  'commas',
  'colons',
  'sentences',
  'options',
  'endsWithQuestion',
] as const;

const QUESTION = 63;

/**
 * Writes the surface features of a scanned text to `out` from `at`. Nothing here depends on case or on the amount of
 * white space, so that neither changes a decision. Counts enter as log(1 + count).
 */
export function surfaceFeatures(counts: Float64Array, out: Float32Array, at: number): void {
  const count = (slot: number): number => counts[slot] as number;
  const characters = Math.max(1, count(COUNT.characters));
  let i = at;
  out[i++] = Math.log1p(count(COUNT.characters));
  out[i++] = Math.log1p(count(COUNT.tokens));
  out[i++] = Math.log1p(count(COUNT.lines));
  out[i++] = Math.log1p(count(COUNT.boilerplateLines));
  out[i++] = count(COUNT.letters) / Math.max(1, count(COUNT.letterRuns));
  out[i++] = count(COUNT.digits) / characters;
  out[i++] = count(COUNT.marks) / characters;
  out[i++] = count(COUNT.nonAscii) / characters;
  out[i++] = count(COUNT.ideographs) / characters;
  for (let slot: number = COUNT.digitRuns; slot <= COUNT.longestDigitRun; slot++) out[i++] = Math.log1p(count(slot));
  for (let slot: number = COUNT.questions; slot <= COUNT.sentences; slot++) out[i++] = Math.log1p(count(slot));
  out[i++] = count(COUNT.options);
  out[i] = count(COUNT.lastUnit) === QUESTION ? 1 : 0;
}
