import { describe, expect, it } from 'vitest';
import type { AnchorRequest, AnchorSelection, CalibrationState } from '../../../src/calibration/types.js';
import { scoresOf } from '../../../src/domain/evidence.js';
import { llmId, routerId } from '../../../src/domain/ids.js';
import type { ColdStartWorld } from '../../fixtures/cold-start/world.js';
import { NEWCOMER, coldStartWorld, storedQueries } from '../../fixtures/cold-start/world.js';

const request = (change: Partial<AnchorRequest> = {}): AnchorRequest => ({
  llm: NEWCOMER,
  count: 20,
  selection: 'STRATIFIED',
  tasks: [],
  sources: [],
  withReferences: false,
  seed: 0,
  ...change,
});
const response = (query: string, performance: number) => ({
  query,
  performance,
  cost: Number.NaN,
  inputTokens: Number.NaN,
  outputTokens: Number.NaN,
});
const refusal = (code: string, message = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as unknown;

/** Asks so many anchors of an LLM with this θ, and submits what it makes of them. */
async function test(
  world: ColdStartWorld,
  theta: readonly [number, number],
  count: number,
  selection: AnchorSelection = 'STRATIFIED',
  serve = true,
) {
  const asked = await world.service.anchorQueries(request({ count, selection }));
  const answers = await world.answer(
    asked.map(({ id }) => id),
    theta,
    1,
  );
  return whole(
    await world.service.submitResponses({
      llm: NEWCOMER,
      responses: answers.map(({ id, y }) => response(id, y)),
      serve,
    }),
  );
}
/** A state with what is worked out when asked for. */
const whole = async ({ routers, advice, ...rest }: CalibrationState) => ({
  ...rest,
  routers: await routers(),
  advice: await advice(),
});
const calibration = async (world: ColdStartWorld, llm = NEWCOMER) => whole(await world.service.calibration(llm));
const knowledge = (state: Awaited<ReturnType<typeof whole>>, router = 'rasch') =>
  state.routers.find((one) => one.router === router);

describe('anchorQueries', () => {
  it.each(['STRATIFIED', 'ADAPTIVE', 'RANDOM'] as const)(
    '%s: stored texts, the same again, P̂ and information',
    async (selection) => {
      const { service } = await coldStartWorld();
      const asked = await service.anchorQueries(request({ selection }));
      expect(asked).toHaveLength(20);
      for (const { id, text, task, predicted, information } of asked) {
        const stored = storedQueries().find((one) => one.id === id);
        expect([text, task]).toEqual([stored?.text, stored?.task]);
        expect(predicted).toBeGreaterThan(0);
        expect(information).toBeGreaterThan(0);
      }
      expect(await service.anchorQueries(request({ selection }))).toEqual(asked);
      expect(await service.anchorQueries(request({ selection, count: 7 }))).toEqual(asked.slice(0, 7));
    },
  );

  it('tell most where they are chosen for that', async () => {
    const { service } = await coldStartWorld();
    const total = async (selection: AnchorSelection) =>
      (await service.anchorQueries(request({ selection }))).reduce((sum, q) => sum + (q.information as number), 0);
    expect(await total('ADAPTIVE')).toBeGreaterThan(await total('STRATIFIED'));
    expect(await total('ADAPTIVE')).toBeGreaterThan(await total('RANDOM'));
  });

  it('are of the named tasks and imports, and only what the LLM has not answered', async () => {
    const world = await coldStartWorld();
    const some = await world.service.anchorQueries(request({ tasks: ['reasoning'], sources: ['second'], count: 100 }));
    expect(some).toHaveLength(20);
    expect(some.every(({ task }) => task === 'reasoning')).toBe(true);
    await test(world, [0, 0], 30);
    const left = await world.service.anchorQueries(request({ count: 1000 }));
    expect(left).toHaveLength(90);
    expect(left.some(({ id }) => world.anchors.answers.has(`${id}/${NEWCOMER}`))).toBe(false);
  });

  it('have no information from a router that learns no θ, no P̂ from one that does not know the LLM', async () => {
    const { service } = await coldStartWorld();
    const [unseen] = await service.anchorQueries(request({ router: routerId('best-single'), count: 1 }));
    expect(unseen).toMatchObject({ predicted: null, information: null });
    const [trained] = await service.anchorQueries(request({ llm: llmId('llm-0'), count: 1 }));
    expect(trained?.predicted).toBeGreaterThan(0);
    expect(trained?.information).toBeNull();
  });

  it('are refused with what to do instead', async () => {
    const { service } = await coldStartWorld();
    const ask = (change: Partial<AnchorRequest>) => service.anchorQueries(request(change));
    await expect(ask({ llm: llmId('nobody') })).rejects.toEqual(refusal('UNKNOWN_LLM'));
    await expect(ask({ router: routerId('nobody') })).rejects.toEqual(refusal('UNKNOWN_ROUTER'));
    await expect(ask({ router: routerId('best-single'), selection: 'ADAPTIVE' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      hint: expect.stringContaining('rasch') as string,
    });
    await expect(ask({ llm: llmId('llm-0'), selection: 'ADAPTIVE' })).rejects.toEqual(
      refusal('BAD_USER_INPUT', /No router that serves/),
    );
    await expect(ask({ tasks: ['nothing'] })).rejects.toEqual(
      refusal('TRAINING_DATA_INSUFFICIENT', /No stored query fits task nothing/),
    );
  });

  it('are refused where no text is stored, which is so for the shipped set', async () => {
    const { service } = await coldStartWorld([]);
    await expect(service.anchorQueries(request())).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      hint: expect.stringContaining('theta import') as string,
    });
  });
});

