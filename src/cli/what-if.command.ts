import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { integer, list, number } from './options.js';
import type { Terminal } from './output.js';
import type { WhatIfAnswer } from './what-if-report.js';
import { WHAT_IF, readableWhatIf } from './what-if-report.js';

interface Price {
  readonly llm: string;
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

interface WhatIfOptions {
  readonly router?: string;
  readonly alpha?: number;
  readonly price?: readonly Price[];
  readonly pool?: string;
  readonly llms?: string[];
  readonly decidedBy?: string;
  readonly chose?: string;
  readonly ofPool?: string;
  readonly ofVersion?: string;
  readonly tag?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly examples?: number;
  readonly outputTokens?: number;
  readonly server?: string;
  readonly json?: boolean;
}

export function addWhatIf(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('what-if')
    .description('Make logged decisions again under another router, α, price list or pool, and compare.')
    .option('--router <id>', 'another router, which reads the stored texts again')
    .option('--alpha <value>', 'another weight of performance, 0 to 1', number)
    .option('--price <llm=in,out>', 'another price in USD per million tokens, may be repeated', price)
    .option('--pool <id>', 'another pool of candidates')
    .option('--llms <ids>', 'explicit candidates, separated by commas', list)
    .option('--decided-by <router>', 'only decisions by this router')
    .option('--chose <llm>', 'only decisions that chose this LLM')
    .option('--of-pool <id>', 'only decisions from this pool')
    .option('--of-version <version>', 'only decisions by this version of the router set')
    .option('--tag <label>', 'only decisions with this label')
    .option('--since <time>', 'only decisions made then or later, for example 2026-01-31', time)
    .option('--until <time>', 'only decisions made before', time)
    .option('--limit <count>', 'most decisions, the newest first (default: 10000)', integer)
    .option('--examples <count>', 'changed decisions to show (default: 5)', integer)
    .option('--output-tokens <count>', 'tokens that an answer is expected to have', integer)
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (options: WhatIfOptions) => {
      const { router, alpha, price: prices, pool, llms, limit, examples, outputTokens, server, json } = options;
      const { decidedBy, chose, ofPool, ofVersion, tag, since, until } = options;
      const filter = { router: decidedBy, llm: chose, pool: ofPool, version: ofVersion, tag, from: since, to: until };
      const input = { filter, router, alpha, prices, pool, llms, limit, examples, outputTokens };
      const { whatIf } = await callApi<{ whatIf: WhatIfAnswer }>(config(), WHAT_IF, { input }, server);
      terminal.out(json ? JSON.stringify(whatIf, null, 2) : readableWhatIf(whatIf));
    });
}

/** "gpt-4=10,30"; collects, as commander calls it once per option. */
function price(text: string, before: readonly Price[] | undefined): readonly Price[] {
  const [, llm, input, output] = /^(.+)=([^=,]+),([^=,]+)$/.exec(text) ?? [];
  if (llm === undefined || input === undefined || output === undefined) {
    throw new InvalidArgumentError('expected llm=input,output in USD per million tokens, for example gpt-4=10,30');
  }
  return [...(before ?? []), { llm, inputPerMillion: number(input), outputPerMillion: number(output) }];
}

/** ISO 8601; a date alone is its midnight, UTC. */
function time(text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw new InvalidArgumentError(`expected a time such as 2026-01-31 or 2026-01-31T12:00Z, got "${text}"`);
  return new Date(ms).toISOString();
}
