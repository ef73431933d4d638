import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const refused = async (query: string, variables: object = {}) => {
  const { status, body } = await server.graphql(query, variables);
  return [status, body.errors?.[0].extensions.code, body.errors?.[0].message];
};
const times = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join(' ');

describe('limits of one operation', () => {
  it('route 1000 times under aliases is refused, 50 times is answered', async () => {
    const routes = (n: number) => `{ ${times(n, (i) => `a${i}: route(input: { query: "q${i}" }) { __typename }`)} }`;
    expect(await refused(routes(1000))).toMatchObject([400, 'GRAPHQL_PARSE_FAILED', expect.stringContaining('tokens')]);
    expect(await refused(routes(51))).toEqual([
      400,
      'OPERATION_TOO_LARGE',
      'The operation has root fields 51; the limit is 50.',
    ]);
    expect((await server.graphql(routes(50))).body.data.a49.__typename).toBe('RoutingDecision');
  });

  it('hidden in fragments, they count the same', async () => {
    const doubling = times(12, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ ...F0 } ${doubling} fragment F12 on Query { pools { id } }`;
    expect(await refused(query)).toMatchObject([400, 'OPERATION_TOO_LARGE', expect.stringContaining('fields 8192')]);
  });

  it('a chain of 40 doubling fragments is refused in no time', async () => {
    const doubling = times(40, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const start = performance.now();
    const answer = await refused(`{ ...F0 } ${doubling} fragment F40 on Query { pools { id } }`);
    expect(answer.slice(0, 2)).toEqual([400, 'OPERATION_TOO_LARGE']);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('a fragment that contains itself is a validation error', async () => {
    const [status, code] = await refused('{ ...F } fragment F on Query { pools { id } ...F }');
    expect([status, code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('the cost of a batch grows with its inputs and its selection', async () => {
    const slim =
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { llm { id } score } } }';
    const rich = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision {
      ranking { llm { id name } score cost } neighbours(k: 20) { similarity performance { llm { id } performance } } } } }`;
    const inputs = (n: number) => Array.from({ length: n }, (_, i) => ({ query: `q ${i}` }));
    expect(await refused(slim, { inputs: inputs(1000) })).toEqual([200, undefined, undefined]);
    expect(await refused(rich, { inputs: inputs(10) })).toEqual([200, undefined, undefined]);
    expect((await refused(rich, { inputs: inputs(1000) })).slice(0, 2)).toEqual([400, 'OPERATION_TOO_LARGE']);
    expect(await refused(rich, { inputs: inputs(10) })).toEqual([200, undefined, undefined]);
  });

  it('a full ranking of 1000 inputs is within the limit', async () => {
    const full = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision {
      id llm { id } score ranking { llm { id } score predictedPerformance cost } } } }`;
    const inputs = Array.from({ length: 1000 }, (_, i) => ({ query: `q ${i}` }));
    expect(await refused(full, { inputs })).toEqual([200, undefined, undefined]);
  });

  it('lets introspection through', async () => {
    const { status, body } = await server.graphql(getIntrospectionQuery());
    expect([status, body.data.__schema.queryType.name]).toEqual([200, 'Query']);
  });

  it('the widest document that is parsed is refused within two seconds', async () => {
    const start = performance.now();
    expect((await refused(`{ llms { ${'id '.repeat(9900)} } }`)).slice(0, 2)).toEqual([400, 'OPERATION_TOO_LARGE']);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
