import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facet } from '../../../src/plugins/contract.js';
import { createQueryMapService } from '../../../src/routing/query-map/service.js';
import { referenceDifficulty } from '../../../src/routing/abilities/reference-predictions.js';
import type { RouterSet, ServingRouter } from '../../../src/routing/router-set.js';
import { layOut } from '../../../src/tensor/projection/lay-out.js';
import { routerId } from '../../../src/domain/ids.js';
import { dot, row } from '../../../src/domain/matrix.js';
import { withNirt } from '../../fixtures/api/clusters.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { TEST_DEFAULTS, testRouting } from '../../fixtures/api/routing.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

let server: TestServer;
let set: RouterSet;
const llms = [0, 1, 2, 3, 4].map((i) =>
  llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: 2 * i + 1 } }),
);
const data = catalogue(llms, { default: llms.map((l) => l.id), pair: ['llm-0', 'llm-3'], empty: [] });
beforeAll(async () => {
  const plain = await withNirt(await testRouterSet());
  const { responses } = plain.reference;
  // A third each of two tasks and of none.
  const queries = responses.queries.map((query, q) => ({ ...query, task: [null, 'sums', 'rhymes'][q % 3] ?? null }));
  set = { ...plain, reference: { ...plain.reference, responses: { ...responses, queries } } };
  server = await startTestServer({
    routing: testRouting(set, data),
    queryMap: createQueryMapService({
      serving: () => set,
      catalogue: () => data,
      // The text of every second query is stored.
      texts: {
        texts: async (ids) => new Map(ids.flatMap((id) => (Number(id.at(-1)) % 2 ? [[id, `text of ${id}`]] : []))),
      },
      layOut,
      onError: (error) => {
        throw error;
      },
      defaultAlpha: TEST_DEFAULTS.alpha,
      maxQueryCharacters: TEST_DEFAULTS.maxQueryCharacters,
    }),
  });
});
afterAll(() => server.close());

const MAP = `query ($input: QueryMapInput) { queryMap(input: $input) { version method state trustworthiness queries ids x y
  tasks { task queries } task difficulty { router values } clusters { router numbers }
  choices { router alpha pool llms { llm { id } queries } llm } } }`;
const map = async (input: object | null = null) => (await server.graphql(MAP, { input })).body.data.queryMap;
const SIMILAR = `query ($input: SimilarQueriesInput!) { similarQueries(input: $input) { version difficultyRouter
  place { x y method } query { query { id text task } similarity difficulty cluster place { x y } }
  neighbours { query { id text task } similarity difficulty cluster performance { llm { id } performance } place { x y } } } }`;
const similar = async (input: object) => (await server.graphql(SIMILAR, { input })).body.data.similarQueries;
const rowOf = (id: string) => set.reference.responses.queries.findIndex((query) => query.id === id);

