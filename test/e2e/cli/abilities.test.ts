import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import { createAbilityService } from '../../../src/routing/abilities/service.js';
import { withNirt } from '../../fixtures/api/clusters.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { WORLD_ABILITIES } from '../../fixtures/mirt-world.js';

let server: TestServer;
beforeAll(async () => {
  const set = await withNirt(await testRouterSet());
  const llms = [0, 1, 2, 3, 4].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: i + 1 } }));
  const data = catalogue(llms, { default: llms.map((l) => l.id) });
  const described = [...WORLD_ABILITIES, { id: 'juggling', name: 'Juggling', description: 'Keeps balls in the air.' }];
  const deps = { serving: () => set, catalogue: () => data, described, texts: null, defaultAlpha: 0.8 };
  server = await startTestServer({ routing: testRouting(set, data), abilities: createAbilityService(deps) });
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

describe('theta abilities', () => {
  it('lists them with their best LLMs, for people and as JSON', async () => {
    const { code, out } = await theta('abilities');
    expect(code).toBe(0);
    expect(out).toMatch(/^ability +router +queries +annotated +lift +most able/);
    expect(out).toMatch(/\nreasoning +nirt +\d+ +\d+ +\S+ +llm-\d, llm-\d, llm-\d\n/);
    const [first] = JSON.parse((await theta('abilities', '--json')).out) as { id: string; ranking: unknown[] }[];
    expect(first).toMatchObject({ id: 'reasoning', router: 'nirt' });
    expect(first?.ranking).toHaveLength(3);
  });

  it('ranks the LLMs by one and shows the queries that need it', async () => {
    const { out } = await theta('abilities', 'knowledge');
    expect(out).toMatch(/^Knowledge: Recalls facts\.\nOf router nirt, which \d+ training queries need/);
    expect(out).toMatch(/\n +1 {2}llm-\d +0\.\d{3} +0\.\d{3}\n/);
    expect(out).toMatch(/\nquery-\d+ +task-\d +0\.\d{3}/);
    expect((await theta('abilities', 'juggling')).out).toMatch(/No router of the serving version has learned it/);
    expect((await theta('abilities', 'flying')).out).toBe('null');
  });

  it('says which routers have names for their abilities', async () => {
    const { code, notes } = await theta('abilities', '--router', 'mirt');
    expect([code, notes]).toEqual([2, expect.stringMatching(/does not name its abilities[\s\S]*nirt/)]);
  });
});

describe('theta difficulty', () => {
  it('shows the histogram and who answers the hardest and the easiest', async () => {
    const { code, out } = await theta(
      'difficulty',
      '--router',
      'nirt',
      '--bins',
      '4',
      '--alpha',
      '1',
      '--share',
      '0.2',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^Router nirt, version v1\. These are training queries/);
    expect(out).toMatch(/\n0\.25–0\.50 +\d+ /);
    expect(out).toMatch(/\nhardest 20 % +40 +llm-\d \d+ %/);
    const asJson = JSON.parse((await theta('difficulty', '--json')).out) as { routingAnalysis: { share: number } };
    expect(asJson.routingAnalysis).toMatchObject({ share: 0.3, alpha: 0.8, pool: 'default' });
  });

  it('refuses a share that is none', async () => {
    const { code, notes } = await theta('difficulty', '--share', '0.7');
    expect([code, notes]).toEqual([2, expect.stringMatching(/share must be above 0 and at most 0\.5/)]);
  });
});
