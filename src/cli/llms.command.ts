import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { addLlmChanges } from './change-llms.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const LLMS = /* GraphQL */ `
  query Llms($pool: ID, $status: LlmStatus) {
    llms(pool: $pool, status: $status) {
      id
      name
      developer
      sizeBillions
      contextWindow
      status
      price {
        inputPerMillion
        outputPerMillion
        cachedInputPerMillion
        effectiveFrom
      }
    }
  }
`;

interface LlmRow {
  readonly id: string;
  readonly name: string;
  readonly developer: string;
  readonly sizeBillions: number | null;
  readonly status: string;
  readonly price: { readonly inputPerMillion: number; readonly outputPerMillion: number } | null;
}

export function addLlms(program: Command, config: () => Config, terminal: Terminal): void {
  const llms = program
    .command('llms')
    .description('List the LLMs of the catalogue, register new ones, change and retire them.');
  addLlmChanges(llms, config, terminal);

  llms
    .command('list', { isDefault: true })
    .description('List them with status and prices.')
    .option('--pool <id>', 'only those of a pool')
    .option('--status <status>', 'COLD, WARMING, CALIBRATED or RETIRED', (text) => text.toUpperCase())
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (options: { pool?: string; status?: string; server?: string; json?: boolean }) => {
      const { pool, status } = options;
      const { llms: found } = await callApi<{ llms: readonly LlmRow[] }>(
        config(),
        LLMS,
        { pool, status },
        options.server,
      );
      if (options.json) return terminal.out(JSON.stringify(found, null, 2));
      const price = (usd: number | undefined) => (usd === undefined ? 'unpriced' : usd);
      const rows = found.map((l) => [
        l.id,
        l.name,
        l.developer,
        l.sizeBillions,
        l.status,
        price(l.price?.inputPerMillion),
        price(l.price?.outputPerMillion),
      ]);
      terminal.out(table(['id', 'name', 'developer', 'size B', 'status', 'in $/M', 'out $/M'], rows));
    });
}