describe('submitResponses', () => {
  it('moves P̂ towards what was answered, narrows it, and raises the status', async () => {
    const world = await coldStartWorld();
    const before = await calibration(world);
    expect([before.status, before.responses, before.version]).toEqual(['COLD', 0, 'v1']);
    expect(knowledge(before)).toMatchObject({ basis: 'PRIOR', reason: null });
    const good = await test(world, [2, 0], 20);
    const [prior, after] = [knowledge(before)?.performance, knowledge(good)?.performance];
    expect(knowledge(good)?.basis).toBe('EVIDENCE');
    expect(after?.mean).toBeGreaterThan((prior?.mean as number) + 0.1);
    expect(after?.halfWidth).toBeLessThan((prior?.halfWidth as number) / 1.5);
    expect([good.status, good.responses]).toEqual(['WARMING', 20]);
    const best = await test(world, [2, 0], 90);
    expect([best.status, best.responses]).toEqual(['CALIBRATED', 110]);
    const poor = await coldStartWorld();
    expect(knowledge(await test(poor, [-2, 0], 20))?.performance?.mean).toBeLessThan((prior?.mean as number) - 0.1);
  });

  it('recovers θ from the answers of simulated LLMs: 90 % intervals hold it about nine times in ten', async () => {
    let held = 0;
    const LLMS = 60;
    for (let i = 0; i < LLMS; i++) {
      const world = await coldStartWorld(storedQueries(60));
      const theta = [Math.cos(i), Math.sin(3 * i)] as const;
      const ids = storedQueries(60).map(({ id }) => id);
      const answers = await world.answer(ids, theta, 100 + i);
      await world.service.submitResponses({
        llm: NEWCOMER,
        responses: answers.map(({ id, y }) => response(id, y)),
        serve: true,
      });
      const { performance } = knowledge(await calibration(world)) as never as {
        performance: { mean: number; halfWidth: number };
      };
      const truth = await world.trueMean(theta);
      if (Math.abs(performance.mean - truth) <= performance.halfWidth) held++;
    }
    // Binomial(60, 0.9) has a standard deviation of 2.3.
    expect(held).toBeGreaterThanOrEqual(48);
  });

  it('is the same when it is submitted again, and in parts', async () => {
    const [once, parts] = [await coldStartWorld(), await coldStartWorld()];
    const ids = storedQueries()
      .slice(0, 20)
      .map(({ id }) => id);
    const answers = (await once.answer(ids, [1, 0], 2)).map(({ id, y }) => response(id, y));
    const submit = (world: ColdStartWorld, responses: typeof answers) =>
      world.service.submitResponses({ llm: NEWCOMER, responses, serve: true }).then(whole);
    const first = await submit(once, answers);
    expect(await submit(once, answers)).toEqual(first);
    expect(once.saved).toHaveLength(1);
    await submit(parts, answers.slice(0, 5));
    const { version: _v, ...rest } = await submit(parts, answers.slice(5));
    const { version: _w, ...expected } = first;
    expect(rest).toEqual(expected);
  });

  it('takes a new score of an answered query for the old one', async () => {
    const world = await coldStartWorld();
    const submit = (y: number) =>
      world.service.submitResponses({ llm: NEWCOMER, responses: [response('stored-000', y)], serve: true });
    await submit(1);
    const { responses } = await submit(0);
    expect(responses).toBe(1);
    expect([...scoresOf(world.serving().evidence, NEWCOMER).performance]).toEqual([0]);
  });

  it('only stores where it is not to be served; the next one brings it in', async () => {
    const world = await coldStartWorld();
    const stored = await test(world, [1, 0], 10, 'STRATIFIED', false);
    expect([stored.responses, stored.version, stored.status, world.saved.length]).toEqual([10, 'v1', 'COLD', 0]);
    await test(world, [1, 0], 5);
    expect(scoresOf(world.serving().evidence, NEWCOMER).rows).toHaveLength(15);
  });

  it('loses none of several at the same time, and leaves a set in use as it is', async () => {
    const world = await coldStartWorld();
    const held = world.serving();
    const asked = storedQueries().slice(0, 12);
    await Promise.all(
      asked.map(({ id }) =>
        world.service.submitResponses({ llm: NEWCOMER, responses: [response(id, 1)], serve: true }),
      ),
    );
    expect(scoresOf(world.serving().evidence, NEWCOMER).rows).toHaveLength(12);
    expect(held.evidence.queries).toHaveLength(0);
    const state = await calibration(world);
    expect(state.version).toBe(world.served.at(-1));
  });

  it('stores nothing of a submission with a bad entry', async () => {
    const world = await coldStartWorld();
    const responses = [response('stored-000', 1), response('query-0', 1)];
    await expect(world.service.submitResponses({ llm: NEWCOMER, responses, serve: true })).rejects.toEqual(
      refusal('BAD_USER_INPUT', /query-0: no stored query/),
    );
    expect(world.anchors.answers.size).toBe(0);
    await expect(world.service.submitResponses({ llm: llmId('nobody'), responses: [], serve: true })).rejects.toEqual(
      refusal('UNKNOWN_LLM'),
    );
  });
});

