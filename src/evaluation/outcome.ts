import type { TestSet } from './test-set.js';

/**
 * What answering the test queries in one way brought, query by query; a router at one α, or a reference. Everything an
 * evaluation says of choices is computed from these rows, so that any two ways compare on the same queries.
 */
export interface Outcome {
  /** [queries] column of the LLM whose answer was returned; −1 where there is none, or none in particular. */
  readonly choice: Int32Array;
  /** [queries] performance of the answer in [0, 1]; NaN where the query was not answered. */
  readonly performance: Float32Array;
  /** [queries] USD for every LLM that was asked and for embedding the query; NaN where not answered. */
  readonly spend: Float64Array;
  /** [queries] USD of `spend` that embedding took; 0 where none was paid. */
  readonly embedding: Float64Array;
  /** [queries] how many LLMs were asked; 0 where not answered. */
  readonly asked: Uint16Array;
}

/** Nothing answered yet. */
export const emptyOutcome = (queries: number): Outcome => ({
  choice: new Int32Array(queries).fill(-1),
  performance: new Float32Array(queries).fill(Number.NaN),
  spend: new Float64Array(queries).fill(Number.NaN),
  embedding: new Float64Array(queries),
  asked: new Uint16Array(queries),
});

/** Who answered a query, and what was paid for it; LLMs are columns of the test set. */
export interface Answer {
  readonly chosen: number;
  readonly asked: readonly number[];
  /** USD for embedding the query; none for a choice that no vector was looked at for. */
  readonly embedding?: number | undefined;
}

/**
 * Writes the answer to query `q`: `chosen` answered, after all of `asked` had been paid for. Throws RangeError when one of
 * them was not observed on the query: its answer is not known.
 */
export function record(outcome: Outcome, test: TestSet, q: number, { chosen, asked, embedding = 0 }: Answer): void {
  const width = test.responses.llms.length;
  let usd = 0;
  for (const j of asked) {
    const spent = test.spend[q * width + j] as number;
    if (Number.isNaN(spent)) {
      throw new RangeError(`query ${q} was given to LLM ${test.responses.llms[j] ?? j}, which was not observed on it`);
    }
    usd += spent;
  }
  outcome.choice[q] = chosen;
  outcome.performance[q] = test.performance[q * width + chosen] as number;
  outcome.spend[q] = usd + embedding;
  outcome.embedding[q] = embedding;
  outcome.asked[q] = asked.length;
}

/** The outcome of one LLM per query; −1 leaves a query without an answer. */
export function outcomeOf(test: TestSet, choice: ArrayLike<number>): Outcome {
  const outcome = emptyOutcome(choice.length);
  for (let q = 0; q < choice.length; q++) {
    const j = choice[q] as number;
    if (j >= 0) record(outcome, test, q, { chosen: j, asked: [j] });
  }
  return outcome;
}
