import { ThetaError } from '../domain/errors.js';
import { routerId } from '../domain/ids.js';
import type { LlmId } from '../domain/ids.js';
import type { Catalogue, Price } from '../domain/llm.js';
import { cataloguePrices } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { takeQueries } from '../domain/responses.js';
import type { EmbedderSpec } from '../tensor/embedders/spec.js';
import { DEFAULT_FOLDS, DEFAULT_RESAMPLES, DEFAULT_ROUTER } from './defaults.js';
import { evaluationEmbedders } from './evaluation-embedders.js';
import type { EvaluationTask, RunEvaluation } from './evaluation-task.js';
import type { ProtocolInput } from './protocols/protocol.js';
import { runProtocol } from './protocols/registry.js';
import { routerSetFactory } from './router-set-factory.js';

/** Evaluates in this thread. Queries without text cannot be embedded and are left out. */
export const runEvaluation: RunEvaluation = async (task, watch) => {
  const { request, catalogue, abilities, tensorBackend, warmUpNeighbours } = task;
  const factory = await routerSetFactory({ ...task, embedding: { cacheBytes: 0 }, exactNeighbours: true });
  const prices = usablePrices(task, catalogue);
  const { seed } = request;
  const embedders = evaluationEmbedders(
    (name) => named(task, name),
    task.embedders,
    () => {},
  );
  const input: ProtocolInput = {
    ...request,
    train: withText(task.train),
    test: task.test && withText(task.test),
    ood: null,
    storedSet: null,
    folds: task.test ? null : (request.folds ?? DEFAULT_FOLDS),
    prices,
    warmUpNeighbours,
    hyperparameters: {},
    resamples: DEFAULT_RESAMPLES,
    stratified: false,
    baseline: routerId(DEFAULT_ROUTER),
    training: { config: { tensorBackend }, catalogue, prices, abilities, factory, seed },
    embedder: task.embedder,
    embedders,
  };
  try {
    return await runProtocol(request.protocol, input, request.parameters, watch);
  } finally {
    await embedders[Symbol.asyncDispose]();
  }
};

/** Throws CONFIG_INVALID for a name that was not looked up before the thread began. */
function named({ namedEmbedders }: EvaluationTask, name: string): EmbedderSpec {
  const spec = namedEmbedders[name];
  if (spec) return spec;
  throw new ThetaError('CONFIG_INVALID', `There is no embedder ${JSON.stringify(name)}.`);
}

/** The catalogue's prices where every LLM of the data has one: a part of them would make the others look free. */
function usablePrices({ train, test }: EvaluationTask, catalogue: Catalogue): ReadonlyMap<LlmId, Price> | null {
  const prices = cataloguePrices(catalogue);
  return [...train.llms, ...(test?.llms ?? [])].every((llm) => prices.has(llm)) ? prices : null;
}

function withText(responses: ResponseMatrix): ResponseMatrix {
  const rows = responses.queries.flatMap((query, q) => (query.text === null ? [] : [q]));
  return rows.length === responses.queries.length ? responses : takeQueries(responses, rows);
}
