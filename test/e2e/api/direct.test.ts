import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    responses: { sources: () => Promise.reject(new ThetaError('DATABASE_UNAVAILABLE', 'No answer.')) },
  });
  const byIds = server.decisions.byIds.bind(server.decisions);
  server.decisions.byIds = (ids) => (ids.includes('broken') ? Promise.reject(new Error('secret')) : byIds(ids));
});
afterAll(() => server.close());

const ROUTE = 'query Ask($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { llm { id } score } } }';
const MANY = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { __typename ... on RoutingDecision {
  ranking { llm { id name } score } rankingColumns { llms } neighbours(k: 20) { similarity performance { llm { id } performance } } }
  ... on RouteRefusal { code message hint } } }`;
const TWO = 'query a { pools { id } } query b($id: ID! = "llm-1") { llm(id: $id) { id name } }';
const inputs = (n: number) => Array.from({ length: n }, (_, i) => ({ query: i === 1 ? '' : `q ${i}` }));

/** Only these media types are answered without Apollo; the other asks Apollo for the same bytes. */
const DIRECT = { accept: 'application/json' };
const VIA_APOLLO = { accept: 'application/json;q=0.9' };

const send = (body: object, headers: Record<string, string>) =>
  server.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** All that a client sees, without what differs from request to request, and the fault lines of the log. */
async function seen(body: object, headers: Record<string, string>) {
  const before = server.log.length;
  const answer = await send(body, headers);
  const id = answer.headers.get('x-request-id') as string;
  const named = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(id, 'REQUEST')) as unknown;
  const faults = server.log.slice(before).filter((line) => line['msg'] === 'fault');
  return {
    status: answer.status,
    headers: named([...answer.headers].filter(([name]) => name !== 'date')),
    body: named(answer.body),
    faults: faults.map(({ requestId, operationName, path }) => named([requestId, operationName, path])),
  };
}

describe('an answer without Apollo is the answer with it', () => {
  it.each<[string, object, number?]>([
    ['a decision', { query: ROUTE, variables: { input: { query: 'Prove it' } } }],
    ['a batch with a refusal', { query: MANY, variables: { inputs: inputs(5) } }],
    ['one operation of two', { query: TWO, operationName: 'b' }],
    ['null for variables and name', { query: '{ pools { id } }', variables: null, operationName: null }],
    ['a variable that is not asked for', { query: '{ pools { id } }', variables: { other: 1 } }],
    ['introspection', { query: '{ __schema { queryType { name } } __typename }' }],
    ['an input error', { query: ROUTE, variables: { input: { query: ' ' } } }],
    ['an input error of a batch', { query: MANY, variables: { inputs: inputs(1001) } }, 400],
    [
      'an enum that does not exist',
      { query: 'query ($s: LlmStatus) { llms(status: $s) { id } }', variables: { s: 'x' } },
      400,
    ],
    ['a missing variable', { query: ROUTE }, 400],
    ['a variable of a wrong type', { query: ROUTE, variables: { input: { query: 7 } } }, 400],
    ['no name for two operations', { query: TWO }, 400],
    ['a name that is not there', { query: TWO, operationName: 'c' }, 400],
    ['a batch that costs too much', { query: MANY, variables: { inputs: inputs(1000) } }, 400],
    ['a mutation that fails', { query: 'mutation { cancelJob(id: "nobody") { id } }' }],
    ['something unavailable', { query: '{ trainingSources { source } }' }, 503],
    ['a fault', { query: 'query Q { decision(id: "broken") { id } }' }, 500],
    ['a fault beside data', { query: '{ llm(id: "llm-0") { id } decision(id: "broken") { id } }' }],
    ['a syntax error', { query: '{ pools {' }, 400],
    ['an unknown field', { query: '{ pool }' }, 400],
  ])('%s', async (_what, body, status = 200) => {
    await send({ query: ROUTE, variables: { input: { query: 'first sight of the documents' } } }, DIRECT);
    const first = await seen(body, DIRECT);
    const apollo = await seen(body, VIA_APOLLO);
    const direct = await seen(body, DIRECT);
    expect(direct).toEqual(apollo);
    expect(first).toEqual(apollo);
    expect(direct.status).toBe(status);
  });

  it('is the same text, with the fields in the same order', async () => {
    const text = async (accept: string) => {
      const body = JSON.stringify({ query: '{ llm(id: "llm-0") { id } decision(id: "none") { id } }' });
      const headers = { 'content-type': 'application/json', accept };
      return (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })).text();
    };
    const first = await text(VIA_APOLLO.accept);
    expect(await text(DIRECT.accept)).toBe(first);
  });

  it('logs a decision once', async () => {
    const written = async () => {
      await server.decisions.flush();
      return server.decisions.written.length;
    };
    await send({ query: ROUTE, variables: { input: { query: 'known' } } }, DIRECT);
    const before = await written();
    for (const accept of [DIRECT, VIA_APOLLO]) {
      expect((await send({ query: ROUTE, variables: { input: { query: 'once' } } }, accept)).status).toBe(200);
    }
    expect((await written()) - before).toBe(2);
  });
});