describe('queryMap', () => {
  it('draws every query with what is known of it', async () => {
    const all = await map();
    expect([all.version, all.queries, all.ids.length]).toEqual(['v1', 200, 200]);
    expect(all.ids).toEqual(set.reference.responses.queries.map(({ id }) => id));
    expect(all.tasks).toEqual([
      { task: null, queries: 67 },
      { task: 'sums', queries: 67 },
      { task: 'rhymes', queries: 66 },
    ]);
    expect(all.task.map((t: number) => all.tasks[t].task)).toEqual(
      set.reference.responses.queries.map(({ task }) => task),
    );
    for (const values of [all.x, all.y]) expect(values.every((x: number) => Math.abs(x) <= 1)).toBe(true);
    const mirt = set.routers.get(routerId('mirt')) as ServingRouter;
    const difficulty = await referenceDifficulty(mirt, set);
    expect(all.difficulty.router).toBe('mirt');
    all.difficulty.values.forEach((d: number, q: number) => expect(d).toBeCloseTo(difficulty[q] as number, 4));
    const nirt = set.routers.get(routerId('nirt')) as ServingRouter;
    expect(all.clusters).toEqual({
      router: 'nirt',
      numbers: Array.from(facet(nirt.plugin, nirt.loaded, 'clusters')?.clusterOf ?? []),
    });
  });

  it('goes on to UMAP by itself', async () => {
    await expect.poll(async () => (await map()).state, { timeout: 30_000 }).toBe('FINAL');
    const { method, trustworthiness } = await map();
    expect(method).toBe('UMAP');
    // 8 random dimensions cannot be drawn well on 2.
    expect(trustworthiness).toBeGreaterThan(0.6);
  });

  it.each([
    { router: 'mirt', alpha: 0.8 },
    { router: 'mirt', alpha: 0, pool: 'pair' },
    { router: 'best-single', alpha: 1 },
  ])('chooses as the analysis of the same router does: %j', async (input) => {
    const { choices, difficulty } = await map(input);
    expect([choices.router, choices.alpha, choices.pool]).toEqual([input.router, input.alpha, input.pool ?? 'default']);
    const counted = choices.llms.map((_: unknown, i: number) => choices.llm.filter((at: number) => at === i).length);
    expect(choices.llms.map(({ queries }: { queries: number }) => queries)).toEqual(counted);
    expect([...counted].sort((a, b) => b - a)).toEqual(counted);
    if (input.alpha === 0) expect(choices.llms.map((one: { llm: { id: string } }) => one.llm.id)).toEqual(['llm-0']);
    // A router without item parameters borrows the scale of the default router.
    expect(difficulty.router).toBe('mirt');
    if (input.router !== 'mirt') return;
    const half = `queries shares { llm { id } share }`;
    const { body } = await server.graphql(
      `query ($alpha: Float, $pool: ID) { routingAnalysis(router: "mirt", alpha: $alpha, share: 0.5, pool: $pool) {
        hardest { ${half} } easiest { ${half} } } }`,
      input,
    );
    const { hardest, easiest } = body.data.routingAnalysis;
    const total = new Map<string, number>();
    for (const part of [hardest, easiest])
      for (const { llm: of, share } of part.shares) total.set(of.id, (total.get(of.id) ?? 0) + share * part.queries);
    for (const { llm: of, queries } of choices.llms) expect(total.get(of.id)).toBeCloseTo(queries, 6);
  });

  it('takes a sample that does not change, part of any larger one', async () => {
    const [few, more] = [await map({ limit: 20 }), await map({ limit: 60 })];
    expect([few.ids.length, more.ids.length, few.queries]).toEqual([20, 60, 200]);
    expect(await map({ limit: 20 })).toEqual(few);
    expect(few.ids.every((id: string) => more.ids.includes(id))).toBe(true);
  });

  it('draws the queries of a task, or of a cluster', async () => {
    const sums = await map({ task: 'sums' });
    expect([sums.queries, new Set(sums.task)]).toEqual([67, new Set([1])]);
    const cluster = (await map()).clusters.numbers[0] as number;
    const one = await map({ cluster });
    expect(new Set(one.clusters.numbers)).toEqual(new Set([cluster]));
    expect(one.queries).toBe((await map()).clusters.numbers.filter((c: number) => c === cluster).length);
  });

  it.each([
    [{ task: 'juggling' }, 'BAD_USER_INPUT', /sums, rhymes/],
    [{ cluster: 9999 }, 'BAD_USER_INPUT', /clusters/],
    [{ limit: 0 }, 'PAGE_INVALID', /./],
    [{ limit: 20_001 }, 'PAGE_INVALID', /./],
    [{ router: 'nobody' }, 'UNKNOWN_ROUTER', /mirt/],
    [{ alpha: 2 }, 'ALPHA_OUT_OF_RANGE', /./],
    [{ pool: 'nowhere' }, 'UNKNOWN_POOL', /pair/],
    [{ pool: 'empty' }, 'EMPTY_POOL', /./],
  ])('refuses %j with %s', async (input, code, hint) => {
    const { errors } = (await server.graphql(MAP, { input })).body;
    expect(errors[0].extensions.code).toBe(code);
    expect(`${errors[0].message} ${errors[0].extensions.hint}`).toMatch(hint);
  });
});

