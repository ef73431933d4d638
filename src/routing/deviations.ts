import type { Matrix } from '../domain/matrix.js';
import type { Candidates, QueryBatch } from '../plugins/contract.js';
import type { ServingRouter } from './router-set.js';

/**
 * Standard deviation of P̂ of the candidates that the router did not know from training alone, 0 for the others, [queries, candidates]. Null where it knew all: what a
 * trained LLM leaves open is in the local error that held-out responses measure.
 */
export async function deviationsOf(
  { onboarding }: ServingRouter,
  queries: QueryBatch,
  candidates: Candidates,
): Promise<Matrix | null> {
  if (!onboarding || candidates.llms.every((llm) => onboarding.posterior(llm) === null)) return null;
  const out = await onboarding.predictionDeviation(queries, candidates);
  const known = candidates.llms.map((llm) => onboarding.posterior(llm) === null);
  const { cols } = out;
  return { ...out, data: out.data.map((s, i) => (known[i % cols] ? 0 : s)) };
}
