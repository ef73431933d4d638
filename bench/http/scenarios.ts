import type { Rng } from '../../src/domain/random.js';

export interface Scenario {
  readonly name: string;
  readonly decisions: number;
  readonly operation: string;
  /** Highest server CPU, as a multiple of the bare server's; null where the bar is decisions per core. */
  readonly maxRatio: number | null;
  /** Fewest decisions per second and core; null where the bar is a ratio. */
  readonly minPerCore: number | null;
}

const SLIM = '... on RoutingDecision { llm { id } score }';
const FULL = `... on RoutingDecision { llm { id } score ranking(first: 20) { llm { id } score predictedPerformance cost } }`;
const COLUMNS = `... on RoutingDecision { llm { id } score rankingColumns { llms score predictedPerformance cost } }`;
const one = (fields: string) => `query ($input: RouteInput!) { route(input: $input) { ${fields} } }`;
const many = (fields: string) => `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ${fields} } }`;

export const SCENARIOS: readonly Scenario[] = [
  // What HTTP and GraphQL cost by themselves; the rest of a slim decision is embedding, index and router.
  { name: 'no decision', decisions: 0, operation: '{ llm(id: "none") { id } }', maxRatio: null, minPerCore: null },
  { name: 'slim', decisions: 1, operation: one(SLIM), maxRatio: 2.5, minPerCore: null },
  { name: 'ranking of 20', decisions: 1, operation: one(FULL), maxRatio: 6, minPerCore: null },
  { name: '100 slim', decisions: 100, operation: many(SLIM), maxRatio: null, minPerCore: 5000 },
  { name: '100 rankings of 20', decisions: 100, operation: many(FULL), maxRatio: null, minPerCore: null },
  { name: '100 as columns', decisions: 100, operation: many(COLUMNS), maxRatio: null, minPerCore: null },
];

const WORDS =
  'prove explain translate summarise function integral river economy python theorem letter history protein market verb engine planet contract melody matrix virus poem budget graph'.split(
    ' ',
  );

/** A request body with texts of 12 words that never come twice, so that no cache of vectors helps. */
export function requestBody(scenario: Scenario, rng: Rng): string {
  const input = () => ({ query: text(rng) });
  if (scenario.decisions === 0) return JSON.stringify({ query: scenario.operation });
  const variables =
    scenario.decisions === 1 ? { input: input() } : { inputs: Array.from({ length: scenario.decisions }, input) };
  return JSON.stringify({ query: scenario.operation, variables });
}

function text(rng: Rng): string {
  const words = Array.from({ length: 11 }, () => WORDS[rng.integer(WORDS.length)]);
  return `${words.join(' ')} ${rng.integer(2 ** 31).toString(36)}`;
}
