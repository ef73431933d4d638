import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { Json } from '../domain/artifact.js';
import { routerId } from '../domain/ids.js';
import { followTraining, tellTraining } from './follow-training.js';
import { integer, list, setting } from './options.js';
import type { Terminal } from './output.js';
import { withWorkshop } from './with-product.js';

interface TrainOptions {
  readonly label: string;
  readonly routers?: string[];
  readonly sources?: string[];
  readonly seed: number;
  readonly set: Record<string, Record<string, Json>>;
  readonly embedder?: string;
  readonly promote: boolean;
  readonly json?: boolean;
}

export function addTrain(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('train')
    .description('Train a new router set from the stored responses.')
    .option('--label <text>', 'what to call it', 'trained')
    .option('--routers <ids>', 'routers to train, separated by commas (default: all)', list)
    .option('--sources <names>', 'imports to train on, separated by commas (default: all)', list)
    .option('--seed <n>', 'seed of everything random', integer, 0)
    .option('--set <router.name=value>', 'a hyper-parameter, as JSON; repeat for more', setting, {})
    .option('--embedder <name>', 'embedder to train on (default: THETA_EMBEDDER); see docs/embedders.md')
    .option('--no-promote', 'store the new version without serving it')
    .option('--json', 'print the finished job as JSON')
    .action(async (options: TrainOptions) => {
      const job = await withWorkshop(config(), terminal, async ({ jobs }) => {
        const started = await jobs.train({
          label: options.label,
          routers: (options.routers ?? []).map(routerId),
          sources: options.sources ?? [],
          seed: options.seed,
          hyperparameters: options.set,
          embedder: options.embedder ?? null,
          promote: options.promote,
        });
        return followTraining(jobs, started.id, terminal);
      });
      tellTraining(job, options.json, terminal);
    });
}
