import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { row } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import { bestIndex, score } from '../../domain/objective.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { Candidates, Facets, RouterOutput } from '../../plugins/contract.js';

/** What a router does with the training queries at one end of its own scale of difficulty. */
export interface DifficultyPart {
  readonly queries: number;
  /** Least and greatest difficulty, 1 − mean P̂, in [0, 1]; null without queries. */
  readonly difficulty: { readonly from: number; readonly to: number } | null;
  /** LLMs that are chosen, the most frequent first. */
  readonly shares: readonly { readonly llm: LlmId; readonly share: number }[];
  /** Mean P̂ of the chosen LLM; null for a router that gives a preference. */
  readonly predictedPerformance: number | null;
  /** Mean observed performance of the chosen LLM where it was tested, and on how many queries that is. */
  readonly observedPerformance: number | null;
  readonly observations: number;
  /** Mean C of the chosen LLM, in [0, 1]. */
  readonly cost: number | null;
}

/** Who answers the hardest and the easiest training queries (paper 6.2). */
export interface RoutingAnalysis {
  readonly router: RouterId;
  readonly version: VersionId;
  readonly objective: Objective;
  readonly pool: PoolId | null;
  readonly share: number;
  readonly hardest: DifficultyPart;
  readonly easiest: DifficultyPart;
}

export interface AnalysisInput {
  /** [queries, candidates] */
  readonly predicted: Matrix;
  readonly candidates: Candidates;
  readonly objective: Objective;
  readonly output: RouterOutput;
  readonly policy: Facets['policy'] | null;
  readonly responses: ResponseMatrix;
}

/** Rows of the hardest and the easiest `share` of queries; equally hard ones in the order of the training data. */
export function extremes(difficulty: Float32Array, share: number): { hardest: Uint32Array; easiest: Uint32Array } {
  const order = Uint32Array.from({ length: difficulty.length }, (_, q) => q);
  order.sort((x, y) => (difficulty[x] as number) - (difficulty[y] as number) || x - y);
  const count = Math.round(share * order.length);
  return { easiest: order.subarray(0, count), hardest: order.subarray(order.length - count) };
}

/** Decides for the queries at `rows` as a request would, and counts who is chosen. */
export function analysePart(input: AnalysisInput, difficulty: Float32Array, rows: Uint32Array): DifficultyPart {
  const { llms, cost } = input.candidates;
  const choose = chooser(input);
  const observed = observedBy(input.responses, llms);
  const chosen = new Float64Array(llms.length);
  let predicted = 0;
  let totalCost = 0;
  let performance = 0;
  let observations = 0;
  for (const q of rows) {
    const j = choose(q);
    chosen[j] = (chosen[j] as number) + 1;
    predicted += input.predicted.data[q * llms.length + j] as number;
    totalCost += cost[j] as number;
    const y = observed(q, j);
    if (Number.isNaN(y)) continue;
    performance += y;
    observations++;
  }
  const mean = (sum: number) => (rows.length > 0 ? sum / rows.length : null);
  const difficulties = Array.from(rows, (q) => difficulty[q] as number);
  return {
    queries: rows.length,
    difficulty:
      rows.length > 0
        ? {
            from: difficulties.reduce((least, d) => Math.min(least, d), 1),
            to: difficulties.reduce((most, d) => Math.max(most, d), 0),
          }
        : null,
    shares: llms
      .map((llm, j) => ({ llm, share: (chosen[j] as number) / Math.max(1, rows.length) }))
      .filter(({ share }) => share > 0)
      .sort((x, y) => y.share - x.share),
    predictedPerformance: input.output === 'performance' ? mean(predicted) : null,
    observedPerformance: observations > 0 ? performance / observations : null,
    observations,
    cost: mean(totalCost),
  };
}

/** Place of the LLM that a decision chooses; scores in 32 bits and ties as in rank(). */
export function chooser({ predicted, candidates, objective, output, policy }: AnalysisInput): (q: number) => number {
  const { cost } = candidates;
  const scores = new Float32Array(cost.length);
  return (q) => {
    const p = row(predicted, q);
    if (policy) return bestIndex(policy.decide(p, candidates, objective).scores, cost);
    for (let j = 0; j < scores.length; j++) {
      scores[j] = output === 'performance' ? score(objective, p[j] as number, cost[j] as number) : (p[j] as number);
    }
    return bestIndex(scores, cost);
  };
}

/** y of LLM j of `llms` on query q; NaN where it was not observed. */
function observedBy(responses: ResponseMatrix, llms: readonly LlmId[]): (q: number, j: number) => number {
  const columns = llms.map((llm) => responses.llms.indexOf(llm));
  return (q, j) => {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      if (responses.llmIndex[e] === columns[j]) return responses.performance[e] as number;
    }
    return Number.NaN;
  };
}
