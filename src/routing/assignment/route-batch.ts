import type { AssignmentProblem } from '../../domain/assignment/assign.js';
import { assignmentProblem } from '../../domain/assignment/assign.js';
import type { Clock } from '../../domain/clock.js';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import { prepareQueries, takeBatch } from '../query-batch.js';
import { refusalOf, toRefusal } from '../refusals.js';
import type { CallPools } from '../request-pool.js';
import type { ResolvedRequest, RoutingDefaults } from '../route-request.js';
import { resolveRequest } from '../route-request.js';
import type { Snapshot } from '../snapshot.js';
import type { Caller } from '../types.js';
import { expectedSpend } from './expected-spend.js';
import type { BatchAssignment, BatchRequest, BatchResult, BudgetRefusal } from './types.js';

/** Throws BATCH_TOO_LARGE, and the coded input error of the first query that is wrong. */
export async function routeBatch(
  request: BatchRequest,
  snapshot: Snapshot,
  defaults: RoutingDefaults,
  clock: Clock,
  caller: Caller,
): Promise<BatchResult> {
  const start = clock.monotonic();
  const resolved = resolveAll(request, snapshot, defaults);
  const first = longest(resolved);
  if (!first) throw new ThetaError('BAD_USER_INPUT', 'queries: expected at least one query.');
  const refusal = refusalOf(first) ?? withoutPerformance(first);
  if (refusal) return refusal;
  const { predicted, vectors } = await predict(request.queries, first, snapshot, defaults, clock, caller);
  const { llms } = first.pool.candidates;
  const spend = await expectedSpend(request.queries, request, vectors, llms, snapshot);
  const problem = assignmentProblem(predicted, spend);
  if (request.budgetUsd < problem.least) return tooSmall(request, problem);
  return describe(request, first, snapshot, { predicted, spend, problem }, () => clock.monotonic() - start);
}

/** Who may answer the longest text may answer all: a batch has one set of candidates. */
function longest(resolved: readonly ResolvedRequest[]): ResolvedRequest | undefined {
  return resolved.reduce<ResolvedRequest | undefined>(
    (most, next) => (most && most.inputTokens >= next.inputTokens ? most : next),
    undefined,
  );
}

/** All queries share router, pool, prices and constraints, so all resolve to the same, but for what a longer text rules out. */
function resolveAll(request: BatchRequest, snapshot: Snapshot, defaults: RoutingDefaults): ResolvedRequest[] {
  const { queries, budgetUsd: _budget, outputTokens: _tokens, method: _method, ...shared } = request;
  if (queries.length > defaults.maxBatch) {
    throw new ThetaError(
      'BATCH_TOO_LARGE',
      `The batch has ${queries.length} queries; the limit is ${defaults.maxBatch}.`,
      { hint: 'Split it and its budget, or raise THETA_MAX_BATCH.' },
    );
  }
  const pools: CallPools = new Map();
  return queries.map((query, i) => {
    try {
      return resolveRequest({ ...shared, query }, snapshot, defaults, pools);
    } catch (thrown) {
      const { code, message, hint } = toThetaError(thrown);
      throw new ThetaError(code, `queries[${i}]: ${message}`, { hint, cause: thrown });
    }
  });
}

function withoutPerformance({ router }: ResolvedRequest) {
  if (router.plugin.output === 'performance') return null;
  return toRefusal(
    new ThetaError(
      'NO_PREDICTED_PERFORMANCE',
      `Router ${router.id} gives a preference; a budget can only be divided by predicted performance.`,
      { hint: 'Ask a router whose output is PERFORMANCE: `routers { id output }`.' },
    ),
  );
}

/** P̂ of every query and candidate, and the vectors of the queries; a text that comes twice is embedded once. */
async function predict(
  queries: readonly string[],
  { router, pool, warmUpWeight }: ResolvedRequest,
  { set }: Snapshot,
  defaults: RoutingDefaults,
  clock: Clock,
  caller: Caller,
): Promise<{ readonly predicted: Matrix; readonly vectors: Matrix }> {
  const rowOf = new Map([...new Set(queries)].map((text, i) => [text, i]));
  const { batch, vectors } = await prepareQueries([...rowOf.keys()], warmUpWeight, defaults.warmUpNeighbours, {
    embed: (texts) => set.embeddings.embed(texts, caller),
    index: set.index,
    reference: set.reference,
    monotonic: () => clock.monotonic(),
  });
  const rows = queries.map((text) => rowOf.get(text) as number);
  return {
    predicted: await router.loaded.predict(takeBatch(batch, rows), pool.candidates),
    vectors: takeRows(vectors, rows),
  };
}

function tooSmall({ budgetUsd, queries }: BatchRequest, { least, most }: AssignmentProblem): BudgetRefusal {
  return {
    kind: 'budget-refusal',
    code: 'BUDGET_TOO_SMALL',
    message: `The cheapest LLM for each of ${queries.length} queries costs ${shown(least)} USD together; the budget is ${budgetUsd} USD.`,
    hint: `Give at least ${shown(least)} USD; more than ${shown(most)} USD buys nothing. Or add cheaper LLMs, or send fewer queries.`,
    budgetUsd,
    leastBudgetUsd: least,
  };
}

/** Seven digits, never below the amount: what the message names must be enough. */
const shown = (usd: number): number => Number((usd * (1 + 1e-6)).toPrecision(7));

function describe(
  request: BatchRequest,
  { router, pool }: ResolvedRequest,
  { set }: Snapshot,
  { predicted, spend, problem }: { predicted: Matrix; spend: Matrix; problem: AssignmentProblem },
  elapsed: () => number,
): BatchAssignment {
  const { queries, budgetUsd, method = 'optimal' } = request;
  const found = problem.assign(budgetUsd, method);
  const { llms } = pool.candidates;
  const n = queries.length;
  return {
    kind: 'assignment',
    router: router.id,
    version: set.manifest.version,
    pool: pool.pool,
    method,
    budgetUsd,
    choices: queries.map((query, q) => {
      const j = found.choice[q] as number;
      const at = q * llms.length + j;
      return {
        query,
        llm: llms[j] as LlmId,
        predictedPerformance: predicted.data[at] as number,
        expectedSpendUsd: spend.data[at] as number,
      };
    }),
    predictedPerformance: found.performance / n,
    expectedSpendUsd: found.spend,
    optimalityGap: (found.bound - found.performance) / n,
    provedOptimal: found.proved,
    marginalPerformance: found.multiplier / n,
    leastBudgetUsd: problem.least,
    largestUsefulBudgetUsd: problem.most,
    excluded: pool.excluded,
    pareto: (count) => problem.pareto(count).map((p) => ({ spend: p.spend, performance: p.performance / n })),
    durationMs: elapsed(),
  };
}
