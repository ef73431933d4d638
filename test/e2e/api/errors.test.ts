import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { MAX_BATCH, MAX_CHARACTERS } from '../../fixtures/api/world.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ROUTE = 'query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { id } } }';
const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) =>
  server.request('/graphql', { method: 'POST', headers, body });
const codeOf = (body: { errors: { extensions: { code: string } }[] }) => body.errors[0]?.extensions.code;

describe('bad input of a well-formed request', () => {
  it.each([
    ['an empty query', { query: ' \n ' }, 'QUERY_EMPTY'],
    ['a huge query', { query: 'x'.repeat(MAX_CHARACTERS + 1) }, 'QUERY_TOO_LONG'],
    ['binary', { query: 'a\u0000b' }, 'QUERY_NOT_TEXT'],
    ['half of a surrogate pair', { query: 'a\ud800' }, 'QUERY_NOT_TEXT'],
    ['α above 1', { query: 'x', alpha: 1.5 }, 'ALPHA_OUT_OF_RANGE'],
    ['α below 0', { query: 'x', alpha: -0.1 }, 'ALPHA_OUT_OF_RANGE'],
    ['λ above 1', { query: 'x', warmUpWeight: 2 }, 'WARM_UP_OUT_OF_RANGE'],
    ['an unknown router', { query: 'x', router: 'nobody' }, 'UNKNOWN_ROUTER'],
    ['an unknown pool', { query: 'x', pool: 'nowhere' }, 'UNKNOWN_POOL'],
    ['an unknown LLM', { query: 'x', llms: ['nobody'] }, 'UNKNOWN_LLM'],
    ['an empty pool', { query: 'x', pool: 'empty' }, 'EMPTY_POOL'],
    ['an empty list of LLMs', { query: 'x', llms: [] }, 'EMPTY_POOL'],
    [
      'a negative price',
      { query: 'x', prices: [{ llm: 'llm-0', inputPerMillion: -1, outputPerMillion: 0 }] },
      'PRICE_INVALID',
    ],
    ['a label too long', { query: 'x', tags: ['t'.repeat(129)] }, 'BAD_USER_INPUT'],
  ])('%s is an error with a code and status 200', async (_what, input, code) => {
    const { status, body } = await server.graphql(ROUTE, { input });
    expect([status, codeOf(body), body.errors[0].extensions.kind]).toEqual([200, code, 'input']);
    expect(body.data).toBeNull();
  });

  it('an α of 1e400 is out of range as a literal and no number as a variable', async () => {
    const literal = await server.graphql('{ route(input: { query: "x", alpha: 1e400 }) { __typename } }');
    expect(codeOf(literal.body)).toBe('ALPHA_OUT_OF_RANGE');
    const variable = await post(
      `{"query": ${JSON.stringify(ROUTE)}, "variables": {"input": {"query": "x", "alpha": 1e400}}}`,
    );
    expect([variable.status, codeOf(variable.body)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it.each(['NaN', '"NaN"', 'true'])('an α of %s does not fit the schema', async (alpha) => {
    const { status, body } = await server.graphql(`{ route(input: { query: "x", alpha: ${alpha} }) { __typename } }`);
    expect([status, codeOf(body)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('a batch over the limit is one error', async () => {
    const inputs = Array.from({ length: MAX_BATCH + 1 }, () => ({ query: 'x' }));
    const many = 'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { __typename } }';
    expect(codeOf((await server.graphql(many, { inputs })).body)).toBe('BATCH_TOO_LARGE');
  });
});

describe('requests that cannot be read', () => {
  it.each([
    ['JSON that is none', () => post('{x'), 400, 'BAD_REQUEST'],
    ['an empty body', () => post(''), 400, 'BAD_REQUEST'],
    ['an array', () => post('[{"query":"{pools{id}}"}]'), 400, 'BAD_REQUEST'],
    ['no query', () => post('{"variables":{}}'), 400, 'BAD_REQUEST'],
    ['a poisoned prototype', () => post('{"__proto__":{"x":1},"query":"{pools{id}}"}'), 400, 'BAD_REQUEST'],
    ['text', () => post('{pools{id}}', { 'content-type': 'text/plain' }), 415, 'BAD_REQUEST'],
    ['a form', () => post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'BAD_REQUEST'],
    ['a huge body', () => post(JSON.stringify({ query: ' '.repeat(2 << 20) })), 413, 'REQUEST_TOO_LARGE'],
    ['a syntax error', () => post('{"query":"{ pools {"}'), 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', () => post('{"query":"{ pool { id } }"}'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', () => server.graphql(ROUTE, {}), 400, 'BAD_USER_INPUT'],
    ['a variable of a wrong type', () => server.graphql(ROUTE, { input: { query: 7 } }), 400, 'BAD_USER_INPUT'],
    [
      'two operations without a name',
      () => server.graphql('query a { pools { id } } query b { pools { id } }'),
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['an unknown path', () => server.request('/graphq'), 404, 'BAD_REQUEST'],
    ['a method that is not taken', () => server.request('/graphql', { method: 'DELETE' }), 405, 'BAD_REQUEST'],
    ['a form of another site (CSRF)', () => server.request('/graphql?query={pools{id}}'), 400, 'BAD_REQUEST'],
    [
      'a persisted query',
      () => post(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })),
      200,
      'BAD_REQUEST',
    ],
  ])('%s is a coded error and the server lives on', async (_what, ask, status, code) => {
    const answer = await ask();
    expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
    expect(answer.body.errors[0].extensions.stacktrace).toBeUndefined();
    expect((await server.graphql('{ pools { id } }')).status).toBe(200);
  });

  it('answers GET to those who say that they are no form', async () => {
    const { status, body } = await server.request('/graphql?query={pools{id}}', {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([status, body.data.pools.length]).toEqual([200, 4]);
  });

  it('does not change anything by GET', async () => {
    const mutation = encodeURIComponent('mutation { cancelJob(id: "x") { id } }');
    const { status } = await server.request(`/graphql?query=${mutation}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(status).toBe(405);
  });
});

describe('faults', () => {
  it('are masked, with an id that is in the log', async () => {
    const own = await startTestServer({
      responses: { sources: () => Promise.reject(new Error('password of the database')) },
    });
    const { status, body, headers } = await own.graphql('{ trainingSources { source } }');
    await own.close();
    expect([status, codeOf(body), body.errors[0].extensions.kind]).toEqual([500, 'INTERNAL', 'fault']);
    expect(JSON.stringify(body)).not.toContain('password');
    const id = body.errors[0].extensions.id as string;
    expect(id).toBe(headers.get('x-request-id'));
    const lines = own.log.filter((line) => line['requestId'] === id && line['msg'] === 'fault');
    expect(JSON.stringify(lines)).toContain('password of the database');
  });

  it('beside an answer leave the status at 200', async () => {
    const own = await startTestServer();
    own.decisions.byIds = () => Promise.reject(new Error('gone'));
    const { status, body } = await own.graphql('{ llm(id: "llm-0") { id } decision(id: "x") { id } }');
    await own.close();
    expect([status, body.data, codeOf(body)]).toEqual([200, { llm: { id: 'llm-0' }, decision: null }, 'INTERNAL']);
  });

  it('that pass are 503, with the code of what is missing', async () => {
    const own = await startTestServer({
      responses: { sources: () => Promise.reject(new ThetaError('DATABASE_UNAVAILABLE', 'No answer.')) },
    });
    const { status, body } = await own.graphql('{ trainingSources { source } }');
    await own.close();
    expect([status, codeOf(body)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
  });
});

describe('the log', () => {
  it('holds no query text at info', async () => {
    const text = 'my very private question';
    await server.graphql(ROUTE, { input: { query: text } });
    await server.graphql(ROUTE, { input: { query: text, alpha: 9 } });
    await server.graphql(ROUTE, { input: { query: text, alpha: 'x' } });
    await server.request(`/graphql?query=${encodeURIComponent(text)}`);
    expect(JSON.stringify(server.log)).not.toContain('private');
    expect(server.log.some((line) => line['status'] === 400 && line['requestId'] !== undefined)).toBe(true);
  });
});
