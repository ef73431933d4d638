import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { Json } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import { routerId } from '../domain/ids.js';
import type { JobService, TrainingJob } from '../jobs/types.js';
import { integer, list, setting } from './options.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';
import { withProduct } from './with-product.js';

interface TrainOptions {
  readonly label: string;
  readonly routers?: string[];
  readonly sources?: string[];
  readonly seed: number;
  readonly set: Record<string, Record<string, Json>>;
  readonly promote: boolean;
  readonly json?: boolean;
}

const POLL_MS = 100;

export function addTrain(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('train')
    .description('Train a new router set from the stored responses.')
    .option('--label <text>', 'what to call it', 'trained')
    .option('--routers <ids>', 'routers to train, separated by commas (default: all)', list)
    .option('--sources <names>', 'imports to train on, separated by commas (default: all)', list)
    .option('--seed <n>', 'seed of everything random', integer, 0)
    .option('--set <router.name=value>', 'a hyper-parameter, as JSON; repeat for more', setting, {})
    .option('--no-promote', 'store the new version without serving it')
    .option('--json', 'print the finished job as JSON')
    .action(async (options: TrainOptions) => {
      const job = await withProduct(config(), async ({ services }) => {
        const started = await services.jobs.train({
          label: options.label,
          routers: (options.routers ?? []).map(routerId),
          sources: options.sources ?? [],
          seed: options.seed,
          hyperparameters: options.set,
          promote: options.promote,
        });
        return follow(services.jobs, started.id, terminal);
      });
      if (job.error) throw new ThetaError(job.error.code, job.error.message);
      if (job.status === 'CANCELLED')
        throw new ThetaError('CANCELLED', 'The training was cancelled; nothing was stored.');
      const seconds = (((job.endedAt ?? 0) - (job.startedAt ?? 0)) / 1000).toFixed(1);
      const serves = options.promote ? 'it serves from the next start on' : 'promote it to serve it';
      terminal.out(options.json ? JSON.stringify(job, null, 2) : `Trained ${job.version} in ${seconds} s; ${serves}.`);
    });
}

/** Shows progress until the job ends; Ctrl-C cancels it, and what was stored before stays. */
async function follow(jobs: JobService, id: string, terminal: Terminal): Promise<TrainingJob> {
  const display = progressDisplay(terminal);
  const cancel = () => void jobs.cancel(id);
  process.once('SIGINT', cancel);
  try {
    for (;;) {
      const job = jobs.get(id) as TrainingJob;
      if (job.progress) display.show(job.progress);
      if (job.endedAt !== null) return job;
      await sleep(POLL_MS);
    }
  } finally {
    display.done();
    process.off('SIGINT', cancel);
  }
}
