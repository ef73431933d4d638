import type { Artifact } from '../../domain/artifact.js';
import type { RouterCalibration } from '../../domain/calibration/router-calibration.js';
import type { CalibrationPairs } from '../../domain/calibration/pairs.js';
import { observedPairs } from '../../domain/calibration/pairs.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId, RouterId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { buildIndex } from '../../index/build-index.js';
import type { AnyRouterPlugin, LoadedRouter, QueryBatch, RouterDeps, TrainingRun } from '../../plugins/contract.js';
import { loadRouter } from '../../plugins/load-router.js';
import { prepareQueries } from '../../routing/query-batch.js';
import { decodeReferenceSet } from '../../routing/reference-set.js';
import { kMeans } from '../../tensor/clustering/k-means.js';
import { fitCalibration } from './fit-calibration.js';

/** Held-out queries per kind of queries, on average: enough for a mean, few enough that a kind is one. */
const QUERIES_PER_KIND = 25;
const MOST_KINDS = 100;

/** Into how many kinds so many queries are divided. */
export const kindsFor = (queries: number): number =>
  Math.max(1, Math.min(MOST_KINDS, Math.round(queries / QUERIES_PER_KIND)));

export interface HeldOutQueries {
  readonly responses: ResponseMatrix;
  /** [queries, dims], row i for query i of `responses`. */
  readonly vectors: Matrix;
}

export interface CalibrationInput {
  readonly heldOut: HeldOutQueries;
  /** The reference set as it is stored: the routers are calibrated as they will serve. */
  readonly reference: Artifact;
  readonly routers: readonly { readonly id: RouterId; readonly plugin: AnyRouterPlugin; readonly artifact: Artifact }[];
  readonly embedderId: string;
  readonly profile: RouterDeps['profile'];
  /** λ and k of the warm-up. */
  readonly warmUpWeight: number;
  readonly warmUpNeighbours: number;
}

/** Calibrates every router that predicts performance, loaded as a server loads it, on the held-out queries. Throws CANCELLED. */
export async function calibrateRouters(
  input: CalibrationInput,
  run: TrainingRun,
): Promise<ReadonlyMap<RouterId, RouterCalibration>> {
  const { heldOut, embedderId, profile } = input;
  const rng = run.rng.fork('calibration');
  const reference = decodeReferenceSet(input.reference);
  const index = await buildIndex(reference.vectors, { choice: 'exact', layout: 'flat' });
  const { batch } = await prepareQueries(
    heldOut.responses.queries.map(({ text }) => text ?? ''),
    input.warmUpWeight,
    input.warmUpNeighbours,
    { embed: async () => heldOut.vectors, index, reference },
  );
  const { assignment } = await kMeans(heldOut.vectors, kindsFor(heldOut.vectors.rows), {
    rng: rng.fork('kinds'),
    signal: run.signal,
  });
  const deps: RouterDeps = { embedderId, profile, reference, index, plugin: run.plugin };
  const calibrations = new Map<RouterId, RouterCalibration>();
  for (const { id, plugin, artifact } of input.routers) {
    if (plugin.output !== 'performance') continue;
    throwIfAborted(run.signal);
    run.onProgress({ stage: `calibrate ${id}`, done: 0, total: null, unit: 'queries' });
    await using loaded = await loadRouter(plugin, artifact, deps);
    const llms = heldOut.responses.llms.filter((llm) => loaded.supports(llm));
    const pairs = await heldOutPairs(loaded, batch, heldOut.responses, llms, run.signal);
    const calibration = fitCalibration(pairs, assignment, llms, rng.fork(id));
    if (calibration) calibrations.set(id, calibration);
  }
  index[Symbol.dispose]();
  return calibrations;
}

/** What the router says of every held-out query and LLM that it was observed on. */
async function heldOutPairs(
  router: LoadedRouter,
  batch: QueryBatch,
  responses: ResponseMatrix,
  llms: readonly LlmId[],
  signal: AbortSignal,
): Promise<CalibrationPairs> {
  const columns = responses.llms.map((llm) => llms.indexOf(llm));
  const predicted = await router.predict(batch, { llms, cost: new Float32Array(llms.length) }, signal);
  return observedPairs(
    responses,
    [...responses.queries.keys()],
    (q, j) =>
      (columns[j] as number) < 0 ? Number.NaN : (predicted.data[q * llms.length + (columns[j] as number)] as number),
    (j) => columns[j] as number,
  );
}
