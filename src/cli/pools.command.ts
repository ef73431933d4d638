import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { list } from './options.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const POOL = /* GraphQL */ `
  id
  description
  isDefault
  uncalibrated
  llms {
    id
    status
  }
`;
const POOLS = `query Pools { pools { ${POOL} } }`;
const CREATE = `mutation CreatePool($input: CreatePoolInput!) { pool: createPool(input: $input) { ${POOL} } }`;
const ADD = `mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {
  pool: addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) { ${POOL} } }`;
const REMOVE = `mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {
  pool: removeFromPool(pool: $pool, llms: $llms) { ${POOL} } }`;
const DEFAULT = `mutation SetDefaultPool($pool: ID!) { pool: setDefaultPool(pool: $pool) { ${POOL} } }`;
const DELETE = `mutation DeletePool($pool: ID!) { pools: deletePool(pool: $pool) { ${POOL} } }`;

interface Pool {
  readonly id: string;
  readonly description: string;
  readonly isDefault: boolean;
  readonly uncalibrated: readonly string[];
  readonly llms: readonly { readonly id: string; readonly status: string }[];
}
interface Common {
  readonly server?: string;
  readonly json?: boolean;
}
interface CreateOptions extends Common {
  readonly description: string;
  readonly llms?: string[];
  readonly allowUncalibrated?: boolean;
  readonly default?: boolean;
}

export function addPools(program: Command, config: () => Config, terminal: Terminal): void {
  const pools = program
    .command('pools')
    .description('List the candidate pools, and change who may be chosen from them.');
  const command = (name: string, description: string, more = {}) =>
    pools
      .command(name, more)
      .description(description)
      .option('--server <url>', 'ask this server instead of opening the database')
      .option('--json', 'print as JSON');
  const changed = async (query: string, variables: object, { server, json }: Common) => {
    const { pool } = await callApi<{ pool: Pool }>(config(), query, { ...variables }, server);
    terminal.out(json ? JSON.stringify(pool, null, 2) : members(pool));
  };
  const listed = (rows: readonly Pool[], json: boolean | undefined) => {
    if (json) return terminal.out(JSON.stringify(rows, null, 2));
    const cells = rows.map((pool) => [pool.id, pool.llms.length, pool.isDefault ? 'yes' : '', pool.description]);
    terminal.out(table(['id', 'LLMs', 'default', 'description'], cells));
  };

  command('list', 'List the pools.', { isDefault: true }).action(async ({ server, json }: Common) => {
    const { pools: rows } = await callApi<{ pools: readonly Pool[] }>(config(), POOLS, {}, server);
    listed(rows, json);
  });
  command('create', 'Add a pool.')
    .argument('<id>', 'what requests name it by')
    .requiredOption('--description <text>', 'what it is for')
    .option('--llms <ids>', 'its LLMs in order, separated by commas', list)
    .option('--allow-uncalibrated', 'let in LLMs that are not calibrated, to be chosen as they are')
    .option('--default', 'make it the pool of requests that name none')
    .action((id: string, { description, llms, allowUncalibrated, default: isDefault, ...options }: CreateOptions) =>
      changed(CREATE, { input: { id, description, llms, allowUncalibrated, isDefault } }, options),
    );
  command('add', 'Put LLMs behind those of a pool.')
    .argument('<pool>', 'the pool')
    .argument('<llms...>', 'LLMs')
    .option('--allow-uncalibrated', 'let in LLMs that are not calibrated, to be chosen as they are')
    .action((pool: string, llms: string[], { allowUncalibrated, ...options }: CreateOptions) =>
      changed(ADD, { pool, llms, allowUncalibrated }, options),
    );
  command('remove', 'Take LLMs out of a pool.')
    .argument('<pool>', 'the pool')
    .argument('<llms...>', 'LLMs of the pool')
    .action((pool: string, llms: string[], options: Common) => changed(REMOVE, { pool, llms }, options));
  command('default', 'Make a pool the one of requests that name none.')
    .argument('<pool>', 'the pool')
    .action((pool: string, options: Common) => changed(DEFAULT, { pool }, options));
  command('delete', 'Remove a pool that is not the default one.')
    .argument('<pool>', 'the pool')
    .action(async (pool: string, { server, json }: Common) => {
      const { pools: left } = await callApi<{ pools: readonly Pool[] }>(config(), DELETE, { pool }, server);
      listed(left, json);
    });
}

function members({ id, isDefault, llms, uncalibrated }: Pool): string {
  const marked = llms.map((llm) =>
    llm.status !== 'CALIBRATED' && uncalibrated.includes(llm.id) ? `${llm.id} (${llm.status}, allowed)` : llm.id,
  );
  return `${id}${isDefault ? ' (default)' : ''}: ${marked.join(', ') || 'no LLM'}`;
}
