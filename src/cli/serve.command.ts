import type { Command } from 'commander';
import type { Config } from '../config.js';

export function addServe(program: Command, config: () => Config): void {
  program
    .command('serve')
    .description(
      'Start the server and the dashboard. Settings come from the environment: docs/reference/configuration.md.',
    )
    .action(async () => {
      // Loaded here, so that other commands do not wait for the server's modules.
      const { serve } = await import('../serve.js');
      await serve(config());
    });
}
