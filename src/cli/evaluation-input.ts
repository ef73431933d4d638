import { join } from 'node:path';
import type { Config } from '../config.js';
import { readAbilitiesFile, readCatalogueFile } from '../data/catalogue-file.js';
import { importPaths } from '../data/import.js';
import { readPrices } from '../data/prices.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import { llmId, routerId, versionId } from '../domain/ids.js';
import type { Catalogue, Price } from '../domain/llm.js';
import { llmNames } from '../domain/llm.js';
import { objective } from '../domain/objective.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { embedderSettings } from '../embedder-settings.js';
import { configuredSpec } from '../embedder-spec.js';
import { DEFAULT_ROUTER } from '../jobs/defaults.js';
import { evaluationEmbedders } from '../jobs/evaluation-embedders.js';
import type { Hyperparameters } from '../jobs/evaluation-routers.js';
import type { ProtocolInput } from '../jobs/protocols/protocol.js';
import { blobOf, readRouterSetFolder } from '../jobs/router-set-folder.js';
import { createNumerics } from '../numerics.js';
import { packageFiles } from '../package-files.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterSet, RouterSetFactory } from '../routing/router-set.js';
import { loadRouterSet } from '../routing/router-set.js';
import { noteImport } from './note-import.js';
import type { ProgressDisplay, Terminal } from './output.js';

/** What is evaluated, as options of the command line. */
export interface EvaluateOptions {
  readonly train?: string[];
  readonly test?: string[];
  readonly ood?: string[];
  readonly folds?: number;
  readonly foldSeed: number;
  readonly routerSet?: string;
  readonly routers?: string[];
  readonly set: Hyperparameters;
  readonly baseline?: string;
  readonly alpha?: number[];
  readonly seed: number;
  readonly resamples: number;
  readonly stratified?: boolean;
  readonly prices?: string;
  readonly warmUp?: number;
  readonly embedder?: string;
  readonly scoreRule: 'auto' | 'as-is' | 'above-zero';
  readonly onBadRow: 'fail' | 'skip';
}

export interface EvaluationInput {
  readonly input: ProtocolInput;
  readonly dispose: () => Promise<void>;
}

/** Reads the files that the options name and makes what a protocol needs. Throws before anything is trained. */
export async function evaluationInput(
  options: EvaluateOptions,
  config: Config,
  terminal: Terminal,
  display: ProgressDisplay,
): Promise<EvaluationInput> {
  checkSources(options);
  (options.alpha ?? []).forEach(objective);
  const shipped = config.bootstrapFolder ?? packageFiles.bootstrap;
  const catalogue = await readCatalogueFile(join(shipped, 'catalogue.json'));
  const abilities = await readAbilitiesFile(join(shipped, 'abilities.json'));
  const names = llmNames(catalogue);
  const prices = options.prices === undefined ? null : canonical(await readPrices(options.prices), names);
  const factory = await createNumerics({ ...config, embeddingCacheBytes: 0 }, { exactNeighbours: true });
  const spec = configuredSpec(config);
  // A slip in a name must not wait for the data to be read.
  spec(options.embedder ?? null);
  const embedders = evaluationEmbedders(spec, embedderSettings(config), (line) => terminal.note(line));
  for (const [id, values] of Object.entries(options.set)) parseHyperparameters(factory.plugins.get(id), values);
  const read = async (paths: readonly string[] | undefined): Promise<ResponseMatrix | null> => {
    if (paths === undefined) return null;
    const { onBadRow, scoreRule } = options;
    const { show: onProgress } = display;
    const settings = { llmNames: names, unknownLlms: 'accept' as const, onBadRow, scoreRule, onProgress };
    const imported = await importPaths(paths, settings);
    display.done();
    noteImport(imported.report, terminal);
    return imported.matrix;
  };
  const storedSet =
    options.routerSet === undefined ? null : await loadStored(options.routerSet, config, catalogue, factory);
  const { seed } = options;
  const input: ProtocolInput = {
    train: await read(options.train),
    storedSet,
    test: await read(options.test),
    ood: await read(options.ood),
    folds: options.folds ?? null,
    foldSeed: options.foldSeed,
    routers: (options.routers ?? []).map((id) => routerId(factory.plugins.get(id).id)),
    alphas: options.alpha ?? [],
    seed,
    prices,
    warmUpWeight: options.warmUp ?? config.warmUpWeight ?? null,
    warmUpNeighbours: config.warmUpNeighbours,
    hyperparameters: options.set,
    resamples: options.resamples,
    stratified: options.stratified ?? false,
    baseline: routerId(factory.plugins.get(options.baseline ?? DEFAULT_ROUTER).id),
    training: { config, catalogue, prices, abilities, factory, seed },
    embedder: storedSet ? null : spec(options.embedder ?? null),
    embedders,
  };
  const dispose = async () => {
    await storedSet?.dispose();
    await embedders[Symbol.asyncDispose]();
  };
  return { input, dispose };
}

function checkSources({ train, test, routerSet, folds, ood, embedder }: EvaluateOptions): void {
  const example = 'theta evaluate --train data/train --test data/test --prices prices.json';
  if ((train === undefined) === (routerSet === undefined)) {
    throw new ThetaError('CONFIG_INVALID', 'Give either --train PATH… or --router-set NAME.', { hint: example });
  }
  if ((test === undefined) === (folds === undefined)) {
    throw new ThetaError('CONFIG_INVALID', 'Give either --test PATH… or --folds N.', { hint: example });
  }
  if (routerSet !== undefined && embedder !== undefined) {
    throw new ThetaError('CONFIG_INVALID', '--embedder NAME needs --train PATH…: a trained set has its embedder.', {
      hint: example,
    });
  }
  if (ood !== undefined && test === undefined) {
    throw new ThetaError('CONFIG_INVALID', '--ood PATH… needs --test PATH….', { hint: example });
  }
  if (folds !== undefined && (train === undefined || folds < 2 || folds > 100)) {
    throw new ThetaError('CONFIG_INVALID', '--folds N needs --train PATH… and a number from 2 to 100.', {
      hint: 'theta evaluate --train data --folds 5',
    });
  }
}

async function loadStored(
  name: string,
  config: Config,
  catalogue: Catalogue,
  factory: RouterSetFactory,
): Promise<RouterSet> {
  const folder = await readRouterSetFolder(
    name === 'bootstrap' ? (config.bootstrapFolder ?? packageFiles.bootstrap) : name,
  );
  return loadRouterSet(
    { ...folder.manifest, version: versionId(folder.manifest.version) },
    blobOf(folder),
    catalogue,
    factory,
  );
}

/** Prices under the ids that the data use after aliases are resolved. */
function canonical(prices: ReadonlyMap<string, Price>, names: ReadonlyMap<string, LlmId>): Map<LlmId, Price> {
  return new Map([...prices].map(([name, price]) => [names.get(name.toLowerCase()) ?? llmId(name), price]));
}