describe('similarQueries', () => {
  it('finds the nearest to a training query, without itself, and where they lie', async () => {
    const id = set.reference.responses.queries[5]?.id as string;
    const { query, neighbours, difficultyRouter, place } = await similar({ query: id, k: 7 });
    const { vectors, responses } = set.reference;
    const cosine = Array.from({ length: 200 }, (_, q) => dot(row(vectors, q), row(vectors, 5)));
    const nearest = cosine
      .map((_, q) => q)
      .filter((q) => q !== 5)
      .sort((a, b) => (cosine[b] as number) - (cosine[a] as number))
      .slice(0, 7);
    expect(neighbours.map((one: { query: { id: string } }) => one.query.id)).toEqual(
      nearest.map((q) => responses.queries[q]?.id),
    );
    neighbours.forEach((one: { similarity: number }, i: number) =>
      expect(one.similarity).toBeCloseTo(cosine[nearest[i] as number] as number, 5),
    );
    expect([query.query.id, query.similarity, difficultyRouter]).toEqual([id, 1, 'mirt']);
    const drawn = await map();
    for (const one of [query, ...neighbours]) {
      const q = rowOf(one.query.id);
      expect([one.place.x, one.place.y]).toEqual([drawn.x[q], drawn.y[q]]);
      expect([one.difficulty, one.cluster]).toEqual([
        expect.closeTo(drawn.difficulty.values[q], 4),
        drawn.clusters.numbers[q],
      ]);
      expect(one.query.text).toBe(Number(one.query.id.at(-1)) % 2 ? `text of ${one.query.id}` : null);
    }
    expect([place.x, place.y]).toEqual([drawn.x[5], drawn.y[5]]);
    const [first] = nearest as [number];
    const answers = (responses.rowStart[first + 1] as number) - (responses.rowStart[first] as number);
    expect(neighbours[0].performance).toHaveLength(answers);
  });

  it('finds those like a text, and places it among its nearest', async () => {
    const { query, neighbours, place } = await similar({ text: 'how many apples are left' });
    expect([query, neighbours.length]).toEqual([null, 10]);
    const near = neighbours.slice(0, 5).map((one: { place: { x: number; y: number } }) => one.place);
    for (const axis of ['x', 'y'] as const) {
      const of = near.map((at: { x: number; y: number }) => at[axis]);
      expect(place[axis]).toBeGreaterThanOrEqual(Math.min(...of) - 1e-3);
      expect(place[axis]).toBeLessThanOrEqual(Math.max(...of) + 1e-3);
    }
  });

  it.each([
    [{}, 'BAD_USER_INPUT', /none/],
    [{ text: 'a', query: 'q-1' }, 'BAD_USER_INPUT', /both/],
    [{ query: 'unknown' }, 'BAD_USER_INPUT', /queryMap/],
    [{ text: '  ' }, 'QUERY_EMPTY', /./],
    [{ text: 'x'.repeat(1001) }, 'QUERY_TOO_LONG', /./],
    [{ text: 'a', k: 101 }, 'PAGE_INVALID', /100/],
    [{ text: 'a', k: 0 }, 'PAGE_INVALID', /./],
    [{ text: 'a', router: 'nobody' }, 'UNKNOWN_ROUTER', /./],
  ])('refuses %j with %s', async (input, code, hint) => {
    const { errors } = (await server.graphql(SIMILAR, { input })).body;
    expect(errors[0].extensions.code).toBe(code);
    expect(`${errors[0].message} ${errors[0].extensions.hint}`).toMatch(hint);
  });
});