describe('calibration', () => {
  it('says of every router that serves how it knows the LLM', async () => {
    const world = await coldStartWorld();
    const { routers, knowledge: standard } = await calibration(world);
    expect(standard).toEqual(routers.find(({ router }) => router === 'rasch'));
    expect(routers.map(({ router }) => router).sort()).toEqual(['best-single', 'knn', 'mirt', 'random', 'rasch']);
    const none = routers.find(({ router }) => router === 'best-single');
    expect(none).toMatchObject({ basis: 'NONE', performance: null });
    expect(none?.reason).toMatch(/best-single/);
    const trained = await calibration(world, llmId('llm-0'));
    expect(knowledge(trained)).toMatchObject({ basis: 'TRAINED', performance: { halfWidth: 0 } });
    expect(trained.advice).toBeNull();
    await expect(calibration(world, llmId('nobody'))).rejects.toEqual(refusal('UNKNOWN_LLM'));
  });

  it('advises to stop sooner for a clearly bad LLM than for one near the boundary', async () => {
    const stopsAfter = async (theta: readonly [number, number]) => {
      const world = await coldStartWorld(undefined, { stopUnsettled: 0.04, stopValue: 0 });
      for (let asked = 10; asked <= 120; asked += 10) {
        const { advice } = await test(world, theta, 10);
        if (advice?.stop) return asked;
      }
      return Infinity;
    };
    const bad = await stopsAfter([-4, 0]);
    expect(bad).toBeLessThanOrEqual(30);
    expect(await stopsAfter([0.5, 0])).toBeGreaterThan(bad);
  });

  it('advises nothing for an LLM without a price, and never to stop before the fewest answers', async () => {
    const unpriced = await coldStartWorld(undefined, {}, { price: null });
    expect((await test(unpriced, [1, 0], 5)).advice).toBeNull();
    const world = await coldStartWorld(undefined, { stopUnsettled: 1 });
    const few = await test(world, [1, 0], 9);
    expect(few.advice).toMatchObject({ stop: false });
    expect(few.advice?.reason).toMatch(/^9 answers; 10 are the fewest/);
    expect((await test(world, [1, 0], 1)).advice).toMatchObject({ stop: true });
  });
});
