import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { ObjectiveOptions } from './objective-options.js';
import { addObjectiveOptions, splitObjective } from './objective-options.js';
import { integer, number, time } from './options.js';
import type { Terminal } from './output.js';
import type { PreviewAnswer } from './preview-report.js';
import { PREVIEW, readablePreview } from './preview-report.js';

interface PreviewOptions extends ObjectiveOptions {
  readonly llm: string;
  readonly pool?: string;
  readonly router?: string;
  readonly alpha?: number;
  readonly on?: string;
  readonly since?: string;
  readonly until?: string;
  readonly tag?: string;
  readonly limit?: number;
  readonly price?: { readonly inputPerMillion: number; readonly outputPerMillion: number };
  readonly examples?: number;
  readonly server?: string;
  readonly json?: boolean;
}

export function addPreview(program: Command, config: () => Config, terminal: Terminal): void {
  const preview = program
    .command('preview')
    .description('Show what an LLM would do in a pool before it may be chosen, or what its removal would.')
    .requiredOption('--llm <id>', 'the LLM')
    .option('--pool <id>', 'the pool (default: the default pool)')
    .option('--router <id>', 'the router (default: the default router)')
    .option('--alpha <value>', 'weight of performance, 0 to 1 (default: of each logged decision)', number);
  addObjectiveOptions(preview)
    .option('--on <queries>', 'recent or held-out (default: recent, where enough are logged)', source)
    .option('--since <time>', 'only decisions made then or later, for example 2026-01-31', time)
    .option('--until <time>', 'only decisions made before', time)
    .option('--tag <label>', 'only decisions with this label')
    .option('--limit <count>', 'most logged decisions, the newest first (default: 2000)', integer)
    .option('--price <in,out>', 'price of the LLM in USD per million tokens (default: of the catalogue)', price)
    .option('--examples <count>', 'queries to show (default: 5)', integer)
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (options: PreviewOptions) => {
      const { rest, target } = splitObjective(options);
      const { since, until, server, json, ...asked } = rest;
      const input = { ...asked, ...target, from: since, to: until };
      const { llmPreview: found } = await callApi<{ llmPreview: PreviewAnswer }>(config(), PREVIEW, { input }, server);
      terminal.out(json ? JSON.stringify(found, null, 2) : readablePreview(found));
    });
}

/** "held-out" → "HELD_OUT", as the API spells it. */
function source(text: string): string {
  const name = text.toUpperCase().replace('-', '_');
  if (name === 'RECENT' || name === 'HELD_OUT') return name;
  throw new InvalidArgumentError(`expected recent or held-out, got "${text}"`);
}

/** "0.5,1.5" */
function price(text: string): PreviewOptions['price'] {
  const [, input, output] = /^([^,]+),([^,]+)$/.exec(text) ?? [];
  if (input === undefined || output === undefined) {
    throw new InvalidArgumentError('expected input,output in USD per million tokens, for example 0.5,1.5');
  }
  return { inputPerMillion: number(input), outputPerMillion: number(output) };
}
