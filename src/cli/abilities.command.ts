import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const ABILITIES = /* GraphQL */ `
  query Abilities($router: ID) {
    abilities(router: $router) {
      id
      router
      queryCount
      annotation {
        queries
        lift
      }
      ranking(first: 3) {
        llm {
          id
        }
      }
    }
  }
`;
const ABILITY = /* GraphQL */ `
  query Ability($id: ID!, $router: ID) {
    ability(id: $id, router: $router) {
      id
      name
      description
      router
      queryCount
      annotation {
        queries
        lift
      }
      ranking {
        rank
        llm {
          id
        }
        value
        deviation
      }
      queries(first: 10) {
        id
        task
        text
        relevance
      }
    }
  }
`;

interface AbilityRow {
  readonly id: string;
  readonly router: string | null;
  readonly queryCount: number | null;
  readonly annotation: { readonly queries: number; readonly lift: number | null } | null;
  readonly ranking: readonly { readonly llm: { readonly id: string } }[];
}

interface OneAbility extends Omit<AbilityRow, 'ranking'> {
  readonly name: string;
  readonly description: string;
  readonly ranking: readonly {
    readonly rank: number;
    readonly llm: { readonly id: string };
    readonly value: number;
    readonly deviation: number | null;
  }[];
  readonly queries: readonly { readonly id: string; readonly task: string | null; readonly relevance: number }[];
}

interface Options {
  readonly router?: string;
  readonly server?: string;
  readonly json?: boolean;
}

export function addAbilities(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('abilities')
    .description(
      'List named abilities with their best LLMs; or rank the LLMs by one and show the queries that need it.',
    )
    .argument('[ability]', 'id of an ability')
    .option('--router <id>', 'the dimensions of this router (default: the abilities that profiles are written on)')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (id: string | undefined, { router, server, json }: Options) => {
      if (id !== undefined) {
        const { ability } = await callApi<{ ability: OneAbility | null }>(config(), ABILITY, { id, router }, server);
        return terminal.out(json || !ability ? JSON.stringify(ability, null, 2) : described(ability));
      }
      const { abilities } = await callApi<{ abilities: readonly AbilityRow[] }>(
        config(),
        ABILITIES,
        { router },
        server,
      );
      if (json) return terminal.out(JSON.stringify(abilities, null, 2));
      const rows = abilities.map((a) => [
        a.id,
        a.router,
        a.queryCount,
        a.annotation?.queries ?? null,
        a.annotation?.lift?.toFixed(1) ?? null,
        a.ranking.map((r) => r.llm.id).join(', '),
      ]);
      terminal.out(table(['ability', 'router', 'queries', 'annotated', 'lift', 'most able'], rows));
    });
}

function described({ name, description, router, queryCount, annotation, ranking, queries }: OneAbility): string {
  const head = `${name}: ${description}`;
  if (router === null) return `${head}\nNo router of the serving version has learned it.`;
  const llms = ranking.map((r) => [r.rank, r.llm.id, r.value.toFixed(3), r.deviation?.toFixed(3) ?? null]);
  const needy = queries.map((q) => [q.id, q.task, q.relevance.toFixed(3)]);
  const count = queryCount === null ? '' : `, which ${queryCount} training queries need more than any other ability`;
  const kept =
    annotation === null
      ? ''
      : annotation.lift === null
        ? ` Annotated with it: ${annotation.queries}, so that the name tells nothing apart.`
        : ` Annotated with it: ${annotation.queries}; they need it ${annotation.lift.toFixed(1)} times as much as the others.`;
  return [
    `${head}\nOf router ${router}${count}.${kept}`,
    table(['rank', 'LLM', 'θ', '±'], llms),
    table(['query', 'task', 'relevance'], needy),
  ].join('\n\n');
}
