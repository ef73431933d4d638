import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const inputs = Array.from({ length: 60 }, (_, i) => ({ query: `Question ${i}`, alpha: 0.6, tags: ['billing'] }));
  await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }',
    { inputs },
  );
});
afterAll(() => server.close());

/** `theta preview …` in this process against the server of this test. */
async function preview(...args: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: (text: string) => void notes.push(text) };
  const code = await runProgram(['preview', ...args, '--server', server.url], () => readConfig({}), {
    ...terminal,
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('theta preview', () => {
  it('prints the text, figures, who is displaced, where, and notes', async () => {
    const { code, out } = await preview('--llm', 'llm-5', '--price', '0,0', '--alpha', '0.5', '--tag', 'billing');
    expect(code).toBe(0);
    expect(out).toMatch(/^In pool default LLM-5 would take \d+\.\d % of 60 logged queries by mirt at α = 0\.5/);
    expect(out).toMatch(/share of queries +– +\d+\.\d% +– +\[/);
    expect(out).toMatch(/USD per 1,000 queries +\d/);
    expect(out).toMatch(/LLM +without +with +loses/);
    expect(out).toMatch(/difficulty +easiest third +20/);
    expect(out).toContain('· LLM-5 is COLD');
  });

  it('prints JSON, on held-out queries and towards an objective', async () => {
    const { out } = await preview('--llm', 'llm-5', '--on', 'held-out', '--balance', '0.5', '--json');
    expect(JSON.parse(out)).toMatchObject({
      llm: 'llm-5',
      on: 'HELD_OUT',
      queries: 200,
      target: { kind: 'BALANCE', value: 0.5 },
      decisions: { matching: 0, examined: 0, withoutText: 0 },
    });
    const none = await preview('--llm', 'llm-5', '--until', '2020-01-01', '--json');
    expect(JSON.parse(none.out)).toMatchObject({ on: 'HELD_OUT' });
  });

  it.each([
    [[], 2, /--llm/],
    [['--llm', 'nobody'], 2, /No LLM "nobody"/],
    [['--llm', 'llm-5', '--on', 'tuesday'], 2, /expected recent or held-out/],
    [['--llm', 'llm-5', '--price', '3'], 2, /expected input,output/],
    [['--llm', 'llm-5', '--router', 'knn'], 3, /knn has no responses of llm-5/],
  ])('refuses %j with code %i', async (args, code, message) => {
    const found = await preview(...args);
    expect(found.code).toBe(code);
    expect(found.notes).toMatch(message);
  });
});
