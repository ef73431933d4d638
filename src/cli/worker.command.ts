import type { Command } from 'commander';
import { pino } from 'pino';
import type { Config } from '../config.js';

export function addWorker(program: Command, config: () => Config): void {
  program
    .command('worker')
    .description(
      'Do trainings, evaluations and refits that servers on the same PostgreSQL have queued (docs/replicas.md).',
    )
    .action(async () => {
      const { work } = await import('../work.js');
      const settings = config();
      await work(settings, pino({ level: settings.logLevel }));
    });
}
