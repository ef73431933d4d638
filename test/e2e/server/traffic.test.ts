import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const DOCUMENTED = /subscription DecisionsLogged[\s\S]*?(?=```)/.exec(
  readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8'),
)?.[0] as string;

interface Decision {
  readonly id: string;
  readonly llm: { readonly id: string };
  readonly expectedCost: { readonly usd: number };
  readonly ranking: readonly {
    readonly llm: { readonly id: string };
    readonly expectedCost: { readonly usd: number };
  }[];
}

const ROUTE = `query($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision {
  id llm { id } expectedCost { usd } ranking { llm { id } expectedCost { usd } } } } }`;
const FIGURES = `decisions spend { decisions usd } reference { decisions usd referenceUsd savedUsd } prediction { decisions mean }
  abstention { decisions abstained } feedback { statements scores meanScore thumbsUp thumbsDown } latency { p50 p90 p99 }`;
const TRAFFIC = `query($input: TrafficInput) { traffic(input: $input) { from to bucket starts totals { ${FIGURES} } series { ${FIGURES} }
  groups { key isRest members figures { ${FIGURES} } series { decisions spendUsd savedUsd } } } }`;

let server: Server;
let made: Decision[];
beforeAll(async () => {
  server = await startServer();
  const topics = [
    'a limerick about tax law',
    'the integral of x squared',
    'a binary search in Rust',
    'the capital of Peru',
  ];
  const inputs = Array.from({ length: 40 }, (_, i) => ({
    query: `Write ${topics[i % 4]}, version ${i}`,
    alpha: [0.2, 0.8, 1][i % 3],
    tags: i % 2 === 0 ? ['even'] : ['odd', 'third'].slice(0, i % 3 === 0 ? 2 : 1),
  }));
  made = (await server.graphql<{ routeMany: Decision[] }>(ROUTE, { inputs })).routeMany;
  const feedback = `mutation($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { error { code } } }`;
  await server.graphql(feedback, {
    inputs: [
      { decisionId: made[0]?.id, score: 1 },
      { decisionId: made[1]?.id, score: 0.5 },
      { decisionId: made[1]?.id, thumbs: 'DOWN' },
    ],
  });
}, 120_000);
afterAll(() => server?.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked into, as a client does
const traffic = async (input?: object): Promise<any> =>
  (await server.graphql<{ traffic: unknown }>(TRAFFIC, { input })).traffic;
const sum = (values: readonly number[]) => values.reduce((total, x) => total + x, 0);

describe('traffic of a running server', { timeout: 60_000 }, () => {
  it.each(['TEN_MINUTES', 'HOUR', 'DAY'])('is what the decisions said, by %s', async (bucket) => {
    const reference = made[0]?.ranking.at(-1)?.llm.id as string;
    const answer = await traffic({ bucket, groupBy: 'LLM', groups: 2, reference });
    const spent = sum(made.map(({ expectedCost }) => expectedCost.usd));
    const other = sum(
      made.map(({ ranking }) => ranking.find(({ llm }) => llm.id === reference)?.expectedCost.usd ?? NaN),
    );
    const { totals } = answer;
    expect(totals.decisions).toBe(40);
    expect(totals.spend.decisions).toBe(40);
    // Costs are kept in single precision.
    expect(totals.spend.usd / spent).toBeCloseTo(1, 5);
    expect(totals.reference.decisions).toBe(40);
    expect(totals.reference.referenceUsd / other).toBeCloseTo(1, 5);
    expect(totals.reference.savedUsd).toBeCloseTo(totals.reference.referenceUsd - totals.reference.usd, 12);
    expect(totals.feedback).toEqual({ statements: 3, scores: 2, meanScore: 0.75, thumbsUp: 0, thumbsDown: 1 });
    expect(totals.abstention).toBeNull();
    expect(totals.prediction.decisions).toBe(40);
    expect(totals.latency.p50).toBeGreaterThan(0);
    expect(totals.latency.p99).toBeGreaterThanOrEqual(totals.latency.p50);

    const counts = new Map<string, number>();
    for (const { llm } of made) counts.set(llm.id, (counts.get(llm.id) ?? 0) + 1);
    const sizes = [...counts.values()].sort((a, b) => b - a);
    const groups = answer.groups as {
      key: string;
      isRest: boolean;
      figures: { decisions: number };
      series: { decisions: number[] };
    }[];
    expect(groups.filter(({ isRest }) => !isRest).map(({ figures }) => figures.decisions)).toEqual(sizes.slice(0, 2));
    expect(sum(groups.map(({ figures }) => figures.decisions))).toBe(40);
    for (const { series, figures } of groups) expect(sum(series.decisions)).toBe(figures.decisions);
    expect(answer.series.length).toBe(answer.starts.length);
    expect(sum(answer.series.map(({ decisions }: { decisions: number }) => decisions))).toBe(40);
  });

  it('counts a decision with each of its labels, and filters by one', async () => {
    const { groups } = await traffic({ groupBy: 'TAG' });
    const sizes = Object.fromEntries(
      groups.map((g: { key: string; figures: { decisions: number } }) => [g.key, g.figures.decisions]),
    );
    expect(sizes).toEqual({ even: 20, odd: 20, third: 7 });
    expect((await traffic({ filter: { tag: 'third' } })).totals.decisions).toBe(7);
    expect((await traffic({ filter: { tag: 'none' } })).totals).toMatchObject({
      decisions: 0,
      spend: null,
      latency: null,
    });
  });

  it('has the defaults of a client that says nothing', async () => {
    const answer = await traffic();
    expect([answer.bucket, answer.totals.decisions, answer.groups]).toEqual(['HOUR', 40, []]);
    expect(answer.totals.reference).toBeNull();
  });

  it('keeps expected costs with each decision', async () => {
    const query = `query($id: ID!) { decision(id: $id) { expectedUsd ranking { llm expectedUsd } } }`;
    const { decision } = await server.graphql<{
      decision: { expectedUsd: number; ranking: { llm: string; expectedUsd: number }[] };
    }>(query, { id: made[3]?.id });
    expect(decision.expectedUsd / (made[3]?.expectedCost.usd as number)).toBeCloseTo(1, 5);
    const wanted = made[3]?.ranking.map(({ expectedCost }) => expectedCost.usd) as number[];
    decision.ranking.forEach(({ expectedUsd }, j) => expect(expectedUsd / (wanted[j] as number)).toBeCloseTo(1, 5));
  });

  it.each([
    [{ filter: { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' } }, 'BAD_USER_INPUT'],
    [{ filter: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, bucket: 'MINUTE' }, 'BAD_USER_INPUT'],
    [{ groupBy: 'LLM', groups: 51 }, 'BAD_USER_INPUT'],
    [{ reference: 'nobody' }, 'UNKNOWN_LLM'],
  ])('refuses %j with %s', async (input, code) => {
    await expect(traffic(input)).rejects.toThrow(code);
  });

  it.each(TRANSPORTS)('shows decisions as they are logged over %s, as docs/api.md asks', async (_name, connect) => {
    const client = connect(server.url);
    const live = client.iterate(DOCUMENTED, { filter: { tag: 'live' } });
    const seen: { id: string; llmId: string; tags: string[] }[] = [];
    const reading = (async () => {
      for await (const { data } of live) {
        const { decisions, leftOut } = (data as { decisionsLogged: { decisions: typeof seen; leftOut: number } })
          .decisionsLogged;
        expect(leftOut).toBe(0);
        seen.push(...decisions);
        if (seen.length >= 3) break;
      }
    })();
    let routed: Decision[] = [];
    // The subscription may not have arrived yet.
    while (seen.length < 3) {
      const inputs = [0, 1, 2].map((i) => ({ query: `live ${Date.now()} ${i}`, tags: i === 0 ? ['dead'] : ['live'] }));
      const answer = await server.graphql<{ routeMany: Decision[] }>(ROUTE, { inputs });
      routed = [...routed, ...answer.routeMany];
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await reading;
    expect(seen.every(({ tags }) => tags[0] === 'live')).toBe(true);
    const llmOf = new Map(routed.map(({ id, llm }) => [id, llm.id]));
    for (const { id, llmId } of seen) expect(llmOf.get(id)).toBe(llmId);
    await client.dispose();
  });
});
