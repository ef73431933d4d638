import type { Json } from '../domain/artifact.js';
import type { LlmId, RouterId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import type { Ability, Catalogue, Price } from '../domain/llm.js';
import { matrix } from '../domain/matrix.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterDeps } from '../plugins/contract.js';
import type { RouterSet, RouterSetFactory, ServingRouter } from '../routing/router-set.js';
import { loadRouterSet } from '../routing/router-set.js';
import { servingRouter } from '../routing/serving-router.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { SavedEmbedder } from '../tensor/embedder.js';
import { DEFAULT_ROUTER, DEFAULT_WARM_UP_WEIGHT } from './defaults.js';
import type { CalibrationSettings, FitEmbedder } from './build-router-set.js';
import { buildRouterSet } from './build-router-set.js';
import { embedAll } from './embed-texts.js';
import { fitDefaultEmbedder, trainingRun } from './run-training.js';
import type { Watch } from './worker-messages.js';

/** Hyper-parameters by router; what is not given takes its default. */
export type Hyperparameters = { readonly [router: string]: { readonly [name: string]: Json } };

/** What training needs besides responses. */
export interface TrainForEvaluation {
  readonly config: { readonly tensorBackend: TensorBackendChoice };
  readonly catalogue: Catalogue;
  /** Prices that come with the data; null takes the catalogue's. */
  readonly prices: ReadonlyMap<LlmId, Price> | null;
  readonly abilities: readonly Ability[];
  readonly factory: RouterSetFactory;
  readonly seed: number;
}

/** What a sweep may change of a training. */
export interface TrainingVariant {
  readonly hyperparameters: Hyperparameters;
  /** Null learns the default embedder. */
  readonly fitEmbedder: FitEmbedder | null;
  /** An open one instead, which is not learned: it makes the vectors, and stays open when the set is disposed. */
  readonly embedder?: SavedEmbedder | null | undefined;
  /** Nobody named the routers: those that the data do not suffice for are left out; see leftOutOf. */
  readonly optional?: boolean | undefined;
  /** None by default: a protocol then measures the routers themselves, trained on all of the training data. */
  readonly calibration?: CalibrationSettings | undefined;
}

/** Routers that a set does without, with the reason. */
export const leftOutOf = (set: RouterSet): Readonly<Record<string, string>> =>
  (set.manifest.summary['leftOut'] ?? {}) as Readonly<Record<string, string>>;

/** Trains a set and loads it, as a server would: what is measured is what ships. Throws what training throws. */
export async function trainedSet(
  responses: ResponseMatrix,
  routers: readonly RouterId[],
  { config, catalogue, prices, abilities, factory, seed }: TrainForEvaluation,
  { hyperparameters, fitEmbedder, embedder, optional, calibration }: TrainingVariant,
  watch: Watch,
): Promise<RouterSet> {
  const run = trainingRun({ seed, tensorBackend: config.tensorBackend }, factory.plugins, watch);
  const plugins = routers.map((id) => factory.plugins.get(id));
  const built = await buildRouterSet(
    {
      responses,
      routers: plugins.map((plugin) => ({
        plugin,
        hyperparameters: parseHyperparameters(plugin, hyperparameters[plugin.id] ?? {}) as unknown,
        optional,
      })),
      fitEmbedder: embedder ? fitTo(embedder) : (fitEmbedder ?? fitDefaultEmbedder),
      catalogue,
      prices,
      abilities,
      version: versionId(`evaluation-seed-${seed}`),
      label: 'evaluation',
      createdAt: 0,
      defaultRouter: routers[0] ?? routerId(DEFAULT_ROUTER),
      warmUpWeight: DEFAULT_WARM_UP_WEIGHT,
      calibration: calibration ?? null,
      answerLengths: false,
      summary: {},
    },
    run,
  );
  const blob = async (digest: string) => built.blobs.get(digest) as Uint8Array;
  const loading = embedder ? { ...factory, loadEmbedder: () => Promise.resolve(embedder) } : factory;
  return loadRouterSet(built.manifest, blob, catalogue, loading);
}

const fitTo =
  (embedder: SavedEmbedder): FitEmbedder =>
  async (queries, { signal, onProgress }) => ({
    embedder,
    vectors: await embedAll(
      embedder,
      queries.map(({ text }) => text),
      { store: null, signal, onProgress, unit: 'queries' },
    ),
  });

/** The named routers of the set, and those that an evaluation alone can have, trained on the test responses. */
export async function evaluationRouters(
  ids: readonly RouterId[],
  set: RouterSet,
  test: ResponseMatrix,
  factory: RouterSetFactory,
  watch: Watch,
): Promise<ServingRouter[]> {
  const routers: ServingRouter[] = [];
  for (const id of ids) {
    const served = set.routers.get(id);
    if (served) routers.push(served);
    else if (factory.plugins.get(id).evaluationOnly) routers.push(await onTestResponses(id, set, test, factory, watch));
  }
  return routers;
}

async function onTestResponses(
  id: RouterId,
  set: RouterSet,
  test: ResponseMatrix,
  factory: RouterSetFactory,
  watch: Watch,
): Promise<ServingRouter> {
  const plugin = factory.plugins.get(id);
  const embedderId = set.embedder.id;
  const vectors = matrix(test.queries.length, 0);
  const run = trainingRun({ seed: 0, tensorBackend: 'auto' }, factory.plugins, { ...watch, onProgress: () => {} });
  const profiles = matrix(test.llms.length, 0);
  const cost = new Float32Array(test.llms.length).fill(Number.NaN);
  const data = { vectors, responses: test, profiles, cost, abilities: [], embedderId };
  const artifact = await plugin.train(data, parseHyperparameters(plugin), run);
  const profile = (_llm: LlmId) => null;
  const deps: RouterDeps = {
    embedderId,
    reference: set.reference,
    index: set.index,
    profile,
    plugin: (other) => factory.plugins.get(other),
  };
  const loaded = await factory.loadRouter(plugin, artifact, deps);
  return servingRouter(plugin, loaded, deps, null, artifact.meta);
}

/** Those of the routers that learn from training data. */
export const trainable = (ids: readonly RouterId[], factory: RouterSetFactory): RouterId[] =>
  ids.filter((id) => !factory.plugins.get(id).evaluationOnly);
