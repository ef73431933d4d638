import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ColdStartWorld } from '../../fixtures/cold-start/world.js';
import { llmId } from '../../../src/domain/ids.js';
import { NEWCOMER, coldStartWorld } from '../../fixtures/cold-start/world.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let world: ColdStartWorld;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    coldStart: {
      anchorQueries: (request) => world.service.anchorQueries(request),
      submitResponses: (request) => world.service.submitResponses(request),
      calibration: (llm) => world.service.calibration(llm),
      costPerformance: (request) => world.service.costPerformance(request),
    },
  });
});
beforeEach(async () => {
  world = await coldStartWorld();
});
afterAll(() => server.close());

const ANCHORS = `query ($input: AnchorQueriesInput!) { anchorQueries(input: $input) { id text task predicted information } }`;
const STATE = `llm status responses version knowledge { router basis performance { mean halfWidth } } routers { router basis reason performance { mean halfWidth } }
  advice { stop unsettled valueOfInformation reason }`;
const SUBMIT = `mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) { ${STATE} } }`;
const CALIBRATION = `query ($llm: ID!) { calibration(llm: $llm) { ${STATE} } }`;
const anchors = (input: object) => server.graphql(ANCHORS, { input: { llm: NEWCOMER, ...input } });
const submit = (input: object) => server.graphql(SUBMIT, { input: { llm: NEWCOMER, ...input } });

describe('anchorQueries', () => {
  it('gives twenty stratified queries where nothing else is asked for', async () => {
    const { anchorQueries } = (await anchors({})).body.data;
    expect(anchorQueries).toHaveLength(20);
    const same = { count: 20, selection: 'STRATIFIED', seed: 0, tasks: [], sources: [], router: null };
    expect((await anchors(same)).body.data.anchorQueries).toEqual(anchorQueries);
    expect(anchorQueries[0]).toEqual({
      id: expect.stringMatching(/^stored-/),
      text: expect.stringMatching(/^Stored query/),
      task: expect.stringMatching(/reasoning|knowledge/),
      predicted: expect.any(Number),
      information: expect.any(Number),
    });
  });

  it('passes every wish on', async () => {
    const input = {
      count: 3,
      selection: 'ADAPTIVE',
      seed: 2,
      tasks: ['reasoning'],
      sources: ['first'],
      router: 'rasch',
    };
    const { anchorQueries } = (await anchors(input)).body.data;
    expect(anchorQueries).toHaveLength(3);
    expect(anchorQueries.every((query: { task: string }) => query.task === 'reasoning')).toBe(true);
    const random = (seed: number) => anchors({ selection: 'RANDOM', seed });
    expect((await random(1)).body.data).not.toEqual((await random(2)).body.data);
  });

  it.each([
    [{ llm: 'nobody' }, 'UNKNOWN_LLM'],
    [{ router: 'nobody' }, 'UNKNOWN_ROUTER'],
    [{ router: 'best-single', selection: 'ADAPTIVE' }, 'BAD_USER_INPUT'],
    [{ count: 0 }, 'BAD_USER_INPUT'],
    [{ count: 10_001 }, 'BAD_USER_INPUT'],
    [{ seed: -1 }, 'BAD_USER_INPUT'],
    [{ sources: ['nothing'] }, 'TRAINING_DATA_INSUFFICIENT'],
  ])('refuses %j with %s', async (input, code) => {
    expect((await anchors(input)).body.errors[0].extensions.code).toBe(code);
  });

  it('offers nothing where no text is stored', async () => {
    world = await coldStartWorld([]);
    const [error] = (await anchors({})).body.errors;
    expect(error.extensions).toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      hint: expect.stringContaining('theta import'),
    });
  });
});

