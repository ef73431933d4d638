import type { Command } from 'commander';
import type { Config } from '../config.js';
import { ThetaError } from '../domain/errors.js';
import { callApi } from './api-client.js';
import type { ConstraintOptions } from './constraint-options.js';
import { addConstraintOptions, splitConstraints } from './constraint-options.js';
import type { ObjectiveOptions } from './objective-options.js';
import { addObjectiveOptions, splitObjective } from './objective-options.js';
import { integer, list, methodName, number } from './options.js';
import type { Terminal } from './output.js';
import { table } from './output.js';
import type { Refusal } from './refusal.js';
import { REFUSAL_FIELDS, refused } from './refusal.js';
import type { BatchOptions } from './route-file.js';
import { routeFile } from './route-file.js';

const ROUTE = /* GraphQL */ `
  query Route($input: RouteInput!) {
    route(input: $input) {
      __typename
      ... on RoutingDecision {
        id
        llm {
          id
          name
        }
        predictedPerformance
        preference
        cost
        score
        alpha
        beta
        target {
          kind
          value
          met
          costScaleUsd
          heldOut {
            queries
            performance {
              mean
              low
              high
            }
            costPerThousand {
              mean
              low
              high
            }
            bestLlm
            bestLlmPerformance
            bestLlmCostPerThousand
          }
        }
        warmUpWeight
        router
        version
        pool
        ranking {
          llm {
            id
            name
          }
          predictedPerformance
          performanceInterval {
            low
            high
            level
          }
          preference
          cost
          score
          expectedCost {
            usd
            upperUsd
            inputTokens
            cachedInputTokens
            outputTokens
            outputTokensUpper
            basis
          }
        }
        excluded {
          llm
          code
          reason
        }
        abstention {
          abstained
          code
          reason
          percentile
          threshold
          llm
        }
        cascade {
          steps {
            llm {
              id
              name
            }
            predictedPerformance
            cost
            acceptAt
            reach
          }
          expectedPerformance
          expectedCost
        }
        explanation {
          text
        }
        neighbours {
          query {
            id
            task
          }
          similarity
        }
        timing {
          embedMs
          neighboursMs
          predictMs
          totalMs
        }
        embeddingCost
      }
      ... on RouteRefusal {
        ${REFUSAL_FIELDS}
      }
    }
  }
`;

interface RankedRow {
  readonly llm: { readonly id: string; readonly name: string };
  readonly predictedPerformance: number | null;
  readonly performanceInterval: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly preference: number | null;
  readonly cost: number;
  readonly score: number;
  readonly expectedCost: {
    readonly usd: number;
    readonly upperUsd: number | null;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly basis: keyof typeof BASIS;
  };
}
interface Cascade {
  readonly steps: readonly {
    readonly llm: { readonly id: string };
    readonly predictedPerformance: number;
    readonly cost: number;
    readonly acceptAt: number;
    readonly reach: number;
  }[];
}
type RouteAnswer =
  | (Refusal & { readonly __typename: 'RouteRefusal' })
  | ({
      readonly __typename: 'RoutingDecision';
      readonly ranking: readonly RankedRow[];
      readonly abstention: { readonly abstained: boolean; readonly code: string; readonly llm: string } | null;
      readonly cascade: Cascade | null;
      readonly explanation: { readonly text: string };
      readonly router: string;
      readonly version: string;
      readonly alpha: number;
      readonly excluded: readonly { readonly reason: string }[];
      readonly timing: { readonly totalMs: number };
      readonly embeddingCost: number;
    } & Omit<RankedRow, 'expectedCost'>);

interface RouteOptions extends Omit<BatchOptions, 'constraints'>, ConstraintOptions, ObjectiveOptions {
  readonly alpha?: number;
  readonly file?: string;
  readonly budget?: number;
  readonly safeLlm?: string;
  readonly abstainBelow?: number;
}

const BASIS = {
  REQUEST: 'as given',
  LLM_AND_TASK: 'from its answers to tasks like this',
  LLM: 'from its answers to other tasks',
  TASK: 'from other LLMs on tasks like this',
  OTHER_LLMS: 'from other LLMs on other tasks',
  DEFAULT: 'assumed: no lengths of answers are known',
} as const;

const SHOWN_RANKS = 10;
/** Of those left out; a router that knows few LLMs leaves out the rest of the catalogue, all for the same reason. */
const SHOWN_EXCLUDED = 3;

