import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryId } from '../../../src/domain/query-id.js';
import type { Scratch } from '../../integration/store/support/databases.js';
import { embedded, postgres } from '../../integration/store/support/databases.js';
import { startServer } from '../server/start-server.js';
import { ask } from './traffic.js';

/** More in a soak: THETA_TEST_KILLS=100. */
const KILLS = Number(process.env['THETA_TEST_KILLS'] ?? 2);

const ROUTE = 'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }';
const SAY = 'mutation ($input: RecordFeedbackInput!) { recordFeedback(input: $input) { id } }';
const REGISTER = 'mutation ($input: RegisterLlmInput!) { registerLlm(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) { responses } }';
const PAGE = `query ($after: String) { decisions(first: 500, after: $after) {
  edges { node { id feedback { id } } } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly decisions: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly feedback: readonly { id: string }[] } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

async function addQueries(scratch: Scratch, texts: readonly string[]): Promise<void> {
  const store = await scratch.open();
  async function* rows() {
    yield texts.map((text) => {
      const unknown = { task: null, cost: null, inputTokens: null, outputTokens: null };
      return { ...unknown, text, llm: 'somebody', performance: 1 } as never;
    });
  }
  await store.responses.add('killed', rows());
  await store.close();
}

describe.each([embedded, postgres])('a server on a $name database that is killed (kill -9) while it writes', (kind) => {
  let scratch: Scratch;
  beforeAll(async () => {
    if (kind.skipped === null) scratch = await kind.scratch();
  });
  afterAll(() => scratch?.drop());

  it.skipIf(kind.skipped !== null)(
    'has every decision, feedback, LLM and response that it had acknowledged',
    { timeout: 120_000 + KILLS * 30_000 },
    async () => {
      const { databaseUrl, dataFolder } = scratch.options;
      const place = databaseUrl === undefined ? { THETA_DATA: dataFolder } : { DATABASE_URL: databaseUrl };
      const start = () => startServer({ ...place, THETA_DECISION_LOG: 'before' });
      const known = { decisions: [] as string[], feedback: [] as string[], llms: [] as string[], responses: 0 };
      const texts = [0, 1, 2, 3, 4].map((i) => `a stored query, number ${i}`);
      await addQueries(scratch, texts);
      let server = await start();
      for (let kill = 0; kill < KILLS; kill++) {
        const alive = server;
        let done = false;
        /** Again and again until the server is gone; what is answered counts, what is cut off may or may not have happened. */
        const loop = async (work: (i: number) => Promise<void>) => {
          for (let i = 0; !done; i++) await work(i).catch(() => undefined);
        };
        const write = (worker: number) =>
          loop(async (i) => {
            const inputs = [0, 1, 2].map((j) => ({ query: `kill ${kill}, worker ${worker}: ${i} ${j}` }));
            const { data } = await ask<{ routeMany: { id: string }[] }>(alive, ROUTE, { inputs });
            const ids = data?.routeMany.map(({ id }) => id) ?? [];
            known.decisions.push(...ids);
            const said = await ask<{ recordFeedback: { id: string } }>(alive, SAY, {
              input: { decisionId: ids[0], thumbs: 'UP' },
            });
            if (said.data) known.feedback.push(said.data.recordFeedback.id);
          });
        const register = loop(async (i) => {
          const id = `killed-${kill}-${i}`;
          const input = { id, developer: 'nobody', profile: `Number ${i}.` };
          if ((await ask(alive, REGISTER, { input })).data) known.llms.push(id);
          const responses = texts.map((text) => ({ query: queryId(text), performance: 1 }));
          const answer = await ask(alive, SUBMIT, { input: { llm: id, responses, serve: false } });
          if (answer.data) known.responses += responses.length;
        });
        const before = known.decisions.length;
        const working = [write(0), write(1), write(2), register];
        const enough = () => known.decisions.length >= before + 60 && known.llms.length > 2 * kill;
        while (!enough()) await new Promise((resolve) => setTimeout(resolve, 5));
        await alive.kill();
        done = true;
        await Promise.all(working);
        server = await start();
      }

      const found = { decisions: new Set<string>(), feedback: new Set<string>() };
      for (let after: string | null = null, more = true; more;) {
        const { data }: { data: Page | null } = await ask<Page>(server, PAGE, { after });
        for (const { node } of data?.decisions.edges ?? []) {
          found.decisions.add(node.id);
          for (const { id } of node.feedback) found.feedback.add(id);
        }
        after = data?.decisions.pageInfo.endCursor ?? null;
        more = data?.decisions.pageInfo.hasNextPage === true;
      }
      const lists = await ask<{
        llms: { id: string }[];
        trainingSources: { source: string; responses: number }[];
      }>(server, '{ llms { id } trainingSources { source responses } }');
      await server.stop();
      expect(known.decisions.length).toBeGreaterThanOrEqual(60 * KILLS);
      expect(known.feedback.length).toBeGreaterThan(0);
      expect(known.responses).toBeGreaterThan(0);
      expect(known.decisions.filter((id) => !found.decisions.has(id))).toEqual([]);
      expect(known.feedback.filter((id) => !found.feedback.has(id))).toEqual([]);
      const llms = new Set(lists.data?.llms.map(({ id }) => id));
      expect(known.llms.filter((id) => !llms.has(id))).toEqual([]);
      const stored = lists.data?.trainingSources.reduce((sum, { responses }) => sum + responses, 0) ?? 0;
      expect(stored).toBeGreaterThanOrEqual(known.responses);
    },
  );
});
