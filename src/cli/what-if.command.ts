import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { integer, list, number, time } from './options.js';
import type { Terminal } from './output.js';
import type { WhatIfAnswer } from './what-if-report.js';
import { SHADOW, WHAT_IF, readableWhatIf } from './what-if-report.js';

interface Price {
  readonly llm: string;
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

interface WhatIfOptions extends ReadingOptions {
  readonly router?: string;
  readonly alpha?: number;
  readonly price?: readonly Price[];
  readonly pool?: string;
  readonly llms?: string[];
}

interface ReadingOptions {
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
  const whatIf = program
    .command('what-if')
    .description('Make logged decisions again under another router, α, price list or pool, and compare.')
    .option('--router <id>', 'another router, which reads the stored texts again')
    .option('--alpha <value>', 'another weight of performance, 0 to 1', number)
    .option('--price <llm=in,out>', 'another price in USD per million tokens, may be repeated', price)
    .option('--pool <id>', 'another pool of candidates')
    .option('--llms <ids>', 'explicit candidates, separated by commas', list);
  addReadingOptions(whatIf).action(async (options: WhatIfOptions) => {
    const { router, alpha, price: prices, pool, llms, server, json } = options;
    const input = { ...reading(options), router, alpha, prices, pool, llms };
    const { whatIf: found } = await callApi<{ whatIf: WhatIfAnswer }>(config(), WHAT_IF, { input }, server);
    terminal.out(json ? JSON.stringify(found, null, 2) : readableWhatIf(found));
  });
}

export function addShadow(program: Command, config: () => Config, terminal: Terminal): void {
  const shadow = program
    .command('shadow')
    .description('Compare logged decisions with what the shadow router would have decided.')
    .option('--router <id>', 'a router that shadowed (default: THETA_SHADOW_ROUTER)');
  addReadingOptions(shadow).action(async (options: ReadingOptions & { readonly router?: string }) => {
    const input = { ...reading(options), router: options.router };
    const { shadowComparison: found } = await callApi<{ shadowComparison: WhatIfAnswer }>(
      config(),
      SHADOW,
      { input },
      options.server,
    );
    terminal.out(options.json ? JSON.stringify(found, null, 2) : readableWhatIf(found));
  });
}

/** Which decisions to read and how to print; as the API has it. */
const addReadingOptions = (command: Command): Command =>
  command
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
    .option('--json', 'print as JSON');

function reading(options: ReadingOptions) {
  const { decidedBy, chose, ofPool, ofVersion, tag, since, until, limit, examples, outputTokens } = options;
  const filter = { router: decidedBy, llm: chose, pool: ofPool, version: ofVersion, tag, from: since, to: until };
  return { filter, limit, examples, outputTokens };
}

/** "gpt-4=10,30"; collects, as commander calls it once per option. */
function price(text: string, before: readonly Price[] | undefined): readonly Price[] {
  const [, llm, input, output] = /^(.+)=([^=,]+),([^=,]+)$/.exec(text) ?? [];
  if (llm === undefined || input === undefined || output === undefined) {
    throw new InvalidArgumentError('expected llm=input,output in USD per million tokens, for example gpt-4=10,30');
  }
  return [...(before ?? []), { llm, inputPerMillion: number(input), outputPerMillion: number(output) }];
}