export function addRoute(program: Command, config: () => Config, terminal: Terminal): void {
  const command = program
    .command('route')
    .description('Decide which LLM should answer a query, and say why; or divide a budget over many queries.')
    .argument('[query]', 'the text that the LLM will be asked')
    .option('--router <id>', 'router that decides (default: the one of the router set)')
    .option('--alpha <value>', 'weight of performance against cost, 0 to 1', number)
    .option('--pool <id>', 'named pool of candidates')
    .option('--llms <ids>', 'explicit candidates, separated by commas', list);
  addConstraintOptions(addObjectiveOptions(command))
    .option('--safe-llm <id>', 'LLM that answers where the query is unlike the training queries')
    .option('--abstain-below <percentile>', 'support, 0 to 1, below which it is; 0 leaves all to the router', number)
    .option('--file <path>', 'a query on each line, to be answered within --budget')
    .option('--budget <usd>', 'USD for the answers to all queries of --file', number)
    .option('--method <name>', 'how a budget is divided: optimal or greedy', methodName)
    .option(
      '--output-tokens <count>',
      'tokens that an answer is expected to have, instead of a prediction (with --budget)',
      integer,
    )
    .option('--context-tokens <count>', 'input tokens that are sent along with the query', integer)
    .option('--cached-input-tokens <count>', 'how many of the input tokens the provider has cached', integer)
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print the decision as JSON')
    .action(
      async (query: string | undefined, { file, budget, alpha, safeLlm, abstainBelow, ...given }: RouteOptions) => {
        const { rest: others, target: constraints } = splitConstraints(given);
        const { rest, target: objective } = splitObjective(others);
        const options = { ...rest, ...constraints };
        const abstain = safeLlm ?? abstainBelow;
        const decidedFor = {
          alpha,
          ...objective,
          ...(abstain !== undefined && { abstain: { llm: safeLlm, below: abstainBelow } }),
        };
        const alone = alpha === undefined && abstain === undefined && !('objective' in objective);
        if (file !== undefined && query === undefined && alone) {
          return routeFile(config(), file, budget, options, terminal);
        }
        const { server, json, method, outputTokens, ...target } = options;
        if (query === undefined || [file, budget, method, outputTokens].some((option) => option !== undefined)) {
          throw new ThetaError(
            'CONFIG_INVALID',
            'Give one query, or --file with --budget (which takes no --alpha and no target).',
            {
              hint: 'theta route "a query" --alpha 0.8, or theta route --file queries.txt --budget 0.05.',
            },
          );
        }
        const input = { query, ...decidedFor, ...target };
        const { route } = await callApi<{ route: RouteAnswer }>(config(), ROUTE, { input }, server);
        if (route.__typename === 'RouteRefusal') throw refused(route, json);
        terminal.out(json ? JSON.stringify(route, null, 2) : readable(route));
      },
    );
}

function readable(decision: Extract<RouteAnswer, { __typename: 'RoutingDecision' }>): string {
  const figure = (x: number | null) => (x === null ? null : x.toFixed(3));
  const shown = decision.ranking.slice(0, SHOWN_RANKS);
  const left = decision.ranking.length - shown.length;
  const more = decision.excluded.length - SHOWN_EXCLUDED;
  const paid = decision.embeddingCost > 0 ? `, embedding ${decision.embeddingCost.toPrecision(2)} USD` : '';
  const calibrated = shown[0]?.performanceInterval;
  const measure = decision.predictedPerformance === null ? 'preference' : 'P̂';
  return [
    `→ ${decision.llm.name} (${decision.llm.id})`,
    '',
    decision.explanation.text,
    '',
    ...(decision.cascade && decision.cascade.steps.length > 1 ? [steps(decision.cascade), ''] : []),
    table(
      ['', 'LLM', measure, ...(calibrated ? [`${calibrated.level * 100} %`] : []), 'cost C', 'score', 'expected USD'],
      shown.map((r, i) => [
        i + 1,
        r.llm.id,
        figure(r.predictedPerformance ?? r.preference),
        ...(calibrated ? [range(r.performanceInterval)] : []),
        figure(r.cost),
        figure(r.score),
        usd(r.expectedCost.usd),
      ]),
    ),
    ...(left > 0 ? [`… and ${left} more`] : []),
    '',
    expectation(decision.ranking.find(({ llm }) => llm.id === decision.llm.id) as RankedRow),
    ...(decision.abstention ? [safety(decision.abstention)] : []),
    ...decision.excluded.slice(0, SHOWN_EXCLUDED).map((e) => `left out: ${e.reason}`),
    ...(more > 0 ? [`… and ${more} more left out; --json lists them`] : []),
    `router ${decision.router}, version ${decision.version}, α = ${Number(decision.alpha.toPrecision(4))}, ${decision.timing.totalMs.toFixed(1)} ms${paid}`,
  ].join('\n');
}

const range = (interval: RankedRow['performanceInterval']): string =>
  interval ? `${interval.low.toFixed(2)}–${interval.high.toFixed(2)}` : '';

/** What the first answer is expected to cost, and what that rests on. */
function expectation({ llm, expectedCost: cost }: RankedRow): string {
  const { usd: mean, upperUsd, inputTokens, outputTokens, basis } = cost;
  const upper = upperUsd === null ? '' : `, 90 % of answers below ${usd(upperUsd)}`;
  const tokens = `${inputTokens.toFixed(0)} tokens in and ${outputTokens.toFixed(0)} out`;
  return `${llm.id} is expected to cost ${usd(mean)} USD${upper}: ${tokens} (${BASIS[basis]})`;
}

const safety = ({ llm, abstained, code }: { llm: string; abstained: boolean; code: string }): string =>
  `safe LLM ${llm}: ${abstained ? 'taken' : 'not taken'} (${code})`;

const usd = (x: number): string => (x === 0 ? '0' : x.toPrecision(3));

/** Whom to ask in turn, and the score that ends it. */
const steps = (cascade: Cascade): string =>
  table(
    ['', 'ask', 'P̂', 'cost C', 'keep its answer at', 'is asked in'],
    cascade.steps.map((step, i) => [
      i + 1,
      step.llm.id,
      step.predictedPerformance.toFixed(3),
      step.cost.toFixed(3),
      i < cascade.steps.length - 1 ? step.acceptAt.toFixed(3) : 'any score',
      `${(100 * step.reach).toFixed(0)}%`,
    ]),
  );
