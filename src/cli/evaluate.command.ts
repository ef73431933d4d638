import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { Json } from '../domain/artifact.js';
import type { EvaluationReport } from '../evaluation/report.js';
import { parseParameters, PROTOCOLS, protocolOf, runProtocol } from '../jobs/protocols/registry.js';
import { DEFAULT_RESAMPLES } from '../jobs/defaults.js';
import type { EvaluateOptions } from './evaluation-input.js';
import { evaluationInput } from './evaluation-input.js';
import { integer, list, number, numbers, parameter, setting } from './options.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';
import type { ReportTargets } from './report-targets.js';
import { openTargets } from './report-targets.js';
import { readableReport } from './readable-report.js';

interface CommandOptions extends EvaluateOptions, ReportTargets {
  readonly protocol: string;
  readonly param: Record<string, Json>;
  readonly anchors?: number[];
  readonly selection?: string[];
  readonly json?: boolean;
}

export function addEvaluate(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('evaluate')
    .description('Train routers on some data, let them decide on other data, and measure performance, cost and reward.')
    .option('--protocol <id>', `what to measure: ${PROTOCOLS.map((p) => p.id).join(', ')}`, 'main')
    .option('--param <name=value>', 'a parameter of the protocol, as JSON; repeat for more', parameter, {})
    .option('--anchors <counts>', 'of cold-start: numbers of anchor queries, separated by commas', numbers)
    .option('--selection <ways>', 'of cold-start: stratified, adaptive, random, separated by commas', list)
    .option('--train <paths...>', 'files or folders to train on, from scratch')
    .option('--router-set <name>', 'score a trained set instead: "bootstrap", or the folder of one')
    .option('--test <paths...>', 'files or folders to score on')
    .option('--ood <paths...>', 'a second test set, of tasks that training has not seen')
    .option('--folds <n>', 'cross-validate on the training data instead of --test', integer)
    .option('--fold-seed <n>', 'seed of the folds', integer, 0)
    .option('--routers <ids>', 'routers, separated by commas (default: all)', list)
    .option('--set <router.name=value>', 'a hyper-parameter, as JSON; repeat for more', setting, {})
    .option('--baseline <id>', 'the router that the others are compared with (default: the default router)')
    .option('--alpha <values>', 'values of α, separated by commas (default: those of the protocol)', numbers)
    .option('--embedder <name>', 'embedder to train with (default: THETA_EMBEDDER)')
    .option('--seed <n>', 'seed of everything random', integer, 0)
    .option('--resamples <n>', 'resamples behind the intervals', integer, DEFAULT_RESAMPLES)
    .option('--stratified', 'let every task keep its number of queries in the resamples')
    .option('--prices <file>', 'prices in USD per million tokens, for data that have no cost')
    .option('--warm-up <weight>', 'λ of the warm-up (default: the one of the router set)', number)
    .option('--score-rule <rule>', 'how RouterDC scores are read: auto, as-is or above-zero', 'auto')
    .option('--on-bad-row <what>', 'fail at the first bad row, or skip and count them', 'fail')
    .option('--json', 'print the report as JSON')
    .option('--out <file>', 'also write the JSON report to a file')
    .option('--html <file>', 'also write the report as one self-contained page')
    .option('--csv <file>', 'also write every figure as a row of a CSV file')
    .option('--save', 'also store the report in the database, where a server lists it')
    .option('--label <text>', 'what to call it there and on the page (default: the protocol)')
    .action(async (options: CommandOptions) => {
      const targets = await openTargets(options, config());
      try {
        const report = await run(options, config(), terminal);
        terminal.out(options.json ? JSON.stringify(report, null, 2) : readableReport(report));
        for (const line of await targets.write(report)) terminal.note(line);
      } finally {
        await targets.close();
      }
    });
}

/** Ctrl-C cancels. */
async function run(options: CommandOptions, config: Config, terminal: Terminal): Promise<EvaluationReport> {
  const { anchors, selection } = options;
  const param = { ...options.param, ...(anchors && { anchors }), ...(selection && { selection }) };
  // A slip in the parameters must not wait for the data to be read.
  parseParameters(protocolOf(options.protocol), param);
  const abort = new AbortController();
  const cancel = () => abort.abort();
  const display = progressDisplay(terminal);
  process.once('SIGINT', cancel);
  try {
    const watch = { signal: abort.signal, onProgress: display.show };
    const { input, dispose } = await evaluationInput(options, config, terminal, display);
    try {
      return await runProtocol(options.protocol, input, param, watch);
    } finally {
      await dispose();
    }
  } finally {
    display.done();
    process.off('SIGINT', cancel);
  }
}
