import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../../integration/store/support/databases.js';
import { embedded, postgres } from '../../integration/store/support/databases.js';
import { startServer } from './start-server.js';

const ROUTE = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }`;
const SAY = `mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { feedback { id } } }`;
const SUMS = `{
  decisions(first: 1) { totalCount }
  traffic(input: { bucket: HOUR, groupBy: LLM, groups: 50 }) {
    totals { decisions feedback { statements } }
    groups { figures { decisions feedback { statements } } }
  }
  labels: traffic(input: { bucket: DAY, groupBy: TAG }) { groups { key figures { decisions } } }
  labelled: decisions(filter: { tag: "killed" }, first: 1) { totalCount }
}`;

interface Figures {
  readonly decisions: number;
  readonly feedback: { readonly statements: number } | null;
}
interface Sums {
  readonly decisions: { readonly totalCount: number };
  readonly labelled: { readonly totalCount: number };
  readonly traffic: { readonly totals: Figures; readonly groups: readonly { readonly figures: Figures }[] };
  readonly labels: { readonly groups: readonly { readonly key: string; readonly figures: Figures }[] };
}

describe.each([embedded, postgres])('sums of the log in the $name database', (kind) => {
  let scratch: Scratch;
  beforeAll(async () => {
    if (kind.skipped === null) scratch = await kind.scratch();
  });
  afterAll(() => scratch?.drop());

  it.skipIf(kind.skipped !== null)(
    'agree with the log after servers were killed while they wrote',
    { timeout: 240_000 },
    async () => {
      const { databaseUrl, dataFolder } = scratch.options;
      const env = databaseUrl === undefined ? { THETA_DATA: dataFolder } : { DATABASE_URL: databaseUrl };
      // Small inserts, so that a kill meets one.
      const start = () => startServer({ ...env, THETA_DECISION_LOG_BATCH: '7', THETA_DECISION_LOG_DELAY_MS: '1' });
      let acknowledged = 0;
      for (let round = 0; round < 3; round++) {
        const server = await start();
        let isKilled = false;
        const write = async (worker: number) => {
          for (let i = 0; !isKilled; i++) {
            const inputs = Array.from({ length: 20 }, (_, j) => ({
              query: `round ${round} of ${worker}: ${i} ${j}`,
              tags: j % 2 === 0 ? ['killed'] : [],
            }));
            const { routeMany } = await server.graphql<{ routeMany: { id: string }[] }>(ROUTE, { inputs });
            const said = routeMany.slice(0, 5).map(({ id }) => ({ decisionId: id, thumbs: 'UP' }));
            const { recordFeedbackBatch } = await server.graphql<{
              recordFeedbackBatch: { feedback: { id: string } | null }[];
            }>(SAY, { inputs: said });
            acknowledged += recordFeedbackBatch.filter(({ feedback }) => feedback !== null).length;
          }
        };
        const before = acknowledged;
        const writers = [0, 1, 2].map((worker) => write(worker).catch((error: unknown) => error));
        while (acknowledged < before + 60) await new Promise((resolve) => setTimeout(resolve, 20));
        await server.kill();
        isKilled = true;
        await Promise.all(writers);
      }

      const server = await start();
      const { decisions, labelled, traffic, labels } = await server.graphql<Sums>(SUMS);
      await server.stop();
      const sum = (of: (figures: Figures) => number) =>
        traffic.groups.reduce((total, { figures }) => total + of(figures), 0);
      expect(decisions.totalCount).toBeGreaterThan(100);
      expect(traffic.totals.decisions).toBe(decisions.totalCount);
      expect(sum((figures) => figures.decisions)).toBe(decisions.totalCount);
      expect(labels.groups).toEqual([{ key: 'killed', figures: { decisions: labelled.totalCount } }]);
      // What was acknowledged is there; a statement whose answer the kill cut off may be there too.
      const statements = traffic.totals.feedback?.statements ?? 0;
      expect(statements).toBeGreaterThanOrEqual(acknowledged);
      expect(statements).toBeLessThanOrEqual(acknowledged + 3 * 3 * 5);
      expect(sum(({ feedback }) => feedback?.statements ?? 0)).toBe(statements);
    },
  );
});
