import type { Command } from 'commander';
import type { Config } from '../config.js';
import { systemClock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import { routerId } from '../domain/ids.js';
import type { EmbedReport } from './embed-report.js';
import { embedReport, readableEmbedding } from './embed-report.js';
import { followTraining, tellTraining } from './follow-training.js';
import { namedEmbedder } from './named-embedder.js';
import { list } from './options.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';
import { withWorkshop } from './with-product.js';

interface EmbedOptions {
  readonly all?: boolean;
  readonly embedder?: string;
  readonly routers?: string[];
  readonly sources?: string[];
  readonly label?: string;
  readonly promote: boolean;
  readonly json?: boolean;
}

export function addEmbed(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('embed')
    .description('Try an embedder on some texts, or train the routers anew on the vectors of another one (--all).')
    .argument('[texts...]', 'texts to embed')
    .option('--all', 'embed every stored query and train the routers of the serving version on the vectors')
    .option(
      '--embedder <name>',
      'embedder (default: THETA_EMBEDDER, and to try texts the one that serves); see docs/embedders.md',
    )
    .option('--routers <ids>', 'with --all: routers, separated by commas (default: those that serve)', list)
    .option(
      '--sources <names>',
      'with --all: imports, separated by commas (default: those of the serving version)',
      list,
    )
    .option('--label <text>', 'with --all: what to call the new version (default: after the embedder)')
    .option('--no-promote', 'with --all: store the new version without serving it')
    .option('--json', 'print whole vectors, or the finished job, as JSON')
    .action(async (texts: string[], options: EmbedOptions) => {
      if (texts.length > 0 === (options.all === true)) {
        throw new ThetaError('CONFIG_INVALID', 'Give either texts or --all.', {
          hint: 'theta embed "What is 2 + 2?", or theta embed --all --embedder NAME',
        });
      }
      if (options.all) return embedAllAnew(options, config(), terminal);
      const report = await tryTexts(texts, options, config(), terminal);
      terminal.out(options.json ? JSON.stringify(report, null, 2) : readableEmbedding(report));
    });
}

/** A stop or a kill keeps the vectors that were made: the next run goes on there. */
async function embedAllAnew(options: EmbedOptions, config: Config, terminal: Terminal): Promise<void> {
  const job = await withWorkshop(config, terminal, async ({ jobs }) => {
    const started = await jobs.reembed({
      embedder: options.embedder ?? null,
      routers: (options.routers ?? []).map(routerId),
      sources: options.sources ?? [],
      label: options.label ?? null,
      promote: options.promote,
    });
    return followTraining(jobs, started.id, terminal);
  });
  tellTraining(job, options.json, terminal);
}

/** Ctrl-C cancels. */
async function tryTexts(
  texts: readonly string[],
  { embedder: name }: EmbedOptions,
  config: Config,
  terminal: Terminal,
): Promise<EmbedReport> {
  const abort = new AbortController();
  const cancel = () => abort.abort();
  const display = progressDisplay(terminal);
  process.once('SIGINT', cancel);
  try {
    const embedder = await namedEmbedder(name ?? null, config, terminal, display, abort.signal);
    try {
      return await embedReport(embedder, texts, config.maxQueryCharacters, systemClock, abort.signal);
    } finally {
      await embedder[Symbol.asyncDispose]();
    }
  } finally {
    display.done();
    process.off('SIGINT', cancel);
  }
}
