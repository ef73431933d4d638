import { observedRelativeCost, pricedRelativeCost } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { Objective } from '../domain/objective.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { RouterResult } from '../evaluation/evaluate-router.js';
import { evaluateRouter } from '../evaluation/evaluate-router.js';
import type { References } from '../evaluation/references.js';
import { references } from '../evaluation/references.js';
import type { CostSource, TestSet } from '../evaluation/test-set.js';
import { testSet } from '../evaluation/test-set.js';
import { prepareQueries } from '../routing/query-batch.js';
import type { RouterSet, ServingRouter } from '../routing/router-set.js';

export interface EvaluateInput {
  readonly set: RouterSet;
  /** Also routers that are not of the set, such as the oracle. */
  readonly routers: readonly ServingRouter[];
  readonly test: ResponseMatrix;
  readonly prices: ReadonlyMap<LlmId, Price> | null;
  readonly objectives: readonly Objective[];
  readonly seed: number;
  readonly warmUpWeight: number;
  readonly warmUpNeighbours: number;
}

/** What was evaluated on; part of the report, so that a figure can be traced. */
export interface EvaluationData {
  readonly trainQueries: number;
  readonly testQueries: number;
  readonly testResponses: number;
  readonly llms: readonly LlmId[];
  /** Test queries that were left out because no known LLM was observed on them. */
  readonly droppedQueries: number;
  readonly costSource: CostSource;
  /** Where C in the decision comes from. */
  readonly relativeCostSource: 'training cost' | 'output price' | 'none';
  readonly rewardScale: 100;
  readonly routerSet: string;
  readonly embedder: string;
  readonly warmUpWeight: number;
}

export interface EvaluationReport {
  readonly data: EvaluationData;
  readonly results: readonly RouterResult[];
  readonly references: References;
}

/** Lets every router decide for every test query, as it would when serving, and measures choices and predictions. */
export async function evaluate(input: EvaluateInput): Promise<EvaluationReport> {
  const { set } = input;
  const known = set.reference.responses.llms;
  const { responses, dropped } = observedBy(input.test, new Set(known));
  const test = testSet(responses, input.prices);
  const { cost, source } = decisionCost(test, set, input.prices);
  const texts = responses.queries.map((query) => query.text as string);
  const prepared = await prepareQueries(texts, input.warmUpWeight, input.warmUpNeighbours, {
    embed: (t) => set.embeddings.embed(t),
    index: set.index,
    reference: set.reference,
    monotonic: () => 0,
  });
  const results: RouterResult[] = [];
  for (const { id, plugin, loaded } of input.routers) {
    const columns = responses.llms.flatMap((llm, j) => (loaded.supports(llm) ? [j] : []));
    const llms = columns.map((j) => responses.llms[j] as LlmId);
    const costs = Float32Array.from(columns, (j) => cost[j] as number);
    const predicted = await loaded.predict(prepared.batch, { llms, cost: costs });
    const predictions = { router: id, output: plugin.output, predicted, llms, cost: costs };
    results.push(...evaluateRouter(test, predictions, input.objectives, input.seed));
  }
  return {
    data: {
      trainQueries: set.reference.responses.queries.length,
      testQueries: responses.queries.length,
      testResponses: responses.performance.length,
      llms: responses.llms,
      droppedQueries: dropped,
      costSource: test.costSource,
      relativeCostSource: source,
      rewardScale: 100,
      routerSet: set.manifest.version,
      embedder: set.embedder.id,
      warmUpWeight: input.warmUpWeight,
    },
    results,
    references: references(test, input.objectives),
  };
}

/**
 * C of each test LLM in the currency that its spend is measured in: mean training cost / dearest where test and training data
 * have costs, else output price / dearest where prices are known (paper 3.1), else mean training cost, else 0 for all.
 */
function decisionCost(
  test: TestSet,
  set: RouterSet,
  prices: ReadonlyMap<LlmId, Price> | null,
): { readonly cost: Float32Array; readonly source: EvaluationData['relativeCostSource'] } {
  const { llms } = test.responses;
  const trained = observedRelativeCost(llms, set.reference.responses);
  if (trained && test.costSource === 'observed') return { cost: trained, source: 'training cost' };
  if (prices && llms.every((llm) => prices.has(llm))) {
    return { cost: pricedRelativeCost(llms, prices), source: 'output price' };
  }
  if (trained) return { cost: trained, source: 'training cost' };
  return { cost: new Float32Array(llms.length), source: 'none' };
}

/** Test queries and LLMs that the routers know; throws UNKNOWN_LLM when nothing is left. */
function observedBy(test: ResponseMatrix, known: ReadonlySet<LlmId>): { responses: ResponseMatrix; dropped: number } {
  const keep = test.llms.flatMap((llm, j) => (known.has(llm) ? [j] : []));
  const place = new Map(keep.map((j, k) => [j, k]));
  const queries: ResponseMatrix['queries'][number][] = [];
  const rowStart = [0];
  const entries: number[] = [];
  test.queries.forEach((query, q) => {
    const before = entries.length;
    for (let e = test.rowStart[q] as number; e < (test.rowStart[q + 1] as number); e++) {
      if (place.has(test.llmIndex[e] as number)) entries.push(e);
    }
    if (entries.length === before || query.text === null) entries.length = before;
    else {
      queries.push(query);
      rowStart.push(entries.length);
    }
  });
  if (queries.length === 0) {
    throw new ThetaError('UNKNOWN_LLM', 'The test data name no LLM that the routers were trained on.', {
      hint: `Trained on: ${[...known].join(', ')}. In the test data: ${test.llms.join(', ') || 'none'}.`,
    });
  }
  const pick = (source: Float32Array | null) => source && Float32Array.from(entries, (e) => source[e] as number);
  const responses: ResponseMatrix = {
    queries,
    llms: keep.map((j) => test.llms[j] as LlmId),
    rowStart: Uint32Array.from(rowStart),
    llmIndex: Uint16Array.from(entries, (e) => place.get(test.llmIndex[e] as number) as number),
    performance: pick(test.performance) as Float32Array,
    cost: pick(test.cost),
    inputTokens: pick(test.inputTokens),
    outputTokens: pick(test.outputTokens),
  };
  return { responses, dropped: test.queries.length - queries.length };
}
