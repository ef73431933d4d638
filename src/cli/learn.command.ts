import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { DiffAnswer, UpdateAnswer } from './learn-report.js';
import { LEARN, VERSION_DIFF, readableDiff, readableUpdate } from './learn-report.js';
import type { Terminal } from './output.js';

interface LearnOptions {
  readonly approve?: boolean;
  readonly server?: string;
  readonly json?: boolean;
}

interface Served {
  readonly version: string;
  readonly label: string;
}

const APPROVE = 'mutation Approve($version: ID!) { approveUpdate(version: $version) { version label } }';
const ROLLBACK = 'mutation Rollback { rollback { version label } }';

export function addLearn(program: Command, config: () => Config, terminal: Terminal): void {
  const learn = program
    .command('learn')
    .description('Make a version that has learned from feedback, and show what it changes.')
    .option('--approve', 'let it serve at once where it keeps within its limits')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ approve, server, json }: LearnOptions) => {
      const { learnFromFeedback: made } = await callApi<{ learnFromFeedback: UpdateAnswer }>(
        config(),
        LEARN,
        { approve: approve ?? false },
        server,
      );
      terminal.out(json ? JSON.stringify(made, null, 2) : readableUpdate(made));
    });
  learn
    .command('approve')
    .description('Let an update from feedback serve.')
    .argument('<version>', 'the version that `theta learn` made')
    .action(async (version: string, _options: unknown, command: Command) => {
      const { server, json } = command.optsWithGlobals<LearnOptions>();
      const { approveUpdate } = await callApi<{ approveUpdate: Served }>(config(), APPROVE, { version }, server);
      terminal.out(json ? JSON.stringify(approveUpdate, null, 2) : `Version ${approveUpdate.version} serves now.`);
    });
  learn
    .command('diff')
    .description('Show what changes from one stored version to another.')
    .argument('<from>', 'a version of `theta versions`')
    .argument('<to>', 'another one')
    .action(async (from: string, to: string, _options: unknown, command: Command) => {
      const { server, json } = command.optsWithGlobals<LearnOptions>();
      const { versionDiff } = await callApi<{ versionDiff: DiffAnswer }>(config(), VERSION_DIFF, { from, to }, server);
      terminal.out(json ? JSON.stringify(versionDiff, null, 2) : readableDiff(versionDiff));
    });
}

export function addRollback(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('rollback')
    .description('Let the version serve again that did before the one that serves.')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ server, json }: LearnOptions) => {
      const { rollback } = await callApi<{ rollback: Served }>(config(), ROLLBACK, {}, server);
      terminal.out(json ? JSON.stringify(rollback, null, 2) : `Version ${rollback.version} serves again.`);
    });
}
