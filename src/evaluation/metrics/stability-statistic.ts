import type { Statistic } from '../bootstrap/resample.js';

/** How the answers to changed texts differ from those to the texts themselves, query by query, for one kind of change. */
export interface ChangedAnswers {
  /** [queries] 1 where both were answered and the text was changed; 0 elsewhere, where the rest means nothing. */
  readonly applies: Uint8Array;
  /** [queries] 1 where another LLM answered. */
  readonly flipped: Uint8Array;
  /** [queries] observed performance of the new answer − that of the old one. */
  readonly performance: Float64Array;
  /** [queries] what the new answer adds to the reward − what the old one does. */
  readonly reward: Float64Array;
  /** [queries] mean over the LLMs of |P̂ of the changed text − P̂ of the text|; NaN for a router that predicts no performance. */
  readonly prediction: Float64Array;
}

/** Places in the output of a kind; NaN where no query of the sample has a say. */
export const CHANGE = {
  /** Share of the changed queries that keep their LLM. */
  kept: 0,
  /** Mean difference in performance and in reward over all changed queries. */
  performance: 1,
  reward: 2,
  /** The same over those alone whose LLM changed. */
  flippedPerformance: 3,
  flippedReward: 4,
  /** Share of the flips between LLMs that did equally well on the query. */
  equallyGood: 5,
  /** Mean |ΔP̂|. */
  prediction: 6,
} as const;
export const CHANGE_FIGURES = Object.keys(CHANGE).length;

/**
 * The figures of each kind in turn, then the share kept over all of them: the mean over queries of the share of a query's changes that
 * it survives, as the stability of a decision is. Queries that nothing changes take no part.
 */
export function stabilityStatistic(kinds: readonly ChangedAnswers[]): Statistic {
  const size = kinds.length * CHANGE_FIGURES + 1;
  return {
    size,
    evaluate({ weight, rows, count }, out) {
      kinds.forEach((kind, k) => {
        let [n, flips, y, r, fy, fr, equal, p] = [0, 0, 0, 0, 0, 0, 0, 0];
        for (let i = 0; i < count; i++) {
          const q = rows[i] as number;
          if (kind.applies[q] === 0) continue;
          const w = weight[q] as number;
          const [dy, dr] = [kind.performance[q] as number, kind.reward[q] as number];
          n += w;
          y += w * dy;
          r += w * dr;
          p += w * (kind.prediction[q] as number);
          if (kind.flipped[q] === 0) continue;
          flips += w;
          fy += w * dy;
          fr += w * dr;
          if (dy === 0) equal += w;
        }
        out.set([1 - flips / n, y / n, r / n, fy / flips, fr / flips, equal / flips, p / n], k * CHANGE_FIGURES);
      });
      let [queries, kept] = [0, 0];
      for (let i = 0; i < count; i++) {
        const q = rows[i] as number;
        let [changes, flips] = [0, 0];
        for (const kind of kinds) {
          changes += kind.applies[q] as number;
          flips += kind.flipped[q] as number;
        }
        if (changes === 0) continue;
        queries += weight[q] as number;
        kept += (weight[q] as number) * (1 - flips / changes);
      }
      out[size - 1] = kept / queries;
    },
  };
}
