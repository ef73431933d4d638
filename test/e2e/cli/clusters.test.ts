import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import { MemoryRouterSets, clusterService, withNirt } from '../../fixtures/api/clusters.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
const store = new MemoryRouterSets();
beforeAll(async () => {
  const set = await withNirt(await testRouterSet());
  server = await startTestServer({ clusters: clusterService(() => set, store) });
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

describe('theta clusters', () => {
  it('lists them for people and as JSON', async () => {
    const asJson = JSON.parse((await theta('clusters', '--json')).out) as { id: number; abilities: string[] }[];
    expect(asJson[0]).toMatchObject({ id: 0, annotatedBy: 'lexical' });
    const { code, out } = await theta('clusters', 'list', '--router', 'nirt');
    expect(code).toBe(0);
    expect(out).toMatch(/^id +queries +tasks +abilities +by/);
    expect(out).toMatch(/task-\d \d+ %/);
    expect(out.trim().split('\n').length).toBeGreaterThan(asJson.length);
  });

  it('corrects them and says what it stored', async () => {
    const args = ['0=knowledge, reasoning', '--label', 'mended', '--reason', 'looked at them', '--promote'];
    const { code, out } = await theta('clusters', 'correct', ...args);
    expect([code, out]).toEqual([0, `Stored ${store.saved[0]?.version}, which serves now.`]);
    expect(store.saved[0]).toMatchObject({ label: 'mended', summary: { correction: { reason: 'looked at them' } } });
    expect(store.promoted).toEqual([store.saved[0]?.version]);
  });

  it.each([
    [['clusters', 'correct', 'reasoning'], /expected the number of a cluster/],
    [['clusters', 'correct'], /missing required argument/],
    [['clusters', 'correct', '0=flying'], /Not abilities of this router: flying[\s\S]*knowledge/],
    [['clusters', '--router', 'knn'], /Router knn has no clusters/],
  ])('refuses %j as wrong input', async (args, message) => {
    const { code, notes } = await theta(...args);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});
