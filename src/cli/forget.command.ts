import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { list, time } from './options.js';
import type { Terminal } from './output.js';

interface ForgetOptions {
  readonly text?: string;
  readonly hash?: string;
  readonly decisions?: string[];
  readonly tag?: string;
  readonly before?: string;
  readonly server?: string;
  readonly json?: boolean;
}

interface ForgetAnswer {
  readonly decisions: number;
  readonly labels: number;
  readonly shadows: number;
  readonly vectors: number;
  readonly labelledDecisions: number;
  readonly labelledSums: number;
  readonly versions: readonly string[];
  readonly isTrainingQuery: boolean | null;
}

const FORGET = `mutation Forget($input: ForgetQueriesInput!) { forgetQueries(input: $input) {
  decisions labels shadows vectors labelledDecisions labelledSums versions isTrainingQuery } }`;

export function addForget(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('forget')
    .description('Remove texts, digests and corrections from logged decisions; all options that are given must hold.')
    .option('--text <text>', 'the exact query text')
    .option('--hash <digest>', 'the SHA-256 of the text, or the digest that the log shows')
    .option('--decisions <ids>', 'ids of decisions, separated by commas', list)
    .option('--tag <label>', 'decisions with this label; alone, the label goes too')
    .option('--before <time>', 'decisions made before this', time)
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ decisions, server, json, ...rest }: ForgetOptions) => {
      const { text, hash, tag, before } = rest;
      const input = { text, hash, decisionIds: decisions, tag, before };
      const { forgetQueries } = await callApi<{ forgetQueries: ForgetAnswer }>(config(), FORGET, { input }, server);
      terminal.out(json ? JSON.stringify(forgetQueries, null, 2) : readable(forgetQueries));
    });
}

function readable(report: ForgetAnswer): string {
  const { decisions, labels, shadows, vectors, labelledDecisions, labelledSums, versions, isTrainingQuery } = report;
  return [
    `${decisions} decisions without text and digest now; removed: ${labels} corrected labels, ${shadows} shadows, ${vectors} stored vectors.`,
    ...(labelledDecisions + labelledSums > 0
      ? [`The label was taken from ${labelledDecisions} decisions and ${labelledSums} sums.`]
      : []),
    ...(versions.length > 0
      ? [
          `Versions that learned from feedback on it and hold its vector: ${versions.join(', ')}. They stay as they are.`,
        ]
      : []),
    ...(isTrainingQuery ? ['The text is an imported training query too, which stays.'] : []),
  ].join('\n');
}
