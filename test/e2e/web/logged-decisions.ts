import { seededRng } from '../../../src/domain/random.js';
import type { Server } from '../server/start-server.js';

const TOPICS = [
  'Explain capital gains tax to a child, part',
  'Prove that the sum of two even numbers is even, case',
  'Write a SQL query that joins orders and customers, version',
  'Translate this sentence into French, number',
  'What is the capital of country number',
  'A train leaves at noon at 80 km/h; where is it after hours:',
  'Summarise the plot of a novel in sentences:',
  'Fix this Python function that counts vowels, attempt',
] as const;
const ROUTERS = ['hirt', 'mirt', 'knn', 'nirt'] as const;
const TAGS = ['billing', 'support', 'code'] as const;

interface Logged {
  readonly id: string;
  readonly llm: { readonly id: string };
}

/** Decides for many texts, in pieces that one request may hold. */
export async function decideMany(server: Server, inputs: readonly object[]): Promise<Logged[]> {
  const made: Logged[] = [];
  for (let from = 0; from < inputs.length; from += 50) {
    const { routeMany } = await server.graphql<{ routeMany: Logged[] }>(
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id llm { id } } } }',
      { inputs: inputs.slice(from, from + 50) },
    );
    made.push(...routeMany);
  }
  return made;
}

/** A score for each decision, drawn with the chance that `qualityOf` its LLM gives. Seeded. */
export async function score(
  server: Server,
  decisions: readonly Logged[],
  qualityOf: (llm: string) => number,
): Promise<void> {
  const rng = seededRng(7);
  const inputs = decisions.map(({ id, llm }, i) => ({
    decisionId: id,
    score: rng.uniform() < qualityOf(llm.id) ? 1 : 0,
    reporter: `reporter ${i % 40}`,
  }));
  for (let from = 0; from < inputs.length; from += 50) {
    await server.graphql(
      'mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { __typename } }',
      { inputs: inputs.slice(from, from + 50) },
    );
  }
}

/** Everyday traffic of `count` decisions: four routers, several α, three tags, a score for every third. */
export async function everydayTraffic(server: Server, count: number): Promise<Logged[]> {
  const inputs = Array.from({ length: count }, (_, i) => ({
    query: `${TOPICS[i % TOPICS.length]} ${i}`,
    router: ROUTERS[i % ROUTERS.length],
    alpha: 0.5 + (i % 6) / 10,
    tags: [TAGS[i % TAGS.length]],
  }));
  const made = await decideMany(server, inputs);
  await score(
    server,
    made.filter((_, i) => i % 3 === 0),
    () => 0.7,
  );
  return made;
}
