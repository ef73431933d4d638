import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import { readAbilitiesFile, readCatalogueFile } from '../data/catalogue-file.js';
import { importPaths } from '../data/import.js';
import { readPrices } from '../data/prices.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import { llmId, routerId, versionId } from '../domain/ids.js';
import type { Catalogue, Price } from '../domain/llm.js';
import { cataloguePrices, llmNames } from '../domain/llm.js';
import { objective } from '../domain/objective.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { evaluate } from '../jobs/evaluate.js';
import type { EvaluationReport } from '../jobs/evaluate.js';
import { crossValidate } from '../jobs/cross-validate.js';
import { evaluationRouters, trainable, trainedSet } from '../jobs/evaluation-routers.js';
import { blobOf, readRouterSetFolder } from '../jobs/router-set-folder.js';
import { createNumerics } from '../numerics.js';
import { packageFiles } from '../package-files.js';
import type { RouterSetFactory } from '../routing/router-set.js';
import { loadRouterSet } from '../routing/router-set.js';
import { integer, list, number, numbers } from './options.js';
import type { Terminal } from './output.js';
import { progressDisplay, table } from './output.js';
import { noteImport } from './note-import.js';

interface EvaluateOptions {
  readonly train?: string[];
  readonly test?: string[];
  readonly folds?: number;
  readonly foldSeed: number;
  readonly routerSet?: string;
  readonly routers?: string[];
  readonly alpha: number[];
  readonly seed: number;
  readonly prices?: string;
  readonly warmUp?: number;
  readonly scoreRule: 'auto' | 'as-is' | 'above-zero';
  readonly onBadRow: 'fail' | 'skip';
  readonly json?: boolean;
  readonly out?: string;
}

export function addEvaluate(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('evaluate')
    .description('Train routers on some data, let them decide on other data, and measure performance, cost and reward.')
    .option('--train <paths...>', 'files or folders to train on, from scratch')
    .option('--router-set <name>', 'score a trained set instead: "bootstrap", or the folder of one')
    .option('--test <paths...>', 'files or folders to score on')
    .option('--folds <n>', 'cross-validate on the training data instead of --test', integer)
    .option('--fold-seed <n>', 'seed of the folds', integer, 0)
    .option('--routers <ids>', 'routers, separated by commas (default: all)', list)
    .option('--alpha <values>', 'values of α, separated by commas', numbers, [0.8, 0.5, 0.2])
    .option('--seed <n>', 'seed of everything random', integer, 0)
    .option('--prices <file>', 'prices in USD per million tokens, for data that have no cost')
    .option('--warm-up <weight>', 'λ of the warm-up (default: the one of the router set)', number)
    .option('--score-rule <rule>', 'how RouterDC scores are read: auto, as-is or above-zero', 'auto')
    .option('--on-bad-row <what>', 'fail at the first bad row, or skip and count them', 'fail')
    .option('--json', 'print the report as JSON')
    .option('--out <file>', 'also write the JSON report to a file')
    .action(async (options: EvaluateOptions) => {
      const report = await runEvaluate(options, config(), terminal);
      const json = JSON.stringify(report, null, 2);
      if (options.out !== undefined) await writeFile(options.out, `${json}\n`);
      terminal.out(options.json ? json : readable(report));
    });
}

