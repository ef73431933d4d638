import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { Terminal } from './output.js';

interface RetentionAnswer {
  readonly decisionsBefore: string | null;
  readonly sumsBefore: string | null;
  readonly decisions: number;
  readonly feedback: number;
  readonly shadows: number;
  readonly sums: number;
  readonly partitions: readonly string[];
  readonly finished: boolean;
  readonly durationMs: number;
}

const RUN = `mutation Run { runRetention { decisionsBefore sumsBefore decisions feedback shadows sums partitions finished durationMs } }`;

export function addRetention(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('retention')
    .description('Remove what is older than THETA_DECISION_KEEP_DAYS and THETA_TRAFFIC_KEEP_DAYS keep, now.')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ server, json }: { readonly server?: string; readonly json?: boolean }) => {
      const { runRetention: report } = await callApi<{ runRetention: RetentionAnswer }>(config(), RUN, {}, server);
      terminal.out(json ? JSON.stringify(report, null, 2) : readable(report));
    });
}

function readable(report: RetentionAnswer): string {
  const { decisionsBefore, sumsBefore, decisions, feedback, shadows, sums, partitions, finished } = report;
  if (decisionsBefore === null && sumsBefore === null) return 'Everything is kept for ever: no setting says otherwise.';
  const dropped = partitions.length === 0 ? '' : `, ${partitions.length} partitions dropped whole`;
  return [
    decisionsBefore === null
      ? 'Decisions are kept for ever.'
      : `Decisions before ${decisionsBefore}: ${decisions} removed, with ${feedback} of feedback and ${shadows} of shadow routers${dropped}.`,
    sumsBefore === null
      ? 'Sums of traffic are kept for ever.'
      : `Sums of traffic before ${sumsBefore}: ${sums} removed.`,
    ...(finished
      ? []
      : ['Not everything: another server is at it, or somebody reads the log for long. Run it again later.']),
  ].join('\n');
}
