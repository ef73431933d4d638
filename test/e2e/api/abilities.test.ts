import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routerId } from '../../../src/domain/ids.js';
import { row } from '../../../src/domain/matrix.js';
import { facet } from '../../../src/plugins/contract.js';
import type { Facets } from '../../../src/plugins/contract.js';
import { hirt } from '../../../src/plugins/hirt/index.js';
import { loadRouter } from '../../../src/plugins/load-router.js';
import { nirt } from '../../../src/plugins/nirt/index.js';
import { createAbilityService } from '../../../src/routing/abilities/service.js';
import type { RouterSet, ServingRouter } from '../../../src/routing/router-set.js';
import { routerDeps } from '../../contract/router-harness.js';
import { withNirt } from '../../fixtures/api/clusters.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { TEST_DEFAULTS, testRouting } from '../../fixtures/api/routing.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { WORLD_ABILITIES, mirtWorld } from '../../fixtures/mirt-world.js';

let server: TestServer;
let set: RouterSet;
const LLMS = [0, 1, 2, 3, 4, 5];
beforeAll(async () => {
  set = await annotated(await withNirt(await testRouterSet('v1', [[hirt, { iterations: 30 }]])));
  const llms = LLMS.map((i) => llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: 2 * i + 1 } }));
  const data = catalogue(llms, { default: llms.map((l) => l.id), pair: ['llm-0', 'llm-3'], unpriced: [] });
  const described = [...WORLD_ABILITIES, { id: 'juggling', name: 'Juggling', description: 'Keeps balls in the air.' }];
  server = await startTestServer({
    routing: testRouting(set, data, { abilities: described }),
    abilities: createAbilityService({
      serving: () => set,
      catalogue: () => data,
      described,
      // The text of every second query is stored.
      texts: {
        texts: async (ids) => new Map(ids.flatMap((id) => (Number(id.at(-1)) % 2 ? [[id, `text of ${id}`]] : []))),
      },
      defaultAlpha: TEST_DEFAULTS.alpha,
    }),
  });
});
afterAll(() => server.close());

/** The set with an operator's word on what the clusters of nirt need: there are no texts that words could be read from. */
async function annotated(plain: RouterSet): Promise<RouterSet> {
  const old = plain.routers.get(routerId('nirt')) as ServingRouter;
  const clusters = facet(old.plugin, old.loaded, 'clusters') as Facets['clusters'];
  const abilities = ['reasoning', 'computation'];
  const artifact = clusters.correct(
    clusters
      .describe()
      .map(({ id }) => ({ cluster: id, abilities: id % 3 === 2 ? [] : [abilities[id % 3] as string] })),
  );
  const { data: world } = mirtWorld({ seed: 7, llms: 5, unseenLlms: 1, embeddingSize: plain.embedder.dims });
  const loaded = await loadRouter(nirt, artifact, routerDeps(world));
  return { ...plain, routers: new Map(plain.routers).set(old.id, { ...old, loaded }) };
}

