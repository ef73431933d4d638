import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Facets, LoadedRouter } from '../contract.js';
import { unknownLlm } from '../llm-columns.js';
import type { BinaryModel } from './artifact.js';
import { thresholdPolicy } from './policy.js';
import { thresholdAt } from './threshold.js';

/** Win rate of the strong LLM, [queries] in [0, 1]; a query gets the same alone as in a batch. */
export type WinRates = (vectors: Matrix, signal: AbortSignal | undefined) => Float32Array | Promise<Float32Array>;

/** Win rate of each row of `vectors` by a function of one row; stops on the signal. */
export function eachRow(winRateOf: (vectors: Matrix, query: number) => number): WinRates {
  return (vectors, signal) => {
    const out = new Float32Array(vectors.rows);
    for (let q = 0; q < vectors.rows; q++) {
      if ((q & 255) === 0) throwIfAborted(signal);
      out[q] = winRateOf(vectors, q);
    }
    return out;
  };
}

/** A router between the two LLMs of `model`: the win rate for the strong one, what is left of 1 for the weak one. */
export function loadBinaryRouter(
  id: string,
  { pair, rule, curve }: BinaryModel,
  winRates: WinRates,
  dispose: () => void = () => {},
): LoadedRouter & Pick<Facets, 'policy'> {
  const supports = (llm: LlmId) => llm === pair.strong || llm === pair.weak;
  return {
    llms: [pair.strong, pair.weak],
    supports,
    async predict({ vectors }, { llms }, signal) {
      const stranger = llms.find((llm) => !supports(llm));
      if (stranger !== undefined) {
        throw unknownLlm(id, stranger, `it was trained to choose between ${pair.strong} and ${pair.weak} only`);
      }
      const rates = await winRates(vectors, signal);
      const out = matrix(vectors.rows, llms.length);
      llms.forEach((llm, j) => {
        const strong = llm === pair.strong;
        for (let q = 0; q < out.rows; q++) {
          const rate = rates[q] as number;
          out.data[q * llms.length + j] = strong ? rate : 1 - rate;
        }
      });
      return out;
    },
    policy: thresholdPolicy(pair, thresholdAt(rule, curve)),
    async [Symbol.asyncDispose]() {
      dispose();
    },
  };
}