async function runEvaluate(options: EvaluateOptions, config: Config, terminal: Terminal): Promise<EvaluationReport> {
  checkSources(options);
  const catalogue = await readCatalogueFile(join(config.bootstrapFolder ?? packageFiles.bootstrap, 'catalogue.json'));
  const names = llmNames(catalogue);
  const prices = options.prices === undefined ? null : canonical(await readPrices(options.prices), names);
  const factory = await createNumerics({ ...config, embeddingCacheBytes: 0 }, { exactNeighbours: true });
  const routers = options.routers?.map((id) => routerId(factory.plugins.get(id).id)) ?? factory.plugins.ids;
  const display = progressDisplay(terminal);
  const onProgress = display.show;
  const read = async (paths: readonly string[]): Promise<ResponseMatrix> => {
    const { onBadRow, scoreRule } = options;
    const settings = { llmNames: names, unknownLlms: 'accept' as const, onBadRow, scoreRule, onProgress };
    const imported = await importPaths(paths, settings);
    display.done();
    noteImport(imported.report, terminal);
    return imported.matrix;
  };
  const { seed } = options;
  const abilities = await readAbilitiesFile(join(config.bootstrapFolder ?? packageFiles.bootstrap, 'abilities.json'));
  const training = { config, catalogue, prices, abilities, factory, seed, onProgress };
  const warmUp = options.warmUp ?? config.warmUpWeight ?? null;
  const common = { prices, objectives: options.alpha.map(objective), seed, warmUpNeighbours: config.warmUpNeighbours };
  try {
    if (options.folds !== undefined) {
      const data = await read(options.train as string[]);
      const { folds, foldSeed } = options;
      return await crossValidate({ ...common, data, routers, folds, foldSeed, warmUpWeight: warmUp, training });
    }
    const test = await read(options.test as string[]);
    const set = options.train
      ? await trainedSet(await read(options.train), trainable(routers, factory), training)
      : await storedSet(options.routerSet as string, config, catalogue, factory);
    try {
      return await evaluate({
        ...common,
        set,
        routers: await evaluationRouters(routers, set, test, factory),
        test,
        prices: prices ?? (options.train ? null : cataloguePrices(catalogue)),
        warmUpWeight: warmUp ?? set.manifest.warmUpWeight,
      });
    } finally {
      await set.dispose();
    }
  } finally {
    display.done();
  }
}

function checkSources({ train, test, routerSet, folds }: EvaluateOptions): void {
  const example = 'theta evaluate --train data/train --test data/test --prices prices.json';
  if ((train === undefined) === (routerSet === undefined)) {
    throw new ThetaError('CONFIG_INVALID', 'Give either --train PATH… or --router-set NAME.', { hint: example });
  }
  if ((test === undefined) === (folds === undefined)) {
    throw new ThetaError('CONFIG_INVALID', 'Give either --test PATH… or --folds N.', { hint: example });
  }
  if (folds !== undefined && (train === undefined || folds < 2 || folds > 100)) {
    throw new ThetaError('CONFIG_INVALID', '--folds N needs --train PATH… and a number from 2 to 100.', {
      hint: 'theta evaluate --train data --folds 5',
    });
  }
}

async function storedSet(name: string, config: Config, catalogue: Catalogue, factory: RouterSetFactory) {
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

function readable({ data, results, references }: EvaluationReport): string {
  const percent = (x: number) => (100 * x).toFixed(2);
  const cost = (usd: number | null) => (usd === null ? null : usd.toFixed(4));
  const figure = (x: number | null) => (x === null ? null : x.toFixed(4));
  const reference = (
    name: string,
    rows: readonly { alpha: number; performance: number; totalCost: number | null; reward: number }[],
  ) =>
    rows.map((r) => [
      `(${name})`,
      r.alpha,
      percent(r.performance),
      cost(r.totalCost),
      r.reward.toFixed(2),
      null,
      null,
      null,
      null,
    ]);
  const rows = [
    ...results.map((r) => [
      r.router,
      r.alpha,
      percent(r.performance),
      cost(r.totalCost),
      r.reward.toFixed(2),
      figure(r.auc),
      figure(r.accuracy),
      figure(r.rmse),
      figure(r.ece),
    ]),
    ...reference('best single LLM', references.bestSingle),
    ...reference('random choice', references.random),
    ...reference('best per task', references.datasetOracle),
    ...reference('best per query', references.oracle),
  ];
  const order = (a: (typeof rows)[number], b: (typeof rows)[number]) => Number(b[1]) - Number(a[1]);
  return [
    `${data.trainQueries} training queries, ${data.testQueries} test queries, ${data.llms.length} LLMs; spend from ${data.costSource}, C from ${data.relativeCostSource}; λ = ${data.warmUpWeight}`,
    table(
      ['router', 'α', 'performance %', 'total cost $', 'reward', 'AUC', 'accuracy', 'RMSE', 'ECE'],
      rows.sort(order),
    ),
  ].join('\n\n');
}
