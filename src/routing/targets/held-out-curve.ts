import { setImmediate } from 'node:timers/promises';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { TradeOff } from '../../domain/targets/trade-off.js';
import { tradeOff } from '../../domain/targets/trade-off.js';
import type { HeldOutSet } from '../held-out.js';
import { prepareQueries } from '../query-batch.js';
import type { RouterSet, ServingRouter } from '../router-set.js';

/** Which policies are looked at: one router choosing among some LLMs. */
export interface CurveRequest {
  readonly router: ServingRouter;
  readonly llms: readonly LlmId[];
  readonly warmUpWeight: number;
}

export interface HeldOutCurve {
  readonly curve: TradeOff;
  /** [llms] means of each LLM answering every held-out query. */
  readonly single: { readonly performance: Float64Array; readonly spend: Float64Array };
}

interface CurveDeps {
  readonly set: RouterSet;
  readonly heldOut: HeldOutSet;
  readonly warmUpNeighbours: number;
}

/**
 * Lets the router answer the held-out queries and works out every trade-off between P̂ and expected cost: `spend` is [held-out queries, llms],
 * USD.
 */
export async function heldOutCurve(request: CurveRequest, spend: Matrix, deps: CurveDeps): Promise<HeldOutCurve> {
  const predicted = await predict(request, deps);
  const observed = observedOf(deps.heldOut.responses, request.llms);
  return {
    curve: tradeOff(predicted, spend, observed),
    single: { performance: performanceOf(predicted, observed), spend: columnMeans(spend) },
  };
}

/** Queries that a router answers between two turns of the event loop. */
const SLICE = 64;

const rowsOf = ({ cols, data }: Matrix, from: number, to: number): Matrix =>
  matrix(to - from, cols, data.slice(from * cols, to * cols));

async function predict(
  { router, llms, warmUpWeight }: CurveRequest,
  { set, heldOut, warmUpNeighbours }: CurveDeps,
): Promise<Matrix> {
  const ids = heldOut.responses.queries.map(({ id }) => id);
  const { batch } = await prepareQueries(ids, warmUpWeight, warmUpNeighbours, {
    embed: async () => heldOut.vectors,
    index: set.index,
    reference: set.reference,
  });
  const candidates = { llms, cost: new Float32Array(llms.length) };
  const out = matrix(ids.length, llms.length);
  for (let from = 0; from < ids.length; from += SLICE) {
    const to = Math.min(ids.length, from + SLICE);
    const slice = { vectors: rowsOf(batch.vectors, from, to), keys: ids.slice(from, to) };
    out.data.set((await router.loaded.predict(slice, candidates)).data, from * llms.length);
    // Some routers take seconds for all of them; other requests get their turn in between.
    await setImmediate();
  }
  return out;
}

/** [queries, llms] y, NaN where not observed. */
function observedOf(responses: ResponseMatrix, llms: readonly LlmId[]): Matrix {
  const out = matrix(responses.queries.length, llms.length);
  out.data.fill(Number.NaN);
  const columns = responses.llms.map((llm) => llms.indexOf(llm));
  for (let q = 0; q < responses.queries.length; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = columns[responses.llmIndex[e] as number] as number;
      if (j >= 0) out.data[q * llms.length + j] = responses.performance[e] as number;
    }
  }
  return out;
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(cols);
  data.forEach((x, i) => (out[i % cols] = (out[i % cols] as number) + x / rows));
  return out;
}

/** Mean P̂ plus the mean of y − P̂ where observed, as in the curve. */
function performanceOf(predicted: Matrix, observed: Matrix): Float64Array {
  const { cols } = predicted;
  const gap = new Float64Array(cols);
  const seen = new Float64Array(cols);
  observed.data.forEach((y, i) => {
    if (Number.isNaN(y)) return;
    gap[i % cols] = (gap[i % cols] as number) + y - (predicted.data[i] as number);
    seen[i % cols] = (seen[i % cols] as number) + 1;
  });
  return columnMeans(predicted).map(
    (p, j) => p + ((seen[j] as number) > 0 ? (gap[j] as number) / (seen[j] as number) : 0),
  );
}
