import type { Config } from '../config.js';
import { ThetaError } from '../domain/errors.js';
import { callApi } from './api-client.js';
import type { Terminal } from './output.js';
import { table } from './output.js';
import { readTextFile } from './read-text-file.js';
import type { Refusal } from './refusal.js';
import { REFUSAL_FIELDS, refused } from './refusal.js';

const ROUTE_BATCH = /* GraphQL */ `
  query RouteBatch($input: RouteBatchInput!) {
    routeBatch(input: $input) {
      __typename
      ... on BatchAssignment {
        choices {
          query
          llm {
            id
          }
          predictedPerformance
          expectedSpendUsd
        }
        predictedPerformance
        expectedSpendUsd
        optimalityGap
        provedOptimal
        budgetUsd
        leastBudgetUsd
        largestUsefulBudgetUsd
        method
        router
        version
        pareto {
          expectedSpendUsd
          predictedPerformance
        }
        durationMs
      }
      ... on BudgetRefusal {
        code
        message
        hint
      }
      ... on RouteRefusal {
        ${REFUSAL_FIELDS}
      }
    }
  }
`;

/** What a batch can be told besides its queries and the budget. */
export interface BatchOptions {
  readonly router?: string;
  readonly pool?: string;
  readonly llms?: string[];
  readonly method?: string;
  readonly outputTokens?: number;
  readonly contextTokens?: number;
  readonly cachedInputTokens?: number;
  readonly constraints?: object;
  readonly server?: string;
  readonly json?: boolean;
}

interface BatchRefusal extends Refusal {
  readonly __typename: 'BudgetRefusal' | 'RouteRefusal';
}
interface Assignment {
  readonly __typename: 'BatchAssignment';
  readonly choices: readonly {
    readonly query: string;
    readonly llm: { readonly id: string };
    readonly predictedPerformance: number;
    readonly expectedSpendUsd: number;
  }[];
  readonly predictedPerformance: number;
  readonly expectedSpendUsd: number;
  readonly optimalityGap: number;
  readonly provedOptimal: boolean;
  readonly budgetUsd: number;
  readonly leastBudgetUsd: number;
  readonly largestUsefulBudgetUsd: number;
  readonly router: string;
  readonly version: string;
  readonly durationMs: number;
}

const SHOWN_CHARACTERS = 48;

/** Divides a budget over the queries of a file, one on each line; empty lines are passed over. */
export async function routeFile(
  config: Config,
  path: string,
  budgetUsd: number | undefined,
  { server, json, ...options }: BatchOptions,
  terminal: Terminal,
): Promise<void> {
  if (budgetUsd === undefined) {
    throw new ThetaError('CONFIG_INVALID', '--file needs --budget: what all answers together may cost, in USD.', {
      hint: 'For decisions by α, send the queries one by one, or use the query routeMany of the API.',
    });
  }
  const queries = (await readTextFile(path, 'Give a text file with one query on each line.'))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const input = { queries, budgetUsd, ...options };
  const { routeBatch } = await callApi<{ routeBatch: Assignment | BatchRefusal }>(
    config,
    ROUTE_BATCH,
    { input },
    server,
  );
  if (routeBatch.__typename !== 'BatchAssignment') throw refused(routeBatch, json);
  terminal.out(json ? JSON.stringify(routeBatch, null, 2) : readable(routeBatch));
}

function readable(batch: Assignment): string {
  const usd = (x: number) => x.toPrecision(4);
  const gap = batch.provedOptimal ? 'none is better' : `at most ${batch.optimalityGap.toFixed(6)} could be missing`;
  return [
    table(
      ['query', 'LLM', 'P̂', 'USD'],
      batch.choices.map((c) => [
        cut(c.query),
        c.llm.id,
        c.predictedPerformance.toFixed(3),
        c.expectedSpendUsd.toFixed(6),
      ]),
    ),
    '',
    `mean P̂ ${batch.predictedPerformance.toFixed(4)} for ${usd(batch.expectedSpendUsd)} of ${usd(batch.budgetUsd)} USD; ${gap}`,
    `useful budgets: ${usd(batch.leastBudgetUsd)} to ${usd(batch.largestUsefulBudgetUsd)} USD`,
    `router ${batch.router}, version ${batch.version}, ${batch.choices.length} queries, ${batch.durationMs.toFixed(1)} ms`,
  ].join('\n');
}

const cut = (text: string): string =>
  [...text].length > SHOWN_CHARACTERS ? `${[...text].slice(0, SHOWN_CHARACTERS - 1).join('')}…` : text;