describe('submitResponses and calibration', () => {
  it('learn from answers at once', async () => {
    const before = (await server.graphql(CALIBRATION, { llm: NEWCOMER })).body.data.calibration;
    expect(before).toMatchObject({
      llm: NEWCOMER,
      status: 'COLD',
      responses: 0,
      version: 'v1',
      advice: { stop: false },
    });
    const { anchorQueries } = (await anchors({ count: 15 })).body.data;
    const responses = anchorQueries.map(({ id }: { id: string }) => ({ query: id, performance: 1, cost: 0.001 }));
    const after = (await submit({ responses })).body.data.submitResponses;
    expect(after).toMatchObject({ responses: 15, version: world.served[0] });
    expect(after.knowledge.performance.mean).toBeGreaterThan(before.knowledge.performance.mean);
    expect(after.routers).toContainEqual({ reason: null, ...after.knowledge });
    expect((await server.graphql(CALIBRATION, { llm: NEWCOMER })).body.data.calibration).toEqual(after);
  });

  it('can store without serving', async () => {
    const { body } = await submit({ responses: [{ query: 'stored-000', performance: 0.5 }], serve: false });
    expect(body.data.submitResponses).toMatchObject({ responses: 1, version: 'v1' });
    expect(world.served).toEqual([]);
  });

  it.each([
    [[], /at least one/],
    [[{ query: 'nothing', performance: 1 }], /nothing: no stored query/],
    [[{ query: 'stored-000', performance: -0.5 }], /from 0 to 1, got -0.5/],
  ])('refuse %j', async (responses, message) => {
    const [error] = (await submit({ responses })).body.errors;
    expect(error.extensions.code).toBe('BAD_USER_INPUT');
    expect(error.message).toMatch(message);
  });

  it('grade completions', async () => {
    const graded = { completion: 'So the answer is 42.', references: ['42'], grader: 'NUMERIC' };
    const responses = [
      { query: 'stored-000', ...graded },
      { query: 'stored-001', performance: 0.5 },
    ];
    expect((await submit({ responses })).body.data.submitResponses.responses).toBe(2);
    const scores = [...world.anchors.answers.values()].map(({ id, performance }) => [id, performance]);
    expect(scores).toEqual([
      ['stored-000', 1],
      ['stored-001', 0.5],
    ]);
  });

  it.each([
    [{ completion: 'a', references: ['a'] }, /either performance, or completion/],
    [{}, /either performance, or completion/],
    [{ performance: 1, completion: 'a', references: ['a'], grader: 'EXACT' }, /either performance, or completion/],
    [{ completion: 'a', references: ['a'], grader: 'CODE' }, /CODE/],
    [{ completion: 'a', references: ['a'], grader: 'JUDGE' }, /JUDGE/],
  ])('refuse %j, which has no score or two, or asks for a grader that reaches outside', async (entry, message) => {
    const [error] = (await submit({ responses: [{ query: 'stored-000', ...entry }] })).body.errors;
    expect(error.extensions.code).toBe('BAD_USER_INPUT');
    expect(error.message).toMatch(message);
    expect(world.anchors.answers.size).toBe(0);
  });

  it('refuse an LLM that the catalogue does not hold', async () => {
    for (const answer of [
      await submit({ llm: 'nobody', responses: [{ query: 'stored-000', performance: 1 }] }),
      await server.graphql(CALIBRATION, { llm: 'nobody' }),
    ]) {
      expect(answer.body.errors[0].extensions.code).toBe('UNKNOWN_LLM');
    }
  });

  it('stand beside the other facts of an LLM', async () => {
    const { llm } = (await server.graphql(`{ llm(id: "${NEWCOMER}") { id calibration { ${STATE} } } }`)).body.data;
    expect(llm.calibration).toEqual((await server.graphql(CALIBRATION, { llm: NEWCOMER })).body.data.calibration);
  });
});

describe('costPerformance', () => {
  const POINTS = `query ($pool: ID, $router: ID) { costPerformance(pool: $pool, router: $router) {
    router version queries points { llm { id calibration { knowledge { performance { mean halfWidth } } } } performance halfWidth isEfficient } } }`;
  interface Point {
    readonly llm: {
      readonly id: string;
      readonly calibration: { readonly knowledge: { readonly performance: { mean: number; halfWidth: number } } };
    };
    readonly performance: number;
    readonly halfWidth: number;
    readonly isEfficient: boolean;
  }
  const ask = async (variables: object) => (await server.graphql(POINTS, variables)).body;

  it('has what the calibration of each LLM says, on the same queries, and marks those that none beats', async () => {
    const { costPerformance } = (await ask({})).data;
    expect(costPerformance).toMatchObject({ router: 'rasch', version: 'v1' });
    expect(costPerformance.queries).toBeGreaterThan(0);
    const points = costPerformance.points as Point[];
    expect(points.map(({ llm }) => llm.id)).toEqual(['llm-0', 'llm-1', 'llm-2', 'llm-3', 'llm-4', NEWCOMER]);
    const catalogue = world.catalogue();
    const price = ({ llm }: Point) => catalogue.llms.get(llmId(llm.id))?.price?.outputPerMillion as number;
    for (const point of points) {
      const { llm, performance, halfWidth, isEfficient } = point;
      expect({ mean: performance, halfWidth }).toEqual(llm.calibration.knowledge.performance);
      const beaten = points.some(
        (other) =>
          price(other) <= price(point) &&
          other.performance >= performance &&
          (price(other) < price(point) || other.performance > performance),
      );
      expect(isEfficient).toBe(!beaten);
    }
    expect(new Set(points.map(({ isEfficient }) => isEfficient))).toEqual(new Set([true, false]));
  });

  it('keeps to a pool', async () => {
    const { points } = (await ask({ pool: 'default' })).data.costPerformance;
    expect(points.map(({ llm }: Point) => llm.id)).not.toContain(NEWCOMER);
  });

  it.each([
    [{ pool: 'nowhere' }, 'UNKNOWN_POOL'],
    [{ router: 'nobody' }, 'UNKNOWN_ROUTER'],
    [{ router: 'random' }, 'BAD_USER_INPUT'],
  ])('refuses %j with %s', async (variables, code) => {
    expect((await ask(variables)).errors[0].extensions.code).toBe(code);
  });
});
