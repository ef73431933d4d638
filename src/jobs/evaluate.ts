import type { LlmId, RouterId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import { takeQueries } from '../domain/responses.js';
import { answerQueries } from '../evaluation/answer-queries.js';
import type { AnswerSheet } from '../evaluation/answers.js';
import { facet } from '../plugins/contract.js';
import type { QueryBatch } from '../plugins/contract.js';
import { embeddingCosts, looksAtVectors } from '../routing/embedding-cost.js';
import { batchOf } from '../routing/query-batch.js';
import type { RouterSet, RouterSetFactory, ServingRouter } from '../routing/router-set.js';
import { decisionCost } from './decision-cost.js';
import { evaluationRouters } from './evaluation-routers.js';
import type { Watch } from './worker-messages.js';

export interface EvaluateInput {
  readonly set: RouterSet;
  /** Also routers that are not of the set, such as the oracle. */
  readonly routers: readonly RouterId[];
  readonly factory: RouterSetFactory;
  readonly prices: ReadonlyMap<LlmId, Price> | null;
  readonly seed: number;
  /** λ; null takes the one of the set. */
  readonly warmUpWeight: number | null;
  readonly warmUpNeighbours: number;
  /** What is asked instead of a text; a query that it gives null for is not asked. Its responses stay those to the text itself. */
  readonly rewrite?: ((text: string) => string | null) | undefined;
  /** False takes P̂ as the routers give it, before calibration. */
  readonly calibrated?: boolean | undefined;
}

/** What the figures of a sheet rest on besides the answers. */
export interface AnswerBasis {
  readonly relativeCostSource: ReturnType<typeof decisionCost>['source'];
  readonly embedder: string;
  readonly warmUpWeight: number;
}

/**
 * Lets every router of a set answer some queries of the sheet, as it would when serving, and writes the answers to the
 * sheet. Throws what predicting throws, and CANCELLED.
 */
export async function evaluateRows(
  sheet: AnswerSheet,
  queries: readonly number[],
  input: EvaluateInput,
  watch: Watch,
): Promise<AnswerBasis> {
  const { set, seed, factory } = input;
  const { responses } = sheet.test;
  const { cost, source } = decisionCost(sheet.test, set.reference.responses, input.prices);
  const { rows, texts } = askedOf(sheet, queries, input.rewrite);
  const warmUpWeight = input.warmUpWeight ?? set.manifest.warmUpWeight;
  const basis: AnswerBasis = { relativeCostSource: source, embedder: set.embedder.id, warmUpWeight };
  if (rows.length === 0) return basis;
  const batch = await batchOf(set, texts, warmUpWeight, input.warmUpNeighbours);
  const paid = embeddingCosts(set.embedder, texts);
  const all = await evaluationRouters(input.routers, set, takeQueries(responses, rows), factory, watch);
  const routers =
    input.calibrated === false ? all.map((r) => (r.uncalibrated ? { ...r, loaded: r.uncalibrated } : r)) : all;
  for (const router of routers) {
    const stage = `score ${router.id}`;
    watch.onProgress({ stage, done: 0, total: rows.length, unit: 'queries' });
    const embedding = looksAtVectors(router) ? paid : null;
    await answerQueries(sheet, router, { rows, batch, cost, embedding }, { signal: watch.signal, seed });
    await noteDifficulty(sheet, router, rows, batch);
    watch.onProgress({ stage, done: rows.length, total: rows.length, unit: 'queries' });
    if (!set.routers.has(router.id)) await router.loaded[Symbol.asyncDispose]();
  }
  return basis;
}

/** The texts to ask, and the queries that they stand for. */
function askedOf(
  { test }: AnswerSheet,
  queries: readonly number[],
  rewrite: EvaluateInput['rewrite'],
): { readonly rows: readonly number[]; readonly texts: readonly string[] } {
  const asked = queries.flatMap((q) => {
    const text = test.responses.queries[q]?.text ?? '';
    const given = rewrite ? rewrite(text) : text;
    return given === null ? [] : [{ q, given }];
  });
  return { rows: asked.map(({ q }) => q), texts: asked.map(({ given }) => given) };
}

/**
 * Notes how hard the router takes each query to be, as its place among the queries of this block in [0, 1]: b of two
 * trainings has two scales, places compare. b is the intercept, or the mean of a centred model's.
 */
async function noteDifficulty(
  sheet: AnswerSheet,
  { id, plugin, loaded }: ServingRouter,
  rows: readonly number[],
  batch: QueryBatch,
): Promise<void> {
  const items = facet(plugin, loaded, 'itemParameters');
  const answers = sheet.routers.get(id);
  if (!items || !answers) return;
  const queries = sheet.test.responses.queries.length;
  const difficulty = (answers.difficulty ??= new Float32Array(queries).fill(Number.NaN));
  const values = (await items.describeItems(batch)).map(
    (item) => item.difficulty.reduce((total, b) => total + b, 0) / item.difficulty.length,
  );
  const order = [...values.keys()].sort((i, j) => (values[i] as number) - (values[j] as number));
  order.forEach((i, place) => {
    difficulty[rows[i] as number] = (place + 0.5) / order.length;
  });
}
