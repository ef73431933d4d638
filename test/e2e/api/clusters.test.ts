import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Facets } from '../../../src/plugins/contract.js';
import { facet } from '../../../src/plugins/contract.js';
import { nirt } from '../../../src/plugins/nirt/index.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import { MemoryRouterSets, clusterService, loadSaved, withNirt } from '../../fixtures/api/clusters.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let serving: RouterSet;
let facets: Facets['clusters'];
const store = new MemoryRouterSets();
const served: string[] = [];
beforeAll(async () => {
  serving = await withNirt(await testRouterSet());
  const router = [...serving.routers.values()].find(({ id }) => id === 'nirt');
  facets = facet(nirt, router?.loaded as never, 'clusters') as Facets['clusters'];
  server = await startTestServer({
    clusters: clusterService(
      () => serving,
      store,
      async (version) => void served.push(version),
    ),
  });
});
afterAll(() => server.close());

const LIST = `query ($router: ID) { clusters(router: $router) {
  id size tasks { task share } examples { id text } abilities annotatedBy } }`;
const CORRECT = `mutation ($input: CorrectClustersInput!) { correctClusters(input: $input) {
  version label serving routers summary } }`;
const correct = (input: object) => server.graphql(CORRECT, { input: { label: 'mended', ...input } });

describe('clusters', () => {
  it.each([null, 'nirt'])('lists the clusters of the router %s with texts where they are stored', async (router) => {
    const { clusters } = (await server.graphql(LIST, { router })).body.data;
    expect(clusters).toHaveLength(facets.describe().length);
    let size = 0;
    for (const [id, cluster] of clusters.entries()) {
      const { examples, ...rest } = facets.describe()[id] as ReturnType<Facets['clusters']['describe']>[number];
      expect(cluster).toMatchObject(rest);
      const text = (query: string) => (Number(query.at(-1)) % 2 ? `text of ${query}` : null);
      expect(cluster.examples).toEqual(examples.map((query) => ({ id: query, text: text(query) })));
      size += cluster.size;
    }
    expect(size).toBe(200);
  });

  it.each([
    ['mirt', 'BAD_USER_INPUT', /Routers with clusters: nirt/],
    ['nobody', 'UNKNOWN_ROUTER', /nirt/],
  ])('refuses the router %s', async (router, code, hint) => {
    const [error] = (await server.graphql(LIST, { router })).body.errors;
    expect(error.extensions.code).toBe(code);
    expect(error.extensions.hint).toMatch(hint);
  });
});

describe('correctClusters', () => {
  it('stores a set in which only that router is another one, and serves it where asked to', async () => {
    const corrections = [{ cluster: 0, abilities: ['knowledge'] }];
    const { body } = await correct({ corrections, reason: 'these are quiz questions', promote: true });
    expect(body.data.correctClusters).toMatchObject({ label: 'mended', serving: false });
    expect(body.data.correctClusters.summary.correction).toEqual({
      of: 'v1',
      router: 'nirt',
      clusters: [0],
      reason: 'these are quiz questions',
    });
    const [saved] = store.saved;
    expect([...store.promoted, ...served]).toEqual([saved?.version, saved?.version]);
    const digest = saved?.routers.find(({ id }) => id === 'nirt')?.digest as string;
    expect([...store.blobs.keys()]).toEqual([digest]);
    const same = { ...saved, version: 0, label: 0, createdAt: 0, summary: 0, routers: [] };
    expect(same).toEqual({ ...serving.manifest, version: 0, label: 0, createdAt: 0, summary: 0, routers: [] });
    expect(saved?.routers.filter(({ id }) => id !== 'nirt')).toEqual(
      serving.manifest.routers.filter(({ id }) => id !== 'nirt'),
    );
    await using loaded = await loadSaved(store, digest, serving.embedder.dims);
    const [first, ...others] = facet(nirt, loaded, 'clusters')?.describe() ?? [];
    expect(first).toEqual({ ...facets.describe()[0], abilities: ['knowledge'], annotatedBy: 'operator' });
    expect(others).toEqual(facets.describe().slice(1));
  });

  it('stores without serving unless asked to', async () => {
    const before = served.length;
    const { body } = await correct({ router: 'nirt', corrections: [{ cluster: 0, abilities: [] }] });
    expect(body.data.correctClusters.summary.correction.reason).toBeNull();
    expect([store.saved.length, served.length]).toEqual([2, before]);
  });

  it.each([
    [
      'an unknown cluster',
      { corrections: [{ cluster: 9999, abilities: [] }] },
      'BAD_USER_INPUT',
      /There is no cluster 9999/,
    ],
    [
      'a negative cluster',
      { corrections: [{ cluster: -1, abilities: [] }] },
      'BAD_USER_INPUT',
      /There is no cluster -1/,
    ],
    [
      'an unknown ability',
      { corrections: [{ cluster: 0, abilities: ['knowledge', 'flying'] }] },
      'BAD_USER_INPUT',
      /Not abilities of this router: flying/,
    ],
    ['no correction', { corrections: [] }, 'BAD_USER_INPUT', /corrections/],
    [
      'a cluster twice',
      { corrections: [0, 0].map((cluster) => ({ cluster, abilities: [] })) },
      'BAD_USER_INPUT',
      /each cluster once/,
    ],
    ['an empty label', { label: ' ', corrections: [{ cluster: 0, abilities: [] }] }, 'BAD_USER_INPUT', /label/],
    [
      'a router without clusters',
      { router: 'knn', corrections: [{ cluster: 0, abilities: [] }] },
      'BAD_USER_INPUT',
      /no clusters/,
    ],
  ])('refuses %s and stores nothing', async (_what, input, code, message) => {
    const before = store.saved.length;
    const [error] = (await correct(input)).body.errors;
    expect(error.extensions.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(store.saved).toHaveLength(before);
  });

  it('names the abilities and clusters that there are', async () => {
    const ability = (await correct({ corrections: [{ cluster: 0, abilities: ['flying'] }] })).body.errors[0];
    expect(ability.extensions.hint).toBe('Its abilities: reasoning, computation, knowledge.');
    const cluster = (await correct({ corrections: [{ cluster: 9999, abilities: [] }] })).body.errors[0];
    expect(cluster.extensions.hint).toBe(`Clusters of this router: 0 to ${facets.describe().length - 1}.`);
  });
});