const data = async (query: string, variables: object = {}) => {
  const { body } = await server.graphql(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
};
const error = async (query: string) => (await server.graphql(query)).body.errors[0];
const router = (id: string) => set.routers.get(id as ServingRouter['id']) as ServingRouter;
const theta = (id: string, of: string) => {
  const { plugin, loaded } = router(id);
  return [...(facet(plugin, loaded, 'abilities')?.ability(of as never) ?? [])];
};
const predict = async (id: string, llms: readonly string[]) => {
  const { vectors, responses } = set.reference;
  const batch = { vectors, keys: responses.queries.map((q) => q.id) };
  return router(id).loaded.predict(batch, { llms: llms as never, cost: new Float32Array(llms.length) });
};

interface Ranked {
  readonly rank: number;
  readonly llm: { readonly id: string };
  readonly value: number;
  readonly deviation: number;
}

describe('abilities of an LLM', () => {
  it('are given under every router that has them, with how sure each is', async () => {
    const { llm: found } = await data('{ llm(id: "llm-1") { abilities { router dims values names deviations } } }');
    const byRouter = new Map<string, { values: number[]; names: string[] | null; deviations: number[] }>(
      found.abilities.map((a: { router: string }) => [a.router, a]),
    );
    expect([...byRouter.keys()]).toEqual(['mirt', 'hirt', 'nirt']);
    expect(byRouter.get('mirt')?.names).toBeNull();
    expect(byRouter.get('nirt')?.names).toEqual(['reasoning', 'computation', 'knowledge']);
    for (const { values, deviations } of byRouter.values()) {
      expect(deviations).toHaveLength(values.length);
      for (const s of deviations) expect(s > 0 && s < 2).toBe(true);
    }
    byRouter.get('nirt')?.values.forEach((v, k) => expect(v).toBeCloseTo(theta('nirt', 'llm-1')[k] as number, 6));
  });

  it('are surer with responses than from the profile alone', async () => {
    const query =
      '{ seen: llm(id: "llm-1") { ...A } unseen: llm(id: "llm-5") { ...A } } fragment A on Llm { abilities(router: "mirt") { deviations } }';
    const { seen, unseen } = await data(query);
    expect(unseen.abilities[0].deviations).toEqual([1, 1]);
    for (const s of seen.abilities[0].deviations) expect(s).toBeLessThan(0.9);
  });

  it('of a router that has none are refused with those that have', async () => {
    const { extensions } = await error('{ llm(id: "llm-1") { abilities(router: "knn") { values } } }');
    expect(extensions.code).toBe('BAD_USER_INPUT');
    expect(extensions.hint).toBe('Routers that have: mirt, hirt, nirt.');
  });
});

describe('named abilities', () => {
  const FIELDS =
    'id name description router queryCount ranking { rank llm { id } value deviation } queries(first: 5) { id task text relevance }';

  it('are the operator’s, each with the router that has learned it, its LLMs and its queries', async () => {
    const { abilities } = await data(`{ abilities { ${FIELDS} } }`);
    expect(abilities.map((a: { id: string; router: string | null }) => [a.id, a.router])).toEqual([
      ['reasoning', 'nirt'],
      ['computation', 'nirt'],
      ['knowledge', 'nirt'],
      ['juggling', null],
    ]);
    expect(abilities[3]).toMatchObject({ queryCount: null, ranking: [], queries: [] });
    let counted = 0;
    for (const [k, ability] of abilities.slice(0, 3).entries()) {
      const ranking: Ranked[] = ability.ranking;
      expect(ranking.map((r) => r.llm.id).sort()).toEqual(['llm-0', 'llm-1', 'llm-2', 'llm-3', 'llm-4']);
      ranking.forEach(({ llm: { id }, value, rank, deviation }, i) => {
        expect(value).toBeCloseTo(theta('nirt', id)[k] as number, 6);
        expect(rank).toBe(i + 1);
        if (i > 0) expect(value).toBeLessThanOrEqual(ranking[i - 1]?.value as number);
        expect(deviation).toBeGreaterThan(0);
      });
      const relevance = ability.queries.map((q: { relevance: number }) => q.relevance);
      expect(relevance).toEqual([...relevance].sort((x, y) => y - x));
      for (const { id, text } of ability.queries) expect(text).toBe(Number(id.at(-1)) % 2 ? `text of ${id}` : null);
      counted += ability.queryCount;
    }
    expect(counted).toBe(200);
  });

  it('put the queries first that the router says need them', async () => {
    const { plugin, loaded } = router('nirt');
    const { vectors, responses } = set.reference;
    const items = await facet(plugin, loaded, 'itemParameters')?.describeItems({
      vectors,
      keys: responses.queries.map((q) => q.id),
    });
    const needs = (items ?? []).map(({ relevance }) => relevance?.[1] as number);
    const { ability } = await data('{ ability(id: "computation") { queries(first: 1) { id relevance } queryCount } }');
    expect(ability.queries[0].relevance).toBeCloseTo(Math.max(...needs), 6);
    expect(ability.queries[0].id).toBe(responses.queries[needs.indexOf(Math.max(...needs))]?.id);
    const most = (items ?? []).filter(({ relevance }) => relevance?.indexOf(Math.max(...relevance)) === 1);
    expect(ability.queryCount).toBe(most.length);
  });

  it('say how many queries were annotated with them, and what training has left of that', async () => {
    const { abilities, hirt: other } = await data(
      '{ abilities { id annotation { queries lift } } hirt: abilities(router: "hirt") { annotation { queries } } }',
    );
    const { plugin, loaded } = router('nirt');
    const clusters = facet(plugin, loaded, 'clusters')?.describe() ?? [];
    for (const { id, annotation } of abilities.slice(0, 3)) {
      const needed = clusters.filter((c) => c.abilities.includes(id)).reduce((sum, c) => sum + c.size, 0);
      expect(annotation.queries).toBe(needed);
      if (needed === 0 || needed === 200) expect(annotation.lift).toBeNull();
      else expect(annotation.lift).toBeGreaterThan(0);
    }
    expect(abilities[3].annotation).toBeNull();
    expect(other[0].annotation).toBeNull();
  });

  it('are the dimensions of a router where one is named', async () => {
    const { abilities, ability, none } = await data(
      `{ abilities(router: "hirt") { id description router } ability(id: "task-1", router: "hirt") { ${FIELDS} } none: ability(id: "flying") { id } }`,
    );
    expect(abilities.slice(0, 3).map((a: { id: string }) => a.id)).toEqual(['task-0', 'task-1', 'task-2']);
    expect(abilities[0]).toMatchObject({ router: 'hirt', description: expect.stringContaining('hirt') });
    const { plugin, loaded } = router('hirt');
    const { vectors, responses } = set.reference;
    const keys = responses.queries.map((q) => q.id);
    const items = (await facet(plugin, loaded, 'itemParameters')?.describeItems({ vectors, keys })) ?? [];
    const shares = items.map(
      ({ discrimination: a }) => Math.abs(a[1] as number) / a.reduce((s, x) => s + Math.abs(x), 0),
    );
    expect(ability.queries[0].relevance).toBeCloseTo(Math.max(...shares), 6);
    expect(ability.ranking).toHaveLength(5);
    expect(none).toBeNull();
  });

  it.each([
    ['mirt', 'BAD_USER_INPUT', /hirt, nirt/],
    ['knn', 'BAD_USER_INPUT', /mirt, hirt, nirt/],
    ['nobody', 'UNKNOWN_ROUTER', /nirt/],
  ])('of %s are refused with the routers that have them', async (id, code, hint) => {
    const { extensions } = await error(`{ abilities(router: "${id}") { id } }`);
    expect(extensions.code).toBe(code);
    expect(extensions.hint).toMatch(hint);
  });

  it.each(['ranking(first: 0) { rank }', 'queries(first: 501) { id }'])('refuse %s', async (field) => {
    expect((await error(`{ abilities { ${field} } }`)).extensions.code).toBe('PAGE_INVALID');
  });
});

describe('a version that is replaced between two fields', () => {
  it('answers to the end for the ability that was asked of it', async () => {
    let serving = set;
    const service = createAbilityService({
      serving: () => serving,
      catalogue: () => catalogue([], {}),
      described: WORLD_ABILITIES,
      texts: null,
      defaultAlpha: 0.8,
    });
    const ability = service.find('computation');
    const before = await service.ranking(ability as never);
    serving = await testRouterSet('v2');
    expect(service.find('computation')?.home).toBeNull();
    expect(await service.ranking(ability as never)).toEqual(before);
    expect(await service.queryCount(ability as never)).toBeGreaterThanOrEqual(0);
  });
});

describe('difficulty of the training queries', () => {
  it.each([null, 'nirt', 'hirt'])('is counted in bins, with what LLMs scored (router %s)', async (id) => {
    const { difficultyHistogram: found } = await data(
      'query ($router: ID) { difficultyHistogram(router: $router, bins: 5) { router version bins { from to queries predictedPerformance observedPerformance responses } } }',
      { router: id },
    );
    expect(found).toMatchObject({ router: id ?? 'mirt', version: 'v1' });
    const predicted = await predict(found.router, router(found.router).loaded.llms);
    const means = Array.from({ length: 200 }, (_, q) => row(predicted, q).reduce((s, p) => s + p / 5, 0));
    for (const bin of found.bins) {
      const within = means.filter((p) => Math.min(4, Math.floor((1 - p) * 5)) === Math.round(bin.from * 5));
      expect(bin.queries).toBe(within.length);
      if (within.length > 0) {
        expect(bin.predictedPerformance).toBeCloseTo(
          within.reduce((s, p) => s + p / within.length, 0),
          5,
        );
      }
    }
    const responses = found.bins.reduce((sum: number, b: { responses: number }) => sum + b.responses, 0);
    expect(responses).toBe(set.reference.responses.performance.length);
  });

  const ANALYSIS = `query ($router: ID, $alpha: Float, $share: Float, $pool: ID) {
    routingAnalysis(router: $router, alpha: $alpha, share: $share, pool: $pool) { router version alpha share pool
      hardest { ...P } easiest { ...P } } }
    fragment P on DifficultyPart { queries difficulty { from to } shares { llm { id } share }
      predictedPerformance observedPerformance observations cost }`;

  it('is analysed by who answers the hardest and the easiest queries', async () => {
    const { routingAnalysis: found } = await data(ANALYSIS);
    expect(found).toMatchObject({ router: 'mirt', version: 'v1', alpha: 0.8, share: 0.3, pool: 'default' });
    for (const part of [found.hardest, found.easiest]) {
      expect(part.queries).toBe(60);
      expect(part.shares.reduce((sum: number, s: { share: number }) => sum + s.share, 0)).toBeCloseTo(1, 6);
    }
    expect(found.hardest.difficulty.from).toBeGreaterThanOrEqual(found.easiest.difficulty.to);
    expect(found.hardest.predictedPerformance).toBeLessThan(found.easiest.predictedPerformance);
  });

  it('follows α, share and pool', async () => {
    const { routingAnalysis: dear } = await data(ANALYSIS, { alpha: 1, share: 0.1, pool: 'pair', router: 'nirt' });
    const { routingAnalysis: cheap } = await data(ANALYSIS, { alpha: 0, share: 0.5, pool: 'pair', router: 'nirt' });
    expect([dear.hardest.queries, cheap.easiest.queries]).toEqual([20, 100]);
    const predicted = await predict('nirt', ['llm-0', 'llm-3']);
    const best = Array.from({ length: 200 }, (_, q) => Math.max(...row(predicted, q)));
    expect(dear.hardest.predictedPerformance).toBeGreaterThanOrEqual(Math.min(...best) - 1e-6);
    expect(cheap.hardest.shares).toEqual([{ llm: { id: 'llm-0' }, share: 1 }]);
    expect(cheap.hardest.cost).toBeCloseTo(1 / 7, 6);
  });

  it.each([
    [{ router: 'knn' }, 'BAD_USER_INPUT'],
    [{ router: 'nobody' }, 'UNKNOWN_ROUTER'],
    [{ alpha: 1.5 }, 'ALPHA_OUT_OF_RANGE'],
    [{ share: 0 }, 'BAD_USER_INPUT'],
    [{ share: 0.6 }, 'BAD_USER_INPUT'],
    [{ pool: 'nope' }, 'UNKNOWN_POOL'],
    [{ pool: 'unpriced' }, 'EMPTY_POOL'],
  ])('refuses %j', async (variables, code) => {
    expect((await server.graphql(ANALYSIS, variables)).body.errors[0].extensions.code).toBe(code);
  });

  it('refuses a histogram of a router without difficulty, and of no bin', async () => {
    const { extensions } = await error('{ difficultyHistogram(router: "knn") { router } }');
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', hint: 'Routers that have: mirt, hirt, nirt.' });
    expect((await error('{ difficultyHistogram(bins: 0) { router } }')).extensions.code).toBe('PAGE_INVALID');
  });
});

describe('dimensions', () => {
  it('bear the names of their router, or say how far those of another one fit', async () => {
    const { routers } = await data(
      '{ routers { id dimensions { index label fit { router queries ability r2 chance pValue projectionR2 projectionChance unseenTasksR2 named } } } }',
    );
    const of = (id: string) => routers.find((r: { id: string }) => r.id === id).dimensions;
    expect(of('knn')).toEqual([]);
    expect(of('nirt').map((d: { label: string }) => d.label)).toEqual(['reasoning', 'computation', 'knowledge']);
    expect(of('hirt')[0]).toEqual({ index: 0, label: 'task-0', fit: null });
    expect(of('mirt')).toHaveLength(2);
    for (const [index, { fit, label, ...rest }] of of('mirt').entries()) {
      expect(rest).toEqual({ index });
      expect(fit).toMatchObject({ router: 'nirt', queries: 200 });
      // Nobody was said to need knowledge.
      expect(['reasoning', 'computation']).toContain(fit.ability);
      expect(label).toBe(fit.named ? fit.ability : null);
      expect(fit.r2 >= 0 && fit.r2 <= 1 && fit.projectionR2 <= 1).toBe(true);
    }
  });

  it('are unnamed without a fit where no query was annotated', async () => {
    const plain = await withNirt(await testRouterSet());
    const service = createAbilityService({
      serving: () => plain,
      catalogue: () => catalogue([], {}),
      described: [],
      texts: null,
      defaultAlpha: 0.8,
    });
    expect(await service.dimensions(routerId('mirt'))).toEqual([
      { index: 0, label: null, fit: null },
      { index: 1, label: null, fit: null },
    ]);
  });
});

describe('explanation of nirt', () => {
  it('has a term per named ability; they sum to the log-odds of P̂ and the text names them', async () => {
    const { route } = await data(
      `{ route(input: { query: "x", router: "nirt", alpha: 1 }) { ... on RoutingDecision { predictedPerformance
        explanation { text logOddsTerms { name value } contrast { logOddsTerms { name value } } } } } }`,
    );
    const { logOddsTerms, contrast, text } = route.explanation;
    expect(logOddsTerms.map((t: { name: string }) => t.name)).toEqual([
      'ability reasoning',
      'ability computation',
      'ability knowledge',
      'constant',
    ]);
    const sum = logOddsTerms.reduce((s: number, t: { value: number }) => s + t.value, 0);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(route.predictedPerformance, 5);
    expect(contrast.logOddsTerms).toHaveLength(3);
    expect(text).toMatch(/The query needs most (reasoning|computation|knowledge) \(\d+ %\)/);
  });
});
