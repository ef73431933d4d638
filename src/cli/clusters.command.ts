import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import { list } from './options.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const CLUSTERS = /* GraphQL */ `
  query Clusters($router: ID) {
    clusters(router: $router) {
      id
      size
      tasks {
        task
        share
      }
      examples {
        id
        text
      }
      abilities
      annotatedBy
    }
  }
`;
const CORRECT = /* GraphQL */ `
  mutation CorrectClusters($input: CorrectClustersInput!) {
    correctClusters(input: $input) {
      version
    }
  }
`;

interface ClusterRow {
  readonly id: number;
  readonly size: number;
  readonly tasks: readonly { readonly task: string; readonly share: number }[];
  readonly abilities: readonly string[];
  readonly annotatedBy: string;
}

interface Correction {
  readonly cluster: number;
  readonly abilities: readonly string[];
}

interface CorrectOptions {
  readonly router?: string;
  readonly label: string;
  readonly reason?: string;
  readonly promote?: boolean;
  readonly server?: string;
}

export function addClusters(program: Command, config: () => Config, terminal: Terminal): void {
  const clusters = program
    .command('clusters')
    .description('Look at the clusters of training queries that a router takes relevance from, and correct them.');

  clusters
    .command('list', { isDefault: true })
    .description('List them with size, tasks and the abilities that they need.')
    .option('--router <id>', 'a router with clusters (default: the first one)')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON, with typical queries')
    .action(async (options: { router?: string; server?: string; json?: boolean }) => {
      const { clusters: rows } = await callApi<{ clusters: readonly ClusterRow[] }>(
        config(),
        CLUSTERS,
        { router: options.router },
        options.server,
      );
      if (options.json) return terminal.out(JSON.stringify(rows, null, 2));
      const tasks = (row: ClusterRow) => row.tasks.slice(0, 3).map((t) => `${t.task} ${Math.round(100 * t.share)} %`);
      const lines = rows.map((row) => [
        row.id,
        row.size,
        tasks(row).join(', '),
        row.abilities.join(', '),
        row.annotatedBy,
      ]);
      terminal.out(table(['id', 'queries', 'tasks', 'abilities', 'by'], lines));
    });

  clusters
    .command('correct')
    .description('Store a new router set in which the named clusters need exactly the named abilities.')
    .argument('<cluster=abilities...>', 'such as 3=reasoning,inference', correction)
    .option('--router <id>', 'a router with clusters (default: the first one)')
    .option('--label <text>', 'what to call the new set', 'corrected clusters')
    .option('--reason <text>', 'why, kept with the set')
    .option('--promote', 'serve the new set')
    .option('--server <url>', 'tell this server instead of opening the database')
    .action(async (corrections: readonly Correction[], { server, ...options }: CorrectOptions) => {
      const input = { ...options, corrections };
      const { correctClusters } = await callApi<{ correctClusters: { version: string } }>(
        config(),
        CORRECT,
        { input },
        server,
      );
      terminal.out(`Stored ${correctClusters.version}${options.promote ? ', which serves now.' : '.'}`);
    });
}

/** `3=reasoning,inference`; nothing after = clears the cluster. Collects, as commander calls it once per argument. */
function correction(text: string, before: readonly Correction[] | undefined): readonly Correction[] {
  const [, cluster, abilities] = /^(\d+)=(.*)$/.exec(text) ?? [];
  if (cluster === undefined || abilities === undefined) {
    throw new InvalidArgumentError('expected the number of a cluster, =, and ids of abilities separated by commas');
  }
  return [...(before ?? []), { cluster: Number(cluster), abilities: list(abilities) }];
}
