import { describe, expect, it } from 'vitest';
import { densePerformance } from '../../../../src/domain/responses.js';
import { choosePair } from '../../../../src/plugins/binary/pair.js';
import { pairValue } from '../../../../src/plugins/binary/pair-value.js';
import { heldOutPerformance } from '../../../../src/plugins/binary/probe.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { trainingRun } from '../../../contract/router-harness.js';
import type { SimulatedLlm } from '../../../fixtures/binary-world.js';
import { COMPLEMENTARY, binaryWorld } from '../../../fixtures/binary-world.js';

const { data, truth } = binaryWorld(1000, 1);
const anything = { strong: null, weak: null, minimumQueries: 50 };
const choose = async (set: TrainingSet, request: object = {}) => {
  const pair = await choosePair(
    'test',
    set,
    densePerformance(set.responses),
    { ...anything, ...request },
    trainingRun(1),
  );
  return [set.responses.llms[pair.strong], set.responses.llms[pair.weak]];
};

describe('choice of the pair', () => {
  it('takes the two that complement each other, the dearer one as the strong one', async () => {
    expect(await choose(data)).toEqual(['dear', 'cheap']);
  });

  it('completes a pair of which one LLM is named, and takes a named pair as it is', async () => {
    expect(await choose(data, { strong: 'cheap' })).toEqual(['cheap', 'dear']);
    expect(await choose(data, { weak: 'cheap' })).toEqual(['dear', 'cheap']);
    expect(await choose(data, { strong: 'dull', weak: 'unpriced' })).toEqual(['dull', 'unpriced']);
  });

  it('counts performance only where nothing has a price; then the better one is the strong one', async () => {
    const free = { ...data, cost: new Float32Array(5).fill(Number.NaN) };
    expect(new Set(await choose(free))).toEqual(new Set(['unpriced', 'cheap']));
    expect((await choose(free))[0]).toBe('unpriced');
  });

  it('pairs no LLMs that were tested on different queries', async () => {
    const study = (of: number) => (llm: SimulatedLlm, j: number) => ({
      ...llm,
      id: `${llm.id}-${of}`,
      observed: (q: number) => q % 2 === of && (j !== 4 || q < 60),
    });
    const joined = binaryWorld(2000, 2, [...COMPLEMENTARY.map(study(0)), ...COMPLEMENTARY.map(study(1))]);
    const [strong, weak] = await choose(joined.data);
    expect([strong?.slice(0, -2), weak?.slice(0, -2)]).toEqual(['dear', 'cheap']);
    expect(strong?.at(-1)).toBe(weak?.at(-1));
  });

  it('refuses LLMs without responses, a pair of one LLM, and too few common queries', async () => {
    await expect(choose(data, { strong: 'nobody' })).rejects.toMatchObject({ code: 'HYPERPARAMETER_INVALID' });
    await expect(choose(data, { strong: 'dear', weak: 'dear' })).rejects.toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
      message: 'Router test: strong and weak are both "dear".',
    });
    await expect(choose(data, { minimumQueries: 1001 })).rejects.toMatchObject({ code: 'TRAINING_DATA_INSUFFICIENT' });
    const apart = { strong: 'dear', weak: 'cheap', minimumQueries: 1001 };
    await expect(choose(data, apart)).rejects.toThrow(/1001 training queries with responses of both dear and cheap/);
  });

  it('values a pair by what the better of both is worth over the best single LLM', async () => {
    const performance = densePerformance(data.responses);
    const guess = await heldOutPerformance(data.vectors, performance, trainingRun(1));
    const value = (strong: number, weak: number, of = guess) => pairValue(performance, of, data.cost, { strong, weak });
    expect(value(3, 1)).toBeGreaterThan(0.02);
    // The dullest LLM adds nothing to the cheap one: about what the cheap one alone falls short of the best.
    expect(value(0, 1)).toBeLessThan(value(3, 1));
    // The truth orders queries better than a guess does.
    expect(value(3, 1, truth)).toBeGreaterThan(value(3, 1) - 0.01);
  });
});

describe('held-out guess of performance', () => {
  it('is near the truth for every LLM, and nearer than its mean', async () => {
    const performance = densePerformance(data.responses);
    const guess = await heldOutPerformance(data.vectors, performance, trainingRun(1));
    const error = (j: number, of: (q: number) => number) =>
      Math.sqrt(
        data.responses.queries.reduce((sum, _, q) => sum + (of(q) - (truth.data[q * 5 + j] as number)) ** 2, 0) / 1000,
      );
    for (const j of [1, 3]) {
      const mean = data.responses.queries.reduce((sum, _, q) => sum + (truth.data[q * 5 + j] as number), 0) / 1000;
      expect(error(j, (q) => guess.data[q * 5 + j] as number)).toBeLessThan(0.5 * error(j, () => mean));
    }
  });

  it('does not see the query that it guesses', async () => {
    const performance = densePerformance(data.responses);
    const before = await heldOutPerformance(data.vectors, performance, trainingRun(1));
    performance.data[7 * 5 + 3] = 1 - (performance.data[7 * 5 + 3] as number);
    const after = await heldOutPerformance(data.vectors, performance, trainingRun(1));
    expect(after.data[7 * 5 + 3]).toBe(before.data[7 * 5 + 3]);
    expect(after.data).not.toEqual(before.data);
  });
});
