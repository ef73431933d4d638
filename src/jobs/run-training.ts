import { seededRng } from '../domain/random.js';
import { BUILTIN_PLUGINS } from '../plugins/builtin.js';
import type { TrainingRun } from '../plugins/contract.js';
import { loadExternalPlugin } from '../plugins/external.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterRegistry } from '../plugins/registry.js';
import { createRegistry } from '../plugins/registry.js';
import { startTensorBackend } from '../tensor/backend.js';
import { annotatorFrom } from './annotators/from-settings.js';
import { fitLexicalEmbedder } from '../tensor/embedders/lexical/index.js';
import type { TensorRuntime } from '../tensor/backend.js';
import type { FitEmbedder } from './build-router-set.js';
import { buildRouterSet } from './build-router-set.js';
import type { RunTraining, TrainingTask } from './training-task.js';
import { trainingVectors } from './training-vectors.js';
import type { Watch } from './worker-messages.js';

/** The built-in plugins and those of the configuration. Throws PLUGIN_INVALID or FILE_UNREADABLE. */
export async function installedPlugins(external: readonly string[]): Promise<RouterRegistry> {
  const loaded = await Promise.all(external.map((specifier) => loadExternalPlugin(specifier, process.cwd())));
  return createRegistry([...BUILTIN_PLUGINS, ...loaded]);
}

/** Learns the lexical embedder with its defaults. */
export const fitDefaultEmbedder: FitEmbedder = (queries, run) => fitLexicalEmbedder(queries, {}, run);

/** What training needs of its surroundings; tensors start once, on first use. */
export function trainingRun(
  task: Pick<TrainingTask, 'seed' | 'tensorBackend'> & Partial<Pick<TrainingTask, 'annotator'>>,
  registry: RouterRegistry,
  watch: Watch,
): TrainingRun {
  let tensor: Promise<TensorRuntime> | null = null;
  const rng = seededRng(task.seed);
  return {
    ...watch,
    seed: task.seed,
    rng,
    tensor: () => (tensor ??= startTensorBackend(task.tensorBackend)),
    plugin: (id) => registry.get(id),
    annotator: annotatorFrom(task.annotator, rng.fork('annotator')),
  };
}

/** Trains a set in this thread. */
export const runTraining: RunTraining = async (task, watch) => {
  const registry = await installedPlugins(task.plugins);
  const routers = task.routers.map(({ id, hyperparameters, optional }) => {
    const plugin = registry.get(id);
    return { plugin, hyperparameters: parseHyperparameters(plugin, hyperparameters) as unknown, optional };
  });
  const { embedded } = task;
  const fitEmbedder: FitEmbedder = embedded ? async () => trainingVectors(embedded) : fitDefaultEmbedder;
  return buildRouterSet({ ...task, routers, fitEmbedder }, trainingRun(task, registry, watch));
};
