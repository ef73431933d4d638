import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import type { ErrorCode } from '../domain/errors.js';
import { ThetaError, toThetaError } from '../domain/errors.js';
import { COUNTED_ROUTERS, PROMOTE_RULES } from '../jobs/refit/settings.js';
import { callApi } from './api-client.js';
import { followOnServer, refitHere } from './follow-refit.js';
import { integer, list, number } from './options.js';
import type { Terminal } from './output.js';
import type { RefitAnswer } from './refit-report.js';
import { REFIT, REFITS, STORED_REFIT, readableRefit, refitTable } from './refit-report.js';

interface RefitOptions {
  readonly label?: string;
  readonly routers?: string[];
  readonly sources?: string[];
  readonly seed?: number;
  readonly embedder?: string;
  readonly alpha?: number;
  readonly heldOutShare?: number;
  readonly minResponses?: number;
  readonly promote?: string;
  readonly margin?: number;
  readonly minQueries?: number;
  readonly count?: string;
  readonly allowLostLlms?: boolean;
  readonly server?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** "not-worse" → "NOT_WORSE", as the API spells it. */
const oneOf = (known: readonly string[]) => (text: string) => {
  if (known.includes(text)) return text.toUpperCase().replace('-', '_');
  throw new InvalidArgumentError(`expected ${known.join(', ')}, got "${text}"`);
};

export function addRefit(program: Command, config: () => Config, terminal: Terminal): void {
  const refit = program
    .command('refit')
    .description('Train anew on all stored responses and compare the result with what serves.')
    .option('--label <text>', 'what to call the candidate (default: the date)')
    .option('--routers <ids>', 'routers to train, separated by commas (default: those of the serving version)', list)
    .option('--sources <names>', 'imports to train on, separated by commas (default: all)', list)
    .option('--seed <n>', 'seed of everything random (default: that of the serving version)', integer)
    .option('--embedder <name>', 'embedder to train on (default: THETA_EMBEDDER)')
    .option('--alpha <α>', 'weight of performance in the reward (default: THETA_DEFAULT_ALPHA)', number)
    .option('--held-out-share <share>', 'of the queries (default: THETA_REFIT_HELD_OUT_SHARE)', number)
    .option('--min-responses <n>', 'new responses that it needs; 0 trains on the same ones again (default: 1)', integer)
    .option('--promote <rule>', 'never, not-worse or better (default: THETA_REFIT_PROMOTE)', oneOf(PROMOTE_RULES))
    .option('--margin <points>', 'of reward, for not-worse (default: THETA_REFIT_MARGIN)', number)
    .option('--min-queries <n>', 'held-out queries that a promotion needs (default: THETA_REFIT_MIN_QUERIES)', integer)
    .option('--count <routers>', 'default or all (default: THETA_REFIT_ROUTERS)', oneOf(COUNTED_ROUTERS))
    .option('--allow-lost-llms', 'let it serve though it cannot answer for an LLM that what serves can')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--follow', 'wait for a server to end; without one the command always waits')
    .option('--json', 'print as JSON')
    .action(async (options: RefitOptions) => {
      const done = await start(config(), options, terminal);
      if (done === null) return;
      if (!done.report) throw withoutReport(done);
      terminal.out(options.json ? JSON.stringify(done, null, 2) : readableRefit({ ...done, report: done.report }));
    });
  refit
    .command('list')
    .description('Show refits and what became of them, the newest first.')
    .option('--first <n>', 'how many', integer, 10)
    .action(async ({ first }: { readonly first: number }, command: Command) => {
      const { server, json } = command.optsWithGlobals<RefitOptions>();
      const { refits } = await callApi<{ refits: RefitAnswer[] }>(config(), REFITS, { first }, server);
      terminal.out(json ? JSON.stringify(refits, null, 2) : refitTable(refits));
    });
}

/** The refit when it has ended; null where it goes on at a server that nobody waits for. */
async function start(config: Config, options: RefitOptions, terminal: Terminal): Promise<RefitAnswer | null> {
  const input = inputOf(options);
  if (options.server === undefined) {
    try {
      return await refitHere(config, input, terminal);
    } catch (thrown) {
      if (toThetaError(thrown).code !== 'DATABASE_LOCKED') throw thrown;
    }
  }
  const server = options.server ?? `http://${config.host}:${config.port}`;
  const { refit } = await callApi<{ refit: { readonly id: string } }>(config, REFIT, { input }, server);
  if (options.follow) return followOnServer(config, refit.id, server, terminal);
  if (options.json) {
    const { storedRefit } = await callApi<{ storedRefit: RefitAnswer }>(config, STORED_REFIT, refit, server);
    terminal.out(JSON.stringify(storedRefit, null, 2));
  } else terminal.out(`Refit ${refit.id} was queued at ${server}; \`theta refit list\` shows what becomes of it.`);
  return null;
}

const inputOf = (options: RefitOptions): object => ({
  label: options.label,
  routers: options.routers,
  sources: options.sources,
  seed: options.seed,
  embedder: options.embedder,
  alpha: options.alpha,
  heldOutShare: options.heldOutShare,
  minResponses: options.minResponses,
  rule: {
    promote: options.promote,
    margin: options.margin,
    minQueries: options.minQueries,
    routers: options.count,
    allowLostLlms: options.allowLostLlms,
  },
});

function withoutReport({ status, error }: RefitAnswer): ThetaError {
  if (error) return new ThetaError(error.code as ErrorCode, error.message, { hint: error.hint ?? undefined });
  return new ThetaError('CANCELLED', `The refit ended without a report: ${status}.`);
}
