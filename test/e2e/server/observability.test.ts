import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector } from './collector.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const ASK = 'query Ask($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { id llm { id } } } }';
/** Stand for what a user typed and for keys; they must be found nowhere. */
const TYPED = 'zebra-quartz-typed-text';
const KEY = 'sk-never-to-be-seen';

let server: Server;
let collector: Awaited<ReturnType<typeof startCollector>>;

const traceparent = (flags = '01') => {
  const traceId = randomBytes(16).toString('hex');
  const parent = randomBytes(8).toString('hex');
  return { traceId, parent, header: `00-${traceId}-${parent}-${flags}` };
};
const post = (body: string, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const ask = (text: string, headers: Record<string, string> = {}) =>
  post(JSON.stringify({ query: ASK, variables: { input: { query: text, tags: [TYPED] } } }), headers);
const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
/** Sum of the series of a metric whose labels hold all of `labels`. */
const value = (text: string, name: string, ...labels: string[]) =>
  text
    .split('\n')
    .filter((line) => new RegExp(`^${name}[ {]`).test(line) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

beforeAll(async () => {
  collector = await startCollector();
  server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    THETA_LOG_LEVEL: 'trace',
    OPENAI_API_KEY: KEY,
    THETA_HUB_TOKEN: KEY,
  });
});
afterAll(async () => {
  await server?.stop();
  await collector?.close();
});

