import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const FIGURE = '{ value low high }';
const EFFECT = `{ without with change ${FIGURE} }`;
const PREVIEW = `query ($input: LlmPreviewInput!) { llmPreview(input: $input) {
  llm change pool router version alpha target { kind value } on queries decisions { matching examined withoutText } answers knowsDeviation
  share ${FIGURE} performance ${EFFECT} costPerThousand ${EFFECT} costPercent ${FIGURE} reward ${EFFECT}
  cautious { share performanceChange costPerThousandChange rewardChange }
  displaced { llm without with lost ${FIGURE} predicted { displaced llm } observed { mean queries } }
  where { kind name queries share ${FIGURE} performanceChange halfWidth displaces }
  examples { id text task from predicted { displaced llm } halfWidth }
  weakAbilities { ability deviation typicalDeviation answers queries tasks }
  text notes } }`;
const ask = (input: object) => server.graphql(PREVIEW, { input });
const preview = async (input: object) => {
  const { body } = await ask(input);
  expect(body.errors).toBeUndefined();
  return body.data.llmPreview;
};
const FREE = { inputPerMillion: 0, outputPerMillion: 0 };

/** Chosen LLM of each query. */
async function route(n: number, more: object): Promise<string[]> {
  const inputs = Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, ...more }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { llm { id } } } }',
    { inputs },
  );
  return body.data.routeMany.map(({ llm }: { llm: { id: string } }) => llm.id);
}

describe('llmPreview', () => {
  it('previews a cold LLM on real decisions as routing with it named decides, and logs nothing', async () => {
    await route(80, { alpha: 0.6, tags: ['traffic'] });
    const prices = [{ llm: 'llm-5', ...FREE }];
    const llms = ['llm-0', 'llm-1', 'llm-2', 'llm-3', 'llm-5'];
    const after = await route(80, { alpha: 0.6, llms, prices });
    const logged = server.decisions.written.length;
    const found = await preview({ llm: 'llm-5', tag: 'traffic', price: FREE, examples: 2 });
    expect(found).toMatchObject({
      llm: 'llm-5',
      change: 'ADD',
      pool: 'default',
      router: 'mirt',
      on: 'RECENT',
      queries: 80,
    });
    const share = after.filter((id) => id === 'llm-5').length / 80;
    expect(share).toBeGreaterThan(0);
    expect(found.share.value).toBeCloseTo(share, 9);
    expect(found.share.low).toBeLessThanOrEqual(share);
    expect(found.costPerThousand.change.value).toBeLessThan(0);
    expect(found.examples).toHaveLength(2);
    expect(found.examples[0].text).toMatch(/^Question \d+$/);
    expect(found.text).toContain(`would take ${(100 * share).toFixed(1)} % of 80 logged queries`);
    expect(found.notes.join(' ')).toContain('LLM-5 is COLD');
    await server.decisions.flush();
    // The 80 that were decided with named LLMs were waiting to be written.
    expect(server.decisions.written.length).toBe(Math.max(logged, 160));
  });

  it('previews held-out queries by task and difficulty, and the removal of a member', async () => {
    const found = await preview({ llm: 'llm-3', on: 'HELD_OUT', alpha: 1, router: 'knn' });
    expect(found).toMatchObject({ change: 'REMOVE', on: 'HELD_OUT', queries: 200, alpha: 1 });
    expect(new Set(found.where.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['TASK', 'DIFFICULTY']));
    expect(found.text).toMatch(/^Pool default has LLM-3 answer/);
    const balanced = await preview({ llm: 'llm-5', on: 'HELD_OUT', objective: { balance: 0.5 } });
    expect(balanced).toMatchObject({ alpha: null, target: { kind: 'BALANCE', value: 0.5 }, reward: null });
  });

  it.each([
    [{ llm: 'nobody' }, 'UNKNOWN_LLM'],
    [{ llm: 'llm-5', pool: 'nowhere' }, 'UNKNOWN_POOL'],
    [{ llm: 'llm-4' }, 'NO_ELIGIBLE_LLM'],
    [{ llm: 'llm-5', router: 'knn' }, 'UNSUPPORTED_POOL'],
    [{ llm: 'llm-5', router: 'random' }, 'NO_PREDICTED_PERFORMANCE'],
    [{ llm: 'llm-5', alpha: 2 }, 'ALPHA_OUT_OF_RANGE'],
    [{ llm: 'llm-5', limit: 0 }, 'PAGE_INVALID'],
    [{ llm: 'llm-5', examples: 51 }, 'PAGE_INVALID'],
    [{ llm: 'llm-5', price: { inputPerMillion: -1, outputPerMillion: 0 } }, 'PRICE_INVALID'],
  ])('refuses %j with %s', async (input, code) => {
    const { body } = await ask(input);
    expect(body.errors[0].extensions.code).toBe(code);
    expect(body.errors[0].message.length).toBeGreaterThan(10);
  });
});
