import type { Batch } from './session-messages.js';

/** The inputs of a padded batch, [texts, longest] each, as 64-bit integers. */
export interface Feeds {
  readonly texts: number;
  readonly longest: number;
  readonly ids: BigInt64Array;
  /** 1 where there is a token, 0 where there is padding. */
  readonly mask: BigInt64Array;
}

/** Lays the ids out in rows of the longest text. */
export function padBatch({ ids, lengths }: Batch, padId: number): Feeds {
  const longest = Math.max(...lengths);
  const size = lengths.length * longest;
  const padded = new BigInt64Array(size).fill(BigInt(padId));
  const mask = new BigInt64Array(size);
  // Ids are small and not negative, so the low half of each 64-bit number is all of it: no BigInt is made per token.
  const low = new Int32Array(padded.buffer);
  const lowMask = new Int32Array(mask.buffer);
  let next = 0;
  lengths.forEach((length, text) => {
    for (let i = 0; i < length; i++) {
      const at = 2 * (text * longest + i);
      low[at] = ids[next++] as number;
      lowMask[at] = 1;
    }
  });
  return { texts: lengths.length, longest, ids: padded, mask };
}
