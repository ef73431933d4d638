import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const FIELDS = `
  __typename
  ... on RoutingDecision { llm { id } rankingColumns { llms } excluded { llm code reason } }
  ... on RouteRefusal { code message hint excluded { llm code } relaxations { constraints { constraint sufficient } llms text } }`;
const ROUTE = `query ($input: RouteInput!) { route(input: $input) { ${FIELDS} } }`;
const MANY = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ${FIELDS} } }`;
const ask = async (constraints: object | null, more: object = {}) =>
  (await server.graphql(ROUTE, { input: { query: 'What is two and two?', constraints, ...more } })).body;
const candidates = async (constraints: object | null) =>
  [...(await ask(constraints)).data.route.rankingColumns.llms].sort();

describe('constraints', () => {
  it.each<[object | null, string[]]>([
    [null, ['llm-0', 'llm-1', 'llm-2', 'llm-3']],
    [{}, ['llm-0', 'llm-1', 'llm-2', 'llm-3']],
    [{ minContext: null, tools: null, allow: null, tags: undefined }, ['llm-0', 'llm-1', 'llm-2', 'llm-3']],
    [{ minContext: 8192 }, ['llm-1', 'llm-2']],
    [{ outputTokens: 80 }, ['llm-0', 'llm-1', 'llm-2']],
    [{ outputTokens: 5000 }, ['llm-1']],
    [{ modalities: ['image'] }, ['llm-2']],
    [{ tools: true }, ['llm-1', 'llm-2']],
    [{ languages: ['de-AT', 'en'] }, ['llm-1']],
    [{ requireTags: ['region:eu'] }, ['llm-0']],
    [{ forbidTags: ['region:us'] }, ['llm-0', 'llm-3']],
    [{ maxLatencyMs: 300 }, ['llm-0']],
    [{ allow: ['llm-3', 'llm-0'] }, ['llm-0', 'llm-3']],
    [{ deny: ['llm-3', 'llm-0'] }, ['llm-1', 'llm-2']],
    [{ deny: ['llm-2'], tools: true, minContext: 1000 }, ['llm-1']],
  ])('%j leave %j', async (constraints, left) => {
    expect(await candidates(constraints)).toEqual(left);
  });

  it('list each LLM that they exclude with its code and the figures', async () => {
    const { route } = (await ask({ minContext: 8192, tools: true })).data;
    expect(route.excluded).toEqual([
      {
        llm: 'llm-0',
        code: 'CONTEXT_TOO_SMALL',
        reason: 'LLM-0 has a context window of 100 tokens, minContext asks for 8192; does not call tools.',
      },
      expect.objectContaining({ llm: 'llm-3', code: 'CONTEXT_TOO_SMALL' }),
      expect.objectContaining({ llm: 'llm-4', code: 'UNPRICED' }),
      expect.objectContaining({ llm: 'llm-5', code: 'NOT_CALIBRATED' }),
    ]);
  });

  it('that nobody meets are refused with what to relax, and relaxing so gives an answer', async () => {
    const asked = { tools: true, maxLatencyMs: 800 };
    const { route } = (await ask(asked)).data;
    expect(route).toMatchObject({ __typename: 'RouteRefusal', code: 'NO_ELIGIBLE_LLM' });
    expect(route.relaxations).toEqual([
      {
        constraints: [{ constraint: 'MAX_LATENCY_MS', sufficient: 900 }],
        llms: ['llm-1', 'llm-2'],
        text: 'Without maxLatencyMs, 2 LLMs eligible: llm-1, llm-2. maxLatencyMs: 900 suffices for llm-1.',
      },
      {
        constraints: [{ constraint: 'TOOLS', sufficient: null }],
        llms: ['llm-0'],
        text: 'Without tools, 1 LLM eligible: llm-0.',
      },
    ]);
    expect(route.hint).toContain(route.relaxations[0].text);
    expect(await candidates({ ...asked, maxLatencyMs: 900 })).toEqual(['llm-1']);
    expect(await candidates({ tools: true })).toEqual(['llm-1', 'llm-2']);
  });

  it('say that two must go together where no one suffices', async () => {
    const { route } = (await ask({ modalities: ['audio'], requireTags: ['region:mars'] })).data;
    expect(route.hint).toMatch(
      /^No constraint alone stands in the way: 2 must be relaxed together\. Without modalities and/,
    );
    expect(route.relaxations).toHaveLength(1);
    expect(route.relaxations[0].llms).toEqual(['llm-0', 'llm-1', 'llm-2', 'llm-3']);
  });

  it('offer nothing to relax where a price is what lacks', async () => {
    const { route } = (await ask({ tools: true }, { pool: 'unpriced' })).data;
    expect(route).toMatchObject({ code: 'NO_ELIGIBLE_LLM', relaxations: [], excluded: [{ code: 'UNPRICED' }] });
    expect(route.hint).toContain('Give prices');
  });

  it('narrow an explicit list too', async () => {
    const { route } = (await ask({ deny: ['llm-0'] }, { llms: ['llm-0', 'llm-5'] })).data;
    expect(route.rankingColumns.llms).toEqual(['llm-5']);
  });

  it.each([
    ['BAD_USER_INPUT', { minContext: 0 }],
    ['BAD_USER_INPUT', { maxLatencyMs: -1 }],
    ['BAD_USER_INPUT', { languages: ['German'] }],
    ['BAD_USER_INPUT', { allow: [] }],
    ['UNKNOWN_LLM', { deny: ['nobody'] }],
    ['BAD_USER_INPUT', { deny: Array.from({ length: 1001 }, () => 'llm-0') }],
  ])('answer %s', async (code, constraints) => {
    expect((await ask(constraints)).errors[0].extensions.code).toBe(code);
  });

  it('of one input of many spoil no other, and decide as they do alone', async () => {
    const inputs = [{ tools: true }, { deny: ['nobody'] }, { outputTokens: 90 }, null].map((constraints, i) => ({
      query: `text ${i}`,
      constraints,
    }));
    const { routeMany } = (await server.graphql(MANY, { inputs })).body.data;
    expect(routeMany[1]).toMatchObject({ code: 'UNKNOWN_LLM', relaxations: [] });
    for (const i of [0, 2, 3]) {
      expect(routeMany[i]).toEqual((await server.graphql(ROUTE, { input: inputs[i] })).body.data.route);
    }
  });

  it('hold for every router of a comparison', async () => {
    const COMPARE = `query ($input: RouteInput!) { compare(input: $input) { entries { router result { ${FIELDS} } } } }`;
    const { compare } = (await server.graphql(COMPARE, { input: { query: 'x', constraints: { tools: true } } })).body
      .data;
    const ranked = compare.entries.filter(
      (one: { result: { __typename: string } }) => one.result.__typename === 'RoutingDecision',
    );
    expect(ranked.length).toBeGreaterThan(1);
    for (const { result } of ranked) expect([...result.rankingColumns.llms].sort()).toEqual(['llm-1', 'llm-2']);
  });

  it('look at facts that the catalogue shows', async () => {
    const { body } = await server.graphql(
      '{ llm(id: "llm-1") { contextWindow maxOutputTokens modalities toolCalling languages tags typicalLatencyMs } }',
    );
    expect(body.data.llm).toEqual({
      contextWindow: 8192,
      maxOutputTokens: null,
      modalities: ['text'],
      toolCalling: true,
      languages: ['en', 'de'],
      tags: ['region:us'],
      typicalLatencyMs: 900,
    });
  });
});
