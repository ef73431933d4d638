import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { DriftAnswer } from './drift-report.js';
import { DRIFT, readableDrift } from './drift-report.js';
import { integer, number, time } from './options.js';
import type { Terminal } from './output.js';

interface DriftOptions {
  readonly decidedBy?: string;
  readonly ofPool?: string;
  readonly ofVersion?: string;
  readonly tag?: string;
  readonly since?: string;
  readonly until?: string;
  readonly referenceSince?: string;
  readonly referenceUntil?: string;
  readonly training?: boolean;
  readonly limit?: number;
  readonly examples?: number;
  readonly level?: number;
  readonly distance?: number;
  readonly bias?: number;
  readonly shares?: number;
  readonly leastDecisions?: number;
  readonly failOnAlert?: boolean;
  readonly server?: string;
  readonly json?: boolean;
}

/** `onAlert` is called where an alert is to be told by the exit code. */
export function addDrift(program: Command, config: () => Config, terminal: Terminal, onAlert: () => void): void {
  program
    .command('drift')
    .description('Compare recent logged decisions with earlier ones: distances, scores against predictions, shares.')
    .option('--decided-by <router>', 'only decisions by this router')
    .option('--of-pool <id>', 'only decisions from this pool')
    .option('--of-version <version>', 'only decisions by this version of the router set')
    .option('--tag <label>', 'only decisions with this label')
    .option('--since <time>', 'begin of the recent window (default: 24 hours before its end)', time)
    .option('--until <time>', 'end of the recent window (default: now)', time)
    .option('--reference-since <time>', 'begin of the reference window (default: 7 days before its end)', time)
    .option('--reference-until <time>', 'end of the reference window (default: begin of the recent one)', time)
    .option('--training', 'compare distances with those of the training queries among themselves')
    .option('--limit <count>', 'most decisions of each window, the newest first (default: 10000)', integer)
    .option('--examples <count>', 'decisions to show with an alert (default: 5)', integer)
    .option('--level <p>', 'corrected p up to which a check may alert (default: 0.01)', number)
    .option('--distance <D>', 'least D between distances for an alert (default: 0.2)', number)
    .option('--bias <size>', 'least |mean(score − P̂)| for an alert (default: 0.05)', number)
    .option('--shares <index>', 'least population stability index for an alert (default: 0.1)', number)
    .option('--least-decisions <count>', 'decisions that each sample must have (default: 50)', integer)
    .option('--fail-on-alert', 'end with code 5 where anything alerts')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (options: DriftOptions) => {
      const { drift: found } = await callApi<{ drift: DriftAnswer }>(
        config(),
        DRIFT,
        { input: inputOf(options) },
        options.server,
      );
      terminal.out(options.json ? JSON.stringify(found, null, 2) : readableDrift(found));
      if (options.failOnAlert && found.alerts.length > 0) onAlert();
    });
}

const inputOf = (options: DriftOptions) => ({
  router: options.decidedBy,
  pool: options.ofPool,
  version: options.ofVersion,
  tag: options.tag,
  from: options.since,
  to: options.until,
  referenceFrom: options.referenceSince,
  referenceTo: options.referenceUntil,
  distanceReference: options.training ? 'TRAINING' : undefined,
  limit: options.limit,
  examples: options.examples,
  thresholds: {
    level: options.level,
    distance: options.distance,
    bias: options.bias,
    shares: options.shares,
    decisions: options.leastDecisions,
  },
});