describe('a server that is watched', () => {
  it.each(['the first time a document comes', 'when its document is known'])(
    'gives one connected trace of a decision, below its caller, %s',
    async () => {
      const { traceId, parent, header } = traceparent();
      expect((await ask(`${TYPED} ${traceId}`, { traceparent: header })).status).toBe(200);
      await expect
        .poll(() => collector.tree(traceId, parent))
        .toEqual({
          'POST /graphql': { 'graphql query Ask': { decide: { embed: {}, search: {}, 'predict hirt': {} } } },
        });
    },
  );

  it('puts statements under the operation that made them', async () => {
    const { traceId, parent, header } = traceparent();
    await post(JSON.stringify({ query: '{ decisions(first: 1) { edges { node { id } } } }' }), { traceparent: header });
    await expect
      .poll(() => JSON.stringify(collector.tree(traceId, parent)))
      .toMatch(/^\{"POST \/graphql":\{"graphql query":\{.*"select decisions":\{\}/);
  });

  it('leaves out what its caller does not want traced', async () => {
    const unwanted = traceparent('00');
    const wanted = traceparent();
    await ask('not traced', { traceparent: unwanted.header });
    await ask('traced', { traceparent: wanted.header });
    await expect.poll(() => collector.spans.some(({ traceId }) => traceId === wanted.traceId)).toBe(true);
    expect(collector.spans.filter(({ traceId }) => traceId === unwanted.traceId)).toEqual([]);
  });

  it('writes the ids of request and trace into the lines of a request', async () => {
    const { traceId, header } = traceparent();
    const response = await post('{ "query": "{ nothing }" }', { traceparent: header });
    const requestId = response.headers.get('x-request-id');
    await expect
      .poll(() =>
        server
          .output()
          .split('\n')
          .filter((line) => line.includes(traceId)),
      )
      .toContainEqual(expect.stringContaining(`"requestId":"${requestId}"`));
  });

  it('says in one line what has started, and at /version which build it is', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const line = server
      .output()
      .split('\n')
      .find((l) => l.includes('"msg":"started"')) as string;
    expect(JSON.parse(line)).toMatchObject({
      ...{ version, database: 'embedded', defaultRouter: 'hirt', embedder: 'lexical', auth: 'none' },
      ...{ routers: expect.arrayContaining(['mirt', 'knn']), traces: 'on', metrics: '/metrics' },
    });
    const build: unknown = await (await fetch(`${server.url}/version`)).json();
    expect(build).toEqual({ version, node: process.version, commit: (JSON.parse(line) as { commit: unknown }).commit });
  });

  it('counts what it does', async () => {
    const before = await metrics();
    for (let i = 0; i < 3; i++) await ask(`counted ${i}`);
    await post(JSON.stringify({ query: ASK, variables: { input: { query: '' } } }));
    await post(
      JSON.stringify({
        query: '{ routeMany(inputs: [{ query: "x", router: "nobody" }]) { ... on RouteRefusal { code } } }',
      }),
    );
    await fetch(`${server.url}/no/such/${TYPED}`);
    const written = async () =>
      value(await metrics(), 'theta_decision_log_written_total') - value(before, 'theta_decision_log_written_total');
    await expect.poll(written).toBeGreaterThanOrEqual(3);
    const after = await metrics();
    const grown = (name: string, ...labels: string[]) => value(after, name, ...labels) - value(before, name, ...labels);
    expect(grown('theta_decisions_total', 'router="hirt"', 'outcome="routed"')).toBe(3);
    expect(grown('theta_decision_duration_seconds_count')).toBe(3);
    expect(grown('theta_refusals_total', 'router="(unknown)"', 'code="UNKNOWN_ROUTER"')).toBe(1);
    expect(grown('theta_graphql_operation_duration_seconds_count', 'operation="Ask"', 'outcome="ok"')).toBe(3);
    expect(grown('theta_graphql_operation_duration_seconds_count', 'operation="Ask"', 'outcome="error"')).toBe(1);
    expect(grown('theta_graphql_errors_total', 'code="QUERY_EMPTY"')).toBe(1);
    expect(grown('theta_http_request_duration_seconds_count', 'route="(none)"', 'status="404"')).toBe(1);
    expect(grown('theta_http_request_duration_seconds_count', 'method="POST"', 'route="/graphql"')).toBe(5);
    expect(grown('theta_embedding_texts_total', 'result="embedded"')).toBe(3);
    // The log looks for neighbours again, for what answers may cost.
    expect(grown('theta_index_queries_total')).toBeGreaterThanOrEqual(3);
    expect(grown('theta_database_statement_duration_seconds_count', 'statement="insert"')).toBeGreaterThan(0);
    expect(value(after, 'theta_serving_info', 'default_router="hirt"')).toBe(1);
    expect(value(after, 'theta_catalogue_llms')).toBeGreaterThan(10);
    expect(after).not.toContain(TYPED);
  });

  it('keeps texts and keys out of its log, its traces and its figures, whatever comes', async () => {
    await ask(TYPED, { authorization: `Bearer ${KEY}`, cookie: `session=${KEY}`, 'x-api-key': KEY });
    await ask(`${TYPED}\u0000`);
    await ask(`${TYPED} `.repeat(5000));
    await post(JSON.stringify({ query: ASK, variables: { input: { query: TYPED, router: TYPED } } }));
    await post(JSON.stringify({ query: ASK, variables: { input: { query: TYPED, nothing: TYPED } } }));
    await post(JSON.stringify({ query: ASK, variables: { input: TYPED } }));
    await post(JSON.stringify({ query: `{ route(input: { query: "${TYPED}" }) { nothing } }` }));
    await post(JSON.stringify({ query: `{ route(input: { query: "${TYPED} }` }));
    await post(`{ "query": "${TYPED}`);
    await post(JSON.stringify({ query: ASK }), {}, `/graphql?query=${TYPED}&key=${KEY}`);
    await fetch(`${server.url}/graphql?query=${encodeURIComponent(`{ route(input: { query: "${TYPED}" }) { x } }`)}`);
    await fetch(`${server.url}/${TYPED}?key=${KEY}`);
    await post(
      JSON.stringify({
        query: `mutation { recordFeedback(input: { decisionId: "0190a0b0-0000-7000-8000-000000000000", thumbs: UP, comment: "${TYPED}" }) { id } }`,
      }),
    );
    const { traceId, header } = traceparent();
    await ask(`${TYPED} last`, { traceparent: header, baggage: `key=${KEY}` });
    await expect.poll(() => collector.spans.some((span) => span.traceId === traceId)).toBe(true);
    const seen = { log: server.output(), traces: JSON.stringify(collector.spans), metrics: await metrics() };
    expect(seen.log.split('\n').length).toBeGreaterThan(20);
    for (const [where, text] of Object.entries(seen)) {
      expect(text.includes(TYPED), `a text in the ${where}`).toBe(false);
      expect(text.includes(KEY), `a key in the ${where}`).toBe(false);
    }
  });
});
