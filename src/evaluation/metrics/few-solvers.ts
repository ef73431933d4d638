import type { FewSolvers } from '../report.js';
import type { Outcome } from '../outcome.js';
import type { TestSet } from '../test-set.js';
import { CUT } from './prediction-statistic.js';

/**
 * [queries] how many of the observed LLMs solve the query (y ≥ 0.5), where others were observed to fail; 0 where all solve
 * it, none does, or one LLM alone was observed.
 */
export function solvers({ performance, responses }: TestSet): Uint16Array {
  const width = responses.llms.length;
  return Uint16Array.from(responses.queries, (_, q) => {
    let [solved, failed] = [0, 0];
    for (let i = q * width; i < (q + 1) * width; i++) {
      const y = performance[i] as number;
      if (y >= CUT) solved++;
      else if (y < CUT) failed++;
    }
    return failed > 0 ? solved : 0;
  });
}

export const countSolvable = (bySolvers: Uint16Array, count: number): number =>
  bySolvers.reduce((sum, s) => sum + (s === count ? 1 : 0), 0);

/** Mean performance on the answered queries that exactly `count` LLMs solve. */
export function onFewSolvers(bySolvers: Uint16Array, { performance }: Outcome, count: number): FewSolvers {
  let [queries, sum] = [0, 0];
  for (let q = 0; q < performance.length; q++) {
    const y = performance[q] as number;
    if (bySolvers[q] !== count || Number.isNaN(y)) continue;
    queries++;
    sum += y;
  }
  return { queries, performance: queries > 0 ? sum / queries : null };
}
