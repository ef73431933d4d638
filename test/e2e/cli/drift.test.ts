import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import { seededRng } from '../../../src/domain/random.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import type { TrafficOptions } from '../../fixtures/logged-traffic.js';
import { HOUR_MS, loggedTraffic } from '../../fixtures/logged-traffic.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const now = Date.now();
  const rng = seededRng(22);
  const log = (tag: string, change: Partial<TrafficOptions>) => {
    const span = { n: 300, from: now - 20 * HOUR_MS, to: now - HOUR_MS };
    const made = loggedTraffic({ ...span, ...change, more: { tags: [tag] } }, rng);
    server.decisions.written.push(...made.records);
    server.feedback.stored.push(...made.feedback);
  };
  for (const tag of ['steady', 'far']) log(tag, { n: 600, from: now - 150 * HOUR_MS, to: now - 30 * HOUR_MS });
  log('steady', {});
  log('far', { further: -0.25 });
});
afterAll(() => server.close());

/** `theta drift …` in this process against the server of this test. */
async function drift(...args: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: (text: string) => void notes.push(text) };
  const code = await runProgram(['drift', ...args, '--server', server.url], () => readConfig({}), {
    ...terminal,
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('theta drift', () => {
  it('prints checks and alerts with their evidence for people', async () => {
    const { code, out } = await drift('--tag', 'far', '--examples', '2');
    expect(code).toBe(0);
    expect(out).toMatch(/^1 alert: 300 recent decisions against 600 of the reference\./);
    expect(out).toMatch(/DISTANCE +– +300 +600 +0\.\d{3} +0\.2 +\S+ +ALERT/);
    expect(out).toMatch(/LLM_SHARES +– +300 +600 +0\.\d{3} +0\.1 +\S+ +STEADY/);
    expect(out).toContain('! Recent queries are further from the training queries');
    expect(out.match(/^traffic-\d+ +llm-\d +-?0\.\d{3} +Query \d+$/gm)).toHaveLength(2);
  });

  it('prints JSON, and takes windows and thresholds', async () => {
    const { out } = await drift('--tag', 'far', '--json');
    expect(JSON.parse(out)).toMatchObject({ alerts: [{ kind: 'DISTANCE', examples: expect.any(Array) }] });
    const loose = await drift('--tag', 'far', '--distance', '1', '--shares', '1', '--bias', '1', '--json');
    expect(JSON.parse(loose.out)).toMatchObject({ alerts: [] });
    const past = await drift('--until', '2020-01-01', '--reference-since', '2019-01-01', '--json');
    expect(JSON.parse(past.out)).toMatchObject({ recent: { examined: 0, to: '2020-01-01T00:00:00.000Z' } });
    expect((await drift('--tag', 'far', '--least-decisions', '500')).out).toContain('500 of each are needed');
    expect((await drift('--tag', 'steady', '--training')).out).toMatch(/DISTANCE +– +300 +\d+/);
  });

  it('tells alerts by the exit code where that is asked for', async () => {
    expect((await drift('--tag', 'far', '--fail-on-alert')).code).toBe(5);
    const steady = await drift('--tag', 'steady', '--fail-on-alert');
    expect(steady.code).toBe(0);
    expect(steady.out).toMatch(/^No alert: 300 recent decisions/);
  });

  it.each([
    [['--since', 'yesterday'], /expected a time such as 2026-01-31/],
    [['--level', '2'], /level: expected a number between 0 and 1, got 2/],
    [['--until', '2020-01-01', '--since', '2021-01-01'], /recent window ends/],
    [['--limit', '0'], /limit must be from 1/],
  ])('refuses %j as wrong input', async (args, message) => {
    const { code, notes } = await drift(...args, '--fail-on-alert');
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});
