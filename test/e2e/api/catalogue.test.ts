import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const data = async (query: string, variables: object = {}) => {
  const { body } = await server.graphql(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
};
const ids = (list: { id: string }[]) => list.map((one) => one.id);

describe('the catalogue', () => {
  it('lists LLMs, all, by pool and by status', async () => {
    const found = await data(
      '{ all: llms { id } pair: llms(pool: "pair") { id } cold: llms(status: COLD) { id status price { inputPerMillion } } }',
    );
    expect(ids(found.all)).toHaveLength(6);
    expect(ids(found.pair)).toEqual(['llm-0', 'llm-3']);
    expect(found.cold).toEqual([{ id: 'llm-5', status: 'COLD', price: { inputPerMillion: 1 } }]);
  });

  it('gives one LLM with its abilities, and null for an unknown one', async () => {
    const found = await data(
      '{ llm(id: "llm-1") { name modalities tags abilities { router dims values names deviations } } none: llm(id: "x") { id } }',
    );
    expect(found.llm.name).toBe('LLM-1');
    expect(found.llm.abilities).toMatchObject([{ router: 'mirt', dims: 2, names: null }]);
    expect(found.llm.abilities[0].deviations).toHaveLength(2);
    expect(found.none).toBeNull();
  });

  it('names the pool that does not exist', async () => {
    const { body, status } = await server.graphql('{ llms(pool: "nope") { id } }');
    expect([status, body.errors[0].extensions.code]).toEqual([200, 'UNKNOWN_POOL']);
    expect(body.errors[0].extensions.hint).toContain('pair');
  });

  it('lists pools, abilities, routers, router sets and training sources', async () => {
    const found = await data(`{
      pools { id description isDefault llms { id } }
      abilities { id name description }
      routers { id title description output maturity capabilities version isDefault hyperparameters llms { id } citation { work url deviations } }
      routerSets { version label createdAt serving seed defaultRouter warmUpWeight routers summary }
      trainingSources { source queries responses }
    }`);
    expect(found.pools.map((p: { id: string; isDefault: boolean }) => [p.id, p.isDefault])).toContainEqual([
      'default',
      true,
    ]);
    expect(ids(found.abilities)).toEqual(['reasoning']);
    const mirt = found.routers.find((r: { id: string }) => r.id === 'mirt');
    expect(mirt).toMatchObject({ output: 'PERFORMANCE', isDefault: true, version: 'v1' });
    expect(mirt.capabilities).toContain('ITEM_PARAMETERS');
    expect(mirt.hyperparameters.dims).toBe(2);
    expect(found.routerSets).toMatchObject([{ version: 'v1', serving: true, createdAt: '1970-01-01T00:00:00.000Z' }]);
    expect(found.trainingSources).toEqual([{ source: 'synthetic', queries: 200, responses: 800 }]);
  });

  it('lists what can be trained, with what a training can be told', async () => {
    const { installedRouters, routers } = await data(`{
      installedRouters { id title description output maturity capabilities evaluationOnly citation { work }
        hyperparameters { name kind nullable defaultValue minimum maximum choices meaning source } }
      routers { id }
    }`);
    expect(ids(installedRouters)).toEqual(expect.arrayContaining(ids(routers)));
    const named = (id: string) => installedRouters.find((one: { id: string }) => one.id === id);
    expect(named('oracle')).toMatchObject({ evaluationOnly: true, hyperparameters: [] });
    expect(named('mirt')).toMatchObject({ evaluationOnly: false, output: 'PERFORMANCE', maturity: 'STABLE' });
    const parameter = (id: string, name: string) =>
      named(id).hyperparameters.find((one: { name: string }) => one.name === name);
    expect(parameter('mirt', 'dims')).toMatchObject({
      ...{ kind: 'INTEGER', nullable: false, defaultValue: 25, minimum: 1, maximum: 256, choices: [] },
      ...{ meaning: 'Number of ability dimensions.', source: 'paper appendix C.1: 25 abilities' },
    });
    expect(parameter('mirt', 'form')).toMatchObject({ kind: 'CHOICE', choices: ['linear', 'monotone'] });
    expect(parameter('hybrid-llm', 'strong')).toMatchObject({ kind: 'TEXT', nullable: true, defaultValue: null });
    expect(parameter('ensemble', 'members')).toMatchObject({ kind: 'JSON', minimum: null, maximum: null });
  });

  it('describes a text as an item', async () => {
    const found = await data(
      '{ queryProfile(text: "x") { query router version form discrimination difficulty difficultyPercentile neighbours { similarity } } }',
    );
    expect(found.queryProfile).toMatchObject({ query: 'x', router: 'mirt', form: 'INTERCEPT' });
    expect(found.queryProfile.discrimination).toHaveLength(2);
    expect(found.queryProfile.neighbours).toHaveLength(5);
  });

  it('promotes a stored version and refuses an unknown one', async () => {
    expect(await data('mutation { promoteRouterSet(version: "v1") { version serving } }')).toEqual({
      promoteRouterSet: { version: 'v1', serving: true },
    });
    const { body } = await server.graphql('mutation { promoteRouterSet(version: "v9") { version } }');
    expect(body.errors[0].extensions.code).toBe('UNKNOWN_VERSION');
  });
});
