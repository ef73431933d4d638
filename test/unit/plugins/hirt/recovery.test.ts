import { beforeAll, describe, expect, it } from 'vitest';
import type { LlmId } from '../../../../src/domain/ids.js';
import type { HirtWeights } from '../../../../src/plugins/hirt/artifact.js';
import { readHirt } from '../../../../src/plugins/hirt/artifact.js';
import { hirt } from '../../../../src/plugins/hirt/index.js';
import { itemDescriber } from '../../../../src/plugins/hirt/items.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { hierarchicalWorld } from './hierarchical-world.js';

const train = async (data: TrainingSet, raw: object = {}): Promise<HirtWeights> =>
  readHirt(await hirt.train(data, parseHyperparameters(hirt, raw), trainingRun(1)));
// The world is drawn with clear differences, so the priors may be as wide as what it was drawn from.
const wide = { abilityPrecision: 6, difficultyPrecision: 1, taskDifficultyPrecision: 100 };

function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mean = (v: ArrayLike<number>) => Array.from(v).reduce((s, a) => s + a, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - mx;
    const dy = (y[i] as number) - my;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}
const at = (w: HirtWeights, values: Float32Array, j: number, k: number) => values[j * w.dims + k] as number;

describe('hirt recovers what responses were drawn from', () => {
  const world = hierarchicalWorld({ queriesPerTask: 400 });
  let learned: HirtWeights;
  beforeAll(async () => {
    learned = await train(world.data, wide);
  });

  it('names its dimensions after the tasks and recovers the abilities on them', () => {
    expect(learned.tasks).toEqual(['task-0', 'task-1', 'task-2']);
    const truth = world.abilities.flatMap((theta) => [...theta]);
    const found = truth.map((_, i) => at(learned, learned.abilities, Math.floor(i / 3), i % 3));
    expect(correlation(found, truth)).toBeGreaterThan(0.97);
  });

  it('recovers the difficulty, on a scale shared by all LLMs', () => {
    const describeItem = itemDescriber(learned);
    const a = new Float32Array(learned.dims);
    const found = world.difficulty.map((_, q) => describeItem(world.data.vectors, q, a));
    expect(correlation(found, world.difficulty)).toBeGreaterThan(0.95);
  });

  it('is as sure of abilities as its errors allow', () => {
    let square = 0;
    let count = 0;
    // θ and b share a free level per task: compare LLMs with each other.
    for (let k = 0; k < 3; k++) {
      const off = world.abilities.map((theta, j) => at(learned, learned.abilities, j, k) - (theta[k] as number));
      const mean = off.reduce((s, x) => s + x, 0) / off.length;
      off.forEach((x, j) => {
        square += ((x - mean) / at(learned, learned.abilityDeviations, j, k)) ** 2;
        count++;
      });
    }
    const ratio = Math.sqrt(square / count);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(1.5);
  });

  it('predicts better than the mean of each LLM on each task', async () => {
    const describeItem = itemDescriber(learned);
    const a = new Float32Array(learned.dims);
    let model = 0;
    let means = 0;
    world.difficulty.forEach((b, q) => {
      const found = describeItem(world.data.vectors, q, a);
      world.abilities.forEach((theta, j) => {
        let logOdds = -found;
        a.forEach((share, k) => (logOdds += share * at(learned, learned.abilities, j, k)));
        const truth = 1 / (1 + Math.exp(b - (theta[q % 3] as number)));
        const taskMean = meanOn(world, j, q % 3);
        model += (truth - 1 / (1 + Math.exp(-logOdds))) ** 2;
        means += (truth - taskMean) ** 2;
      });
    });
    expect(model).toBeLessThan(means / 4);
  });
});

function meanOn({ abilities, difficulty }: ReturnType<typeof hierarchicalWorld>, j: number, k: number): number {
  let sum = 0;
  let count = 0;
  for (let q = k; q < difficulty.length; q += 3) {
    sum += 1 / (1 + Math.exp((difficulty[q] as number) - (abilities[j]?.[k] as number)));
    count++;
  }
  return sum / count;
}

describe('hirt on data joined from studies', () => {
  it('falls back on the overall ability, and says so, on a task that an LLM never saw', async () => {
    const world = hierarchicalWorld({ observed: (j, k) => j !== 0 || k !== 2 });
    const w = await train(world.data, wide);
    const others = (at(w, w.abilities, 0, 0) + at(w, w.abilities, 0, 1)) / 2;
    const guess = at(w, w.abilities, 0, 2);
    expect(Math.abs(guess)).toBeLessThanOrEqual(Math.abs(others) + 0.2);
    expect(Math.sign(guess)).toBe(Math.sign(others));
    expect(at(w, w.abilityDeviations, 0, 2)).toBeGreaterThan(1.5 * at(w, w.abilityDeviations, 0, 0));
    expect(at(w, w.abilityDeviations, 0, 2)).toBeLessThan(Math.sqrt(1 / 6 + 1));
    expect(at(w, w.abilityDeviations, 1, 2)).toBeLessThan(1.2 * at(w, w.abilityDeviations, 1, 1));
  });

  it('does not take the difference between the LLMs of two studies for a difference of their queries', async () => {
    // LLMs 0–2 answered the even queries, 3–5 the odd ones, and the vector tells which study a query is of.
    const seen = (j: number, q: number) => j < 3 === (q % 2 === 0);
    const world = hierarchicalWorld({
      queriesPerTask: 400,
      seed: 3,
      observed: (j, _k, q) => seen(j, q),
      mark: (_k, q) => (q % 2 === 0 ? 1 : -1),
    });
    const w = await train(world.data, { ...wide, difficultyPrecision: 30 });
    const level = (values: (j: number, k: number) => number, from: number) => {
      let sum = 0;
      for (let j = from; j < from + 3; j++) for (let k = 0; k < 3; k++) sum += values(j, k) / 9;
      return sum;
    };
    const truth = (j: number, k: number) => world.abilities[j]?.[k] as number;
    const found = (j: number, k: number) => at(w, w.abilities, j, k);
    const apart = level(truth, 0) - level(truth, 3);
    expect(Math.abs(apart)).toBeGreaterThan(0.5);
    expect(Math.abs(level(found, 0) - level(found, 3) - apart)).toBeLessThan(0.35 * Math.abs(apart));
  });
});

describe('hirt without task labels', () => {
  it('finds clusters to stand in for tasks and predicts nearly as well', async () => {
    const world = hierarchicalWorld({ labelled: false, queriesPerTask: 300 });
    const w = await train(world.data, { ...wide, clusters: 3, clusterAbilityPrecision: 6 });
    expect(w.tasks).toEqual(['cluster 1', 'cluster 2', 'cluster 3']);
    const describeItem = itemDescriber(w);
    const a = new Float32Array(w.dims);
    const found: number[] = [];
    const truth: number[] = [];
    world.difficulty.forEach((b, q) => {
      const difficulty = describeItem(world.data.vectors, q, a);
      world.abilities.forEach((theta, j) => {
        found.push(a.reduce((sum, share, k) => sum + share * at(w, w.abilities, j, k), -difficulty));
        truth.push((theta[q % 3] as number) - b);
      });
    });
    expect(correlation(found, truth)).toBeGreaterThan(0.93);
  });
});

it('an LLM without responses is left out of the abilities and does not disturb those of the others', async () => {
  const { data } = hierarchicalWorld({ queriesPerTask: 60, observed: (j) => j !== 2 });
  const w = await train(data);
  expect(w.llms).toEqual(data.responses.llms.filter((llm: LlmId) => llm !== 'llm-2'));
  expect(w.abilities).toHaveLength(5 * w.dims);
});
