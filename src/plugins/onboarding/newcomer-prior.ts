import type { LlmId } from '../../domain/ids.js';
import type { LlmFacts, RouterDeps } from '../contract.js';
import type { AbilitySpace } from './ability-space.js';
import { BENCHMARK_DEVIATION, benchmarkRows } from './benchmarks.js';
import { referenceQueries } from './reference-queries.js';
import type { Described } from './llm-prior.js';
import { llmPrior } from './llm-prior.js';
import type { Normal } from './normal.js';
import { posteriorMode } from './posterior-mode.js';
import { benchmarkTerm } from './terms.js';

/** Prior of θ of an LLM without training responses, from its facts and its profile. Built on first use: most sets hold no newcomer. */
export function newcomerPrior(space: AbilitySpace, deps: RouterDeps): (llm: LlmId) => Normal {
  const describe = (llm: LlmId): Described => ({ facts: deps.facts?.(llm) ?? null, profile: deps.profile(llm) });
  let prior: ((newcomer: Described) => Normal) | null = null;
  return (llm) => {
    prior ??= llmPrior(space, space.llms.map(describe));
    const found = prior(describe(llm));
    return { ...found, mean: space.unseen(llm) ?? found.mean };
  };
}

/** The prior, and what published scores add to it. Scores whose name is no task of the training queries say nothing here. */
export async function benchmarkedPrior(
  space: AbilitySpace,
  { reference }: RouterDeps,
  prior: Normal,
  benchmarks: LlmFacts['benchmarks'],
): Promise<Normal> {
  const terms = [];
  for (const [name, score] of [...benchmarks].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rows = benchmarkRows(reference, name);
    if (rows.length === 0) continue;
    const logOdds = await space.logOdds(referenceQueries(reference, rows));
    terms.push(benchmarkTerm(logOdds, { queries: [...rows.keys()], score, deviation: BENCHMARK_DEVIATION }));
  }
  return posteriorMode(prior, terms);
}
