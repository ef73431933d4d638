import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const inputs = Array.from({ length: 500 }, (_, i) => ({
    query: `Question ${i}, which goes on for more characters than a terminal should show of it`,
    alpha: 1,
    exploration: 1,
    tags: ['billing'],
  }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id llm { id } } } }',
    { inputs },
  );
  for (const [i, { id, llm }] of (body.data.routeMany as { id: string; llm: { id: string } }[]).entries()) {
    await server.services.feedback.record({ decisionId: id, score: llm.id === 'llm-0' ? 0.25 : i % 2 });
  }
});
afterAll(() => server.close());

/** `theta …` in this process against the server of this test. */
async function theta(...args: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: (text: string) => void notes.push(text) };
  const code = await runProgram([...args, '--server', server.url], () => readConfig({}), {
    ...terminal,
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

const whatIf = (...args: string[]) => theta('what-if', ...args);

describe('theta what-if', () => {
  it('prints figures, mix, estimates and examples for people', async () => {
    const { code, out } = await whatIf('--alpha', '0', '--tag', 'billing', '--examples', '2');
    expect(code).toBe(0);
    expect(out).toMatch(/^Of 500 replayed decisions \d+ \(\d+\.\d %\) go to another LLM/);
    expect(out).toMatch(/P̂ by the router that decided +\d\.\d{3} +\d\.\d{3} +500/);
    expect(out).toMatch(/llm-0 +\d+\.\d% +100\.0%/);
    expect(out).toMatch(/doubly robust +0\.\d{3} \[/);
    expect(out).toMatch(/self-normalised +0\.250 \[0\.250, 0\.250\]/);
    expect(out).not.toContain('new prices');
    expect(out).toMatch(/effective sample size \d+\.\d, expected 125\.0/);
    expect(out).toMatch(/Question \d+, which goes on for more characters than a term…/);
  });

  it('prints JSON, and takes prices, candidates and times', async () => {
    const args = ['--price', 'llm-3=0,0', '--price', 'llm-0=1,2', '--llms', 'llm-0,llm-3', '--alpha', '0'];
    const { out } = await whatIf(...args, '--since', '2020-01-01', '--limit', '100', '--json');
    const found = JSON.parse(out) as { matching: number; examined: number; mix: { llm: string; after: number }[] };
    expect(found).toMatchObject({ matching: 500, examined: 100, replayed: 100 });
    expect(found.mix[0]).toMatchObject({ llm: 'llm-3', after: 1 });
    expect((await whatIf('--alpha', '0', '--until', '2020-01-01T00:00Z')).out).toBe(
      'No logged decision fits the filter.',
    );
  });

  it('says what is missing for an estimate, and what could not be replayed', async () => {
    const { out } = await whatIf('--llms', 'llm-5', '--alpha', '0');
    expect(out).toContain('No estimate from outcomes: In 500 of 500 scored decisions the new choice was no candidate');
    expect(out).toContain('make them candidates while exploration is on');
  });

  it.each([
    [[], /Nothing is different/],
    [['--price', 'llm-3'], /expected llm=input,output/],
    [['--since', 'yesterday'], /expected a time such as 2026-01-31/],
    [['--alpha', 'high'], /expected a number/],
    [['--router', 'nobody'], /No router "nobody" is loaded/],
  ])('refuses %j as wrong input', async (args, message) => {
    const { code, notes } = await whatIf(...args);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});

describe('theta shadow', () => {
  it('compares with what the shadow router would have decided', async () => {
    await server.shadow.flush();
    const { code, out } = await theta('shadow', '--tag', 'billing', '--examples', '1');
    expect(code).toBe(0);
    expect(out).toMatch(/^knn agrees with \d+ \(\d+\.\d %\) of the 500 decisions that it shadowed/);
    expect(JSON.parse((await theta('shadow', '--json', '--limit', '50')).out)).toMatchObject({ replayed: 50 });
    expect((await theta('shadow', '--router', 'mirt')).out).toContain(
      'not replayed: 500. The shadow router decided nothing',
    );
  });
});
