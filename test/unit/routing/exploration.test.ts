import { beforeAll, describe, expect, it } from 'vitest';
import { llmId, routerId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { chosenAt, explore, withFirst } from '../../../src/routing/exploration.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { SwappableRoutingService } from '../../../src/routing/routing-service.js';
import type { RouteRequest, RoutingDecision } from '../../../src/routing/types.js';
import { frugalGpt } from '../../../src/plugins/cascade/index.js';
import { MemoryDecisions } from '../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const llms = [0, 1, 2, 3].map((i) =>
  llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: i + 1 }, toolCalling: i !== 2 }),
);
const names = llms.map(({ id }) => id);
let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet('v1', [[frugalGpt, {}]]);
});

function service(epsilon: number, seed = 1) {
  const log = new MemoryDecisions();
  const routing = testRouting(set, catalogue(llms, { default: names }), {
    decisionLog: log,
    exploration: { epsilon, rng: seededRng(seed) },
  });
  return { routing, log };
}

const ask = async (routing: SwappableRoutingService, n: number, more: Partial<RouteRequest> = {}) =>
  (await routing.routeMany(
    Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, ...more })),
  )) as RoutingDecision[];
const chosen = (d: RoutingDecision) => d.ranking.llms[chosenAt(d)];

describe('traffic with ε-exploration', () => {
  it('draws as often as it says, logs the propensity of what was drawn, and leaves the ranking as it was', async () => {
    const { routing, log } = service(0.4);
    const plain = await ask(service(0).routing, 100);
    const decisions = (await Promise.all(Array.from({ length: 10 }, () => ask(routing, 100)))).flat();
    await log.flush();
    let explored = 0;
    decisions.forEach((d, i) => {
      expect(d.ranking).toEqual(plain[i % 100]?.ranking);
      expect(d.exploration?.propensity).toBeCloseTo(d.exploration?.explored ? 0.1 : 0.7, 12);
      if (d.exploration?.explored) explored++;
      expect(log.written[i]).toMatchObject({ llm: chosen(d), propensity: d.exploration?.propensity });
    });
    // 0.4·¾ of 1000, within five standard deviations.
    expect(Math.abs(explored - 300)).toBeLessThan(5 * Math.sqrt(1000 * 0.3 * 0.7));
    expect(new Set(decisions.map(chosen)).size).toBe(4);
  });

  it('is off by default, and nothing is logged then', async () => {
    const { routing, log } = service(0);
    const decisions = await ask(routing, 50);
    await log.flush();
    expect(decisions.every((d) => d.exploration === null && chosenAt(d) === 0)).toBe(true);
    expect(log.written.every((record) => record.propensity === null)).toBe(true);
  });

  it('can be asked for, or refused, by a request', async () => {
    expect((await ask(service(0).routing, 60, { exploration: 1 })).some((d) => d.exploration?.explored)).toBe(true);
    expect((await ask(service(1).routing, 60, { exploration: 0 })).every((d) => d.exploration === null)).toBe(true);
    for (const exploration of [-0.1, 1.01, Number.NaN]) {
      const [refusal] = await service(0).routing.routeMany([{ query: 'x', exploration }]);
      expect(refusal).toMatchObject({ kind: 'refusal', code: 'EXPLORATION_OUT_OF_RANGE' });
    }
  });

  it('never leaves the eligible LLMs', async () => {
    const decisions = await ask(service(1).routing, 100, { constraints: { tools: true, deny: [llmId('llm-3')] } });
    expect(new Set(decisions.map(chosen))).toEqual(new Set(['llm-0', 'llm-1']));
    expect(decisions.every((d) => Math.abs((d.exploration?.propensity as number) - 0.5) < 1e-12)).toBe(true);
    const alone = await ask(service(1).routing, 5, { llms: [llmId('llm-2')] });
    expect(alone.every((d) => d.exploration?.propensity === 1 && !d.exploration.explored)).toBe(true);
  });

  it('keeps cascades and enquiries out', async () => {
    const { routing } = service(1);
    const cascade = await ask(routing, 20, { router: routerId('frugal-gpt') });
    expect(cascade.every((d) => d.exploration === null && d.policy?.steps)).toBe(true);
    const entries = await routing.compare({ query: 'x' });
    expect(entries.every(({ result }) => result.kind === 'refusal' || result.exploration === null)).toBe(true);
  });

  it('does not cross a target that holds for each query', async () => {
    const { routing } = service(1);
    for (const objective of [{ minPerformance: 0.4 }, { costPerQuery: 1 }]) {
      expect((await ask(routing, 20, { objective })).every((d) => d.exploration === null)).toBe(true);
    }
  });

  it('draws the same for the same seed', async () => {
    const run = async (seed: number) => (await ask(service(0.5, seed).routing, 60)).map(chosenAt);
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
  });
});

describe('the explanation of an explored decision', () => {
  it('says plainly that chance chose, and its terms are those of the drawn LLM', async () => {
    const drawn = (await ask(service(1).routing, 40)).find((d) => d.exploration?.explored) as RoutingDecision;
    const { text, scoreTerms, runnerUp, flipPoints, alphaInterval } = await drawn.explain();
    const own = drawn.ranking.llms[0] as string;
    expect(text).toMatch(/^This is exploration: LLM-\d was drawn at random from 4 candidates/);
    expect(text).toContain('(ε = 1, propensity 0.25)');
    expect(text).toContain(`The router's own choice is ${own.toUpperCase()}`);
    const score = drawn.ranking.score[chosenAt(drawn)] as number;
    expect(scoreTerms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 6);
    expect(runnerUp).toEqual({ llm: own, scoreGap: score - (drawn.ranking.score[0] as number) });
    expect([flipPoints, alphaInterval]).toEqual([null, null]);
  });

  it('is the usual one where the router’s own choice was drawn', async () => {
    const own = (await ask(service(1).routing, 40)).find((d) => d.exploration?.explored === false) as RoutingDecision;
    expect((await own.explain()).text).toMatch(/^Routed to /);
  });
});

describe('withFirst', () => {
  it('moves one LLM to the front and keeps the order of the others', () => {
    const column = Float32Array.of(4, 3, 2, 1);
    const ranking = {
      llms: ['a', 'b', 'c', 'd'].map(llmId),
      score: column,
      predictedPerformance: null,
      preference: column,
      cost: Float32Array.of(0, 1, 2, 3),
    };
    expect(withFirst(ranking, 0)).toBe(ranking);
    const moved = withFirst(ranking, 2);
    expect(moved.llms).toEqual(['c', 'a', 'b', 'd']);
    expect([...moved.score, ...moved.cost]).toEqual([2, 4, 3, 1, 2, 0, 1, 3]);
    expect([...column]).toEqual([4, 3, 2, 1]);
  });

  it('has nothing to draw where ε is 0 or the router asks several in turn', () => {
    const ranking = { llms: [llmId('a')], score: Float32Array.of(1) } as never;
    expect(explore(ranking, null, 0, seededRng(1))).toBeNull();
    expect(explore(ranking, { steps: [] } as never, 1, seededRng(1))).toBeNull();
  });
});
