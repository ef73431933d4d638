import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { BinaryModel } from './artifact.js';
import { thresholdPolicy } from './policy.js';
import { thresholdAt } from './threshold.js';
import type { Facets, LoadedRouter } from '../contract.js';
import { unknownLlm } from '../llm-columns.js';

/** Win rate of the strong LLM, [queries] in [0, 1]; a query gets the same alone as in a batch. */
export type WinRates = (vectors: Matrix, signal: AbortSignal | undefined) => Float32Array | Promise<Float32Array>;

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
