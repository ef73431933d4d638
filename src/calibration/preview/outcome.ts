import type { Contest, PreviewWorld } from './contest.js';

/** Choices where P̂ of the LLM in question is known. */
export interface Outcome {
  /** [queries] whether it is chosen */
  readonly taken: Uint8Array;
  /** [queries] column chosen with it in the pool */
  readonly chosen: Uint16Array;
}

/** `own` is P̂ of the LLM in question, [queries]. */
export function outcomeOf(contest: Contest, world: PreviewWorld, own: Float32Array): Outcome {
  const taken = Uint8Array.from(own, (p, q) => (contest.takes(q, p) ? 1 : 0));
  return { taken, chosen: contest.other.map((j, q) => (taken[q] ? world.own : j)) };
}

/** Means over queries; `costPerThousand` in USD. */
export interface Means {
  readonly share: number;
  readonly performance: Pair;
  readonly costPerThousand: Pair;
  /** In points of 100, on the scale of cost with the LLM. */
  readonly reward: Pair;
}

interface Pair {
  readonly without: number;
  readonly with: number;
}

/** What choices come to where P̂ of the LLM in question is `own`, [queries]. */
export function meansOf({ taken, chosen }: Outcome, contest: Contest, world: PreviewWorld, own: Float32Array): Means {
  const n = taken.length;
  const { cols, data } = world.predicted;
  const performance = (q: number, j: number) => (j === world.own ? own[q] : data[q * cols + j]) as number;
  const usd = (q: number, j: number) => world.spend.data[q * cols + j] as number;
  const reward = (q: number, j: number) => world.with.score(q, performance(q, j), world.with.cost(q, j));
  const pair = (of: (q: number, j: number) => number, scale: number): Pair => {
    let [without, withIt] = [0, 0];
    for (let q = 0; q < n; q++) {
      without += of(q, contest.without[q] as number);
      withIt += of(q, chosen[q] as number);
    }
    return { without: (scale * without) / n, with: (scale * withIt) / n };
  };
  return {
    share: taken.reduce((sum, t) => sum + t, 0) / n,
    performance: pair(performance, 1),
    costPerThousand: pair(usd, 1000),
    reward: pair(reward, 100),
  };
}
