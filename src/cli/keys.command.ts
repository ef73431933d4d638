import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import { ROLES } from '../domain/principal.js';
import { callApi } from './api-client.js';
import { atLeastOne, list, number, time } from './options.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const KEY = 'id name prefix role pools requestsPerMinute dailyBudgetUsd createdAt expiresAt revokedAt lastUsedAt';
const KEYS = `query Keys { keys: apiKeys { ${KEY} } }`;
const CREATE = `mutation CreateKey($input: CreateApiKeyInput!) { made: createApiKey(input: $input) { secret key { ${KEY} } } }`;
const REVOKE = `mutation RevokeKey($id: ID!) { key: revokeApiKey(id: $id) { ${KEY} } }`;

interface Key {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: string;
  readonly pools: readonly string[] | null;
  readonly requestsPerMinute: number | null;
  readonly dailyBudgetUsd: number | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}
interface Common {
  readonly server?: string;
  readonly json?: boolean;
}
interface CreateOptions extends Common {
  readonly name: string;
  readonly role: string;
  readonly pools?: string[];
  readonly requestsPerMinute?: number;
  readonly dailyBudget?: number;
  readonly expires?: string;
}

export function addKeys(program: Command, config: () => Config, terminal: Terminal): void {
  const keys = program.command('keys').description('Make, list and revoke keys of the API (docs/security.md).');
  const command = (name: string, description: string, more = {}) =>
    keys
      .command(name, more)
      .description(description)
      .option('--server <url>', 'ask this server instead of opening the database; THETA_KEY is sent')
      .option('--json', 'print as JSON');
  const print = (value: unknown, text: () => string, json: boolean | undefined) =>
    terminal.out(json ? JSON.stringify(value, null, 2) : text());

  command('list', 'List the keys, newest first.', { isDefault: true }).action(async ({ server, json }: Common) => {
    const { keys: rows } = await callApi<{ keys: readonly Key[] }>(config(), KEYS, {}, server);
    print(rows, () => listed(rows), json);
  });
  command('create', 'Make a key. Its secret is printed this once.')
    .requiredOption('--name <text>', 'what for: the application or the person')
    .option('--role <role>', `${ROLES.join(', ')}`, role, 'ROUTER')
    .option('--pools <ids>', 'candidate pools that it may route over, separated by commas (default: any)', list)
    .option('--requests-per-minute <n>', 'most requests within a minute (default: any number)', atLeastOne)
    .option('--daily-budget <usd>', 'USD of a day in UTC (default: any sum)', number)
    .option('--expires <time>', 'when it ends, as 2026-12-31 (default: never)', time)
    .action(async ({ server, json, dailyBudget, expires, ...input }: CreateOptions) => {
      const given = { ...input, dailyBudgetUsd: dailyBudget, expiresAt: expires };
      const { made } = await callApi<{ made: { secret: string; key: Key } }>(
        config(),
        CREATE,
        { input: given },
        server,
      );
      print(made, () => `${made.secret}\n${listed([made.key])}`, json);
      if (!json) terminal.note('The first line is the secret. It is shown this once: keep it now.');
    });
  command('revoke', 'End a key for ever, with the sign-ins that were made with it.')
    .argument('<id>', 'its id')
    .action(async (id: string, { server, json }: Common) => {
      const { key } = await callApi<{ key: Key }>(config(), REVOKE, { id }, server);
      print(key, () => listed([key]), json);
    });
}

function role(text: string): string {
  if ((ROLES as readonly string[]).includes(text.toLowerCase())) return text.toUpperCase();
  throw new InvalidArgumentError(`expected ${ROLES.join(', ')}, got "${text}"`);
}

const listed = (rows: readonly Key[]): string =>
  table(
    ['id', 'name', 'starts with', 'role', 'pools', 'per minute', 'USD a day', 'last used', ''],
    rows.map((key) => [
      ...[key.id, key.name, key.prefix, key.role.toLowerCase(), key.pools?.join(', ') ?? 'any'],
      ...[key.requestsPerMinute, key.dailyBudgetUsd, key.lastUsedAt, standing(key)],
    ]),
  );

const standing = ({ revokedAt, expiresAt }: Key): string => {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  return expiresAt === null ? '' : `until ${expiresAt}`;
};
