import { join } from 'node:path';
import { readAbilitiesFile, readCatalogueFile } from '../data/catalogue-file.js';
import { importPaths } from '../data/import.js';
import type { Json } from '../domain/artifact.js';
import { artifactDigest, sortedJson } from '../domain/artifact.js';
import type { VersionId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import { llmNames } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { Progress } from '../domain/run.js';
import { BUILTIN_PLUGINS } from '../plugins/builtin.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import { createRegistry } from '../plugins/registry.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { BuiltRouterSet } from './build-router-set.js';
import { buildRouterSet } from './build-router-set.js';
import { DEFAULT_HELD_OUT_SHARE } from './calibration/hold-out.js';
import { DEFAULT_ROUTER, DEFAULT_WARM_UP_NEIGHBOURS, DEFAULT_WARM_UP_WEIGHT } from './defaults.js';
import { writeRouterSetFolder } from './router-set-folder.js';
import { fitDefaultEmbedder, trainingRun } from './run-training.js';

export interface BootstrapInput {
  /** Files or folders of scored queries. */
  readonly paths: readonly string[];
  /** Holds catalogue.json; the artifacts are written beside it. */
  readonly folder: string;
  readonly seed: number;
  readonly tensorBackend: TensorBackendChoice;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * The sources split and spell tasks differently. One name per task puts their items on one scale: the LLMs of two pools
 * meet in gsm8k, mmlu and arc although no query is shared.
 */
const TASK_NAMES: Readonly<Record<string, string>> = { 'arc-challenge': 'arc_challenge', human_eval: 'humaneval' };

/**
 * RouteLLM's own pair, the dear and the cheap LLM that most of the data compare. Left to themselves the binary routers take
 * whichever two complement each other best, on these data two LLMs outside the default pool.
 */
const PAIR = { strong: 'gpt-4-1106-preview', weak: 'mistralai/mixtral-8x7b-chat' };
const HYPERPARAMETERS: Readonly<Record<string, object>> = {
  'hybrid-llm': PAIR,
  'route-llm-mf': PAIR,
  'route-llm-sw': PAIR,
  'route-llm-classifier': PAIR,
};

export const commonTask = (task: string | null): string | null =>
  task === null ? null : task.startsWith('mmlu_') ? 'mmlu' : (TASK_NAMES[task] ?? task);

/** Trains the shipped router set on all of `paths` and writes it. The same data and seed give the same bytes. */
export async function buildBootstrap(input: BootstrapInput): Promise<BuiltRouterSet> {
  const catalogue = await readCatalogueFile(join(input.folder, 'catalogue.json'));
  const imported = await importPaths(input.paths, {
    llmNames: llmNames(catalogue),
    unknownLlms: 'fail',
    onProgress: input.onProgress,
  });
  const abilities = await readAbilitiesFile(join(input.folder, 'abilities.json'));
  const run = trainingRun(input, createRegistry(BUILTIN_PLUGINS), {
    signal: new AbortController().signal,
    onProgress: input.onProgress,
  });
  const built = await buildRouterSet(
    {
      responses: withCommonTasks(imported.matrix),
      routers: BUILTIN_PLUGINS.filter((p) => !p.evaluationOnly).map((plugin) => ({
        plugin,
        hyperparameters: parseHyperparameters(plugin, HYPERPARAMETERS[plugin.id]) as unknown,
      })),
      fitEmbedder: fitDefaultEmbedder,
      catalogue,
      abilities,
      version: versionId('bootstrap'),
      label: 'bootstrap',
      createdAt: 0,
      defaultRouter: routerId(DEFAULT_ROUTER),
      warmUpWeight: DEFAULT_WARM_UP_WEIGHT,
      calibration: { heldOutShare: DEFAULT_HELD_OUT_SHARE, warmUpNeighbours: DEFAULT_WARM_UP_NEIGHBOURS },
      summary: {},
    },
    run,
  );
  const named = { ...built, manifest: { ...built.manifest, version: contentVersion(built) } };
  await writeRouterSetFolder(input.folder, named);
  return named;
}

/** Named by what it holds, so that a database tells a new release's set from the one it has. */
export function contentVersion({ blobs, manifest }: BuiltRouterSet): VersionId {
  const calibrations = manifest.routers.map(({ calibration = null }) => calibration);
  const all = new TextEncoder().encode([...blobs.keys()].sort().join() + sortedJson(calibrations as unknown as Json));
  return versionId(`bootstrap-${artifactDigest(all).slice(0, 8)}`);
}

function withCommonTasks(responses: ResponseMatrix): ResponseMatrix {
  return { ...responses, queries: responses.queries.map((q) => ({ ...q, task: commonTask(q.task) })) };
}
