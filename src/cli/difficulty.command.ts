import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const DIFFICULTY = /* GraphQL */ `
  query Difficulty($router: ID, $bins: Int, $alpha: Float, $share: Float, $pool: ID) {
    difficultyHistogram(router: $router, bins: $bins) {
      router
      version
      bins {
        from
        to
        queries
        predictedPerformance
        observedPerformance
        responses
      }
    }
    routingAnalysis(router: $router, alpha: $alpha, share: $share, pool: $pool) {
      alpha
      share
      pool
      hardest {
        ...Part
      }
      easiest {
        ...Part
      }
    }
  }
  fragment Part on DifficultyPart {
    queries
    shares {
      llm {
        id
      }
      share
    }
    predictedPerformance
    observedPerformance
    observations
    cost
  }
`;

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly queries: number;
  readonly predictedPerformance: number | null;
  readonly observedPerformance: number | null;
  readonly responses: number;
}

interface Part {
  readonly queries: number;
  readonly shares: readonly { readonly llm: { readonly id: string }; readonly share: number }[];
  readonly predictedPerformance: number | null;
  readonly observedPerformance: number | null;
  readonly observations: number;
  readonly cost: number | null;
}

interface Answer {
  readonly difficultyHistogram: { readonly router: string; readonly version: string; readonly bins: readonly Bin[] };
  readonly routingAnalysis: {
    readonly alpha: number;
    readonly share: number;
    readonly pool: string;
    readonly hardest: Part;
    readonly easiest: Part;
  };
}

interface Options {
  readonly router?: string;
  readonly bins: number;
  readonly alpha?: number;
  readonly share?: number;
  readonly pool?: string;
  readonly server?: string;
  readonly json?: boolean;
}

/** LLMs that a line names. */
const SHOWN = 3;

export function addDifficulty(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('difficulty')
    .description('Show how hard the training queries are, and who answers the hardest and the easiest of them.')
    .option('--router <id>', 'a router with item parameters (default: the default router)')
    .option('--bins <n>', 'bins of the histogram', Number, 10)
    .option('--alpha <α>', 'weight of performance, 0 to 1', Number)
    .option('--share <share>', 'share of the queries at either end (default: 0.3)', Number)
    .option('--pool <id>', 'pool to choose from')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ server, json, ...variables }: Options) => {
      const answer = await callApi<Answer>(config(), DIFFICULTY, variables, server);
      terminal.out(json ? JSON.stringify(answer, null, 2) : readable(answer));
    });
}

function readable({ difficultyHistogram: { router, version, bins }, routingAnalysis: a }: Answer): string {
  const fixed = (x: number | null) => x?.toFixed(3) ?? null;
  const percent = (x: number) => `${Math.round(100 * x)} %`;
  const histogram = bins.map((b) => [
    `${b.from.toFixed(2)}–${b.to.toFixed(2)}`,
    b.queries,
    fixed(b.predictedPerformance),
    fixed(b.observedPerformance),
    b.responses,
  ]);
  const part = (name: string, p: Part) => [
    `${name} ${percent(a.share)}`,
    p.queries,
    p.shares
      .slice(0, SHOWN)
      .map((s) => `${s.llm.id} ${percent(s.share)}`)
      .join(', '),
    fixed(p.predictedPerformance),
    fixed(p.observedPerformance),
    p.observations,
    fixed(p.cost),
  ];
  return [
    `Router ${router}, version ${version}. These are training queries; \`theta evaluate --protocol difficulty\` looks at held-out ones.`,
    table(['difficulty', 'queries', 'P̂', 'observed', 'responses'], histogram),
    `α = ${a.alpha}, pool ${a.pool}`,
    table(
      ['queries', 'number', 'answered by', 'P̂', 'observed', 'on', 'C'],
      [part('hardest', a.hardest), part('easiest', a.easiest)],
    ),
  ].join('\n\n');
}
