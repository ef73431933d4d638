import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import type { Scoring } from './scoring.js';

/** What a preview is worked out from; row q is query q, column j an LLM of the pool with the LLM in question. */
export interface PreviewWorld {
  readonly llms: readonly LlmId[];
  /** Column of the LLM in question. */
  readonly own: number;
  /** P̂, [queries, llms] */
  readonly predicted: Matrix;
  /** Expected cost of an answer in USD, [queries, llms] */
  readonly spend: Matrix;
  /** The rule for the pool with the LLM, and without it. */
  readonly with: Scoring;
  readonly without: Scoring;
}

/** The LLM in question against the best of the others: worked out once, since only its own P̂ is uncertain. */
export interface Contest {
  /** [queries] column chosen where the LLM is not in the pool */
  readonly without: Uint16Array;
  /** [queries] column chosen where it is in the pool and does not win; differs where it moves the scale of cost */
  readonly other: Uint16Array;
  /** Whether the LLM is chosen on query q where its P̂ is p; once it is, it is for every larger p. */
  takes(q: number, p: number): boolean;
}

export function contestOf(world: PreviewWorld): Contest {
  const { own, predicted, with: rule } = world;
  const { rows } = predicted;
  const without = bestOfOthers(world, world.without);
  const other = bestOfOthers(world, rule);
  const cost = Float64Array.from({ length: rows }, (_, q) => rule.cost(q, own));
  const rival = Float64Array.from(other, (j, q) => rule.cost(q, j));
  const toBeat = Float64Array.from(other, (j, q) =>
    rule.score(q, predicted.data[q * predicted.cols + j] as number, rival[q] as number),
  );
  // Of equal scores and costs the one that comes first is chosen.
  const tie = Uint8Array.from(other, (j, q) => {
    const [c, d] = [cost[q] as number, rival[q] as number];
    return c < d || (c === d && own < j) ? 1 : 0;
  });
  return {
    without,
    other,
    takes(q, p) {
      const s = rule.score(q, p, cost[q] as number);
      const best = toBeat[q] as number;
      return s > best || (s === best && tie[q] === 1);
    },
  };
}

function bestOfOthers({ own, predicted }: PreviewWorld, rule: Scoring): Uint16Array {
  const { rows, cols, data } = predicted;
  return Uint16Array.from({ length: rows }, (_, q) => {
    let best = -1;
    let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let j = 0; j < cols; j++) {
      if (j === own) continue;
      const c = rule.cost(q, j);
      const s = rule.score(q, data[q * cols + j] as number, c);
      if (s > most || (s === most && c < least)) [best, most, least] = [j, s, c];
    }
    return best;
  });
}
