import { describe, expect, it } from 'vitest';
import { artifactDigest, encodeArtifact } from '../../../src/domain/artifact.js';
import { matrix } from '../../../src/domain/matrix.js';
import { seededRng } from '../../../src/domain/random.js';
import { llmId } from '../../../src/domain/ids.js';
import { familiesOf } from '../../../src/jobs/families.js';
import type { AnyRouterPlugin, Facets, TrainingSet } from '../../../src/plugins/contract.js';
import { facet } from '../../../src/plugins/contract.js';
import { familyPairs } from '../../../src/plugins/family-order.js';
import { hirt } from '../../../src/plugins/hirt/index.js';
import { meanAbilities, ordered } from '../../../src/plugins/hirt/ordering.js';
import { layoutOf } from '../../../src/plugins/hirt/parameters.js';
import { parseHyperparameters } from '../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../src/plugins/load-router.js';
import { mirt } from '../../../src/plugins/mirt/index.js';
import { routerDeps, trainingRun } from '../../contract/router-harness.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { mirtWorld } from '../../fixtures/mirt-world.js';

const { data } = mirtWorld({ seed: 4, queries: 300, llms: 4, unseenLlms: 1 });
const sized = (families: readonly (string | null)[], sizes: readonly number[]): TrainingSet => ({
  ...data,
  families,
  sizeBillions: Float32Array.from(sizes),
});

describe('pairs of one family', () => {
  it('are LLMs with responses whose sizes are known and well apart', () => {
    const pairs = (families: readonly (string | null)[], sizes: readonly number[]) =>
      familyPairs(sized(families, sizes)).map(({ smaller, larger }) => [smaller, larger]);
    expect(pairs(['a', 'b', 'a', 'a', 'a'], [7, 70, 13, 70, 400])).toEqual([
      [0, 2],
      [0, 3],
      [2, 3],
    ]);
    expect(pairs(['a', 'a', 'a', null, null], [8.5, 9.2, NaN, 1, 10])).toEqual([]);
    expect(familyPairs(data)).toEqual([]);
  });

  it('come from the catalogue', () => {
    const known = [llm('x', { family: 'F', sizeBillions: 7 }), llm('y', { family: null, sizeBillions: null })];
    const { families, sizeBillions } = familiesOf(['y', 'x', 'stranger'].map(llmId), catalogue(known, {}));
    expect(families).toEqual([null, 'F', null]);
    expect([...sizeBillions]).toEqual([NaN, 7, NaN]);
  });
});

describe('order in the posterior of hirt', () => {
  const at = layoutOf({ tasks: 2, embeddingSize: 1, llms: 3 });
  const flat = {
    size: at.size,
    evaluate: (_x: Float64Array, gradient: Float64Array) => {
      gradient.fill(0);
      return 0;
    },
    precondition: () => {},
  };
  const objective = ordered(flat, at, {
    precision: 3,
    pairs: [
      { smaller: 0, larger: 1 },
      { smaller: 1, larger: 2 },
    ],
  });
  const rng = seededRng(1);
  const point = () => Float64Array.from({ length: at.size }, () => rng.normal());

  it('is half the precision times the square of what is inverted', () => {
    const x = new Float64Array(at.size);
    x.set([1, 0.5, 2], at.overall);
    // Mean over the tasks of LLM 0: 1 + (0.2 + 0.4) / 2 = 1.3, which is 0.8 above LLM 1; LLM 2 is above both.
    x.set([0.2, 0.4], at.ability);
    expect([...meanAbilities(x, at)].map((m) => Number(m.toFixed(10)))).toEqual([1.3, 0.5, 2]);
    expect(objective.evaluate(x, new Float64Array(at.size))).toBeCloseTo(1.5 * 0.8 ** 2, 10);
  });

  it('has the gradient that finite differences give', () => {
    for (let trial = 0; trial < 20; trial++) {
      const x = point();
      const gradient = new Float64Array(at.size);
      objective.evaluate(x, gradient);
      for (let i = 0; i < at.size; i++) {
        const moved = (by: number) => {
          const y = x.slice();
          y[i] = (y[i] as number) + by;
          return objective.evaluate(y, new Float64Array(at.size));
        };
        expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
      }
    }
  });
});

describe.each([
  [mirt, { dims: 2, epochs: 60, batchSize: 30, learningRate: 0.01, validationShare: 0 }],
  [hirt, { minTaskQueries: 1 }],
] as [AnyRouterPlugin, object][])('%# the order of sizes', (plugin, settings) => {
  const train = (set: TrainingSet, orderingPrecision?: number) => {
    const given = orderingPrecision === undefined ? settings : { ...settings, orderingPrecision };
    return plugin.train(set, parseHyperparameters(plugin, given), trainingRun(2));
  };
  /** What the order is about, of each LLM with responses: ability on an average query, or averaged over the tasks. */
  const overall = async (set: TrainingSet, precision: number) => {
    await using router = await loadRouter(plugin, await train(set, precision), routerDeps(set));
    const abilities = facet(plugin, router, 'abilities') as Facets['abilities'];
    const { vectors } = set;
    const mean = matrix(1, vectors.cols);
    vectors.data.forEach(
      (x, i) => (mean.data[i % vectors.cols] = (mean.data[i % vectors.cols] as number) + x / vectors.rows),
    );
    const [item] =
      (await facet(plugin, router, 'itemParameters')?.describeItems({ vectors: mean, keys: ['mean'] })) ?? [];
    const tasks = abilities.abilityNames?.filter((name) => name.startsWith('task')).length;
    const weight = (k: number) => (tasks ? (k < tasks ? 1 / tasks : 0) : (item?.discrimination[k] as number));
    return router.llms.map((llm) => abilities.ability(llm).reduce((sum, t, k) => sum + weight(k) * t, 0));
  };

  it(`is off by default: ${plugin.id} has the same bytes with and without families, and names no precision`, async () => {
    const plain = await train(data);
    const same = await train(sized(['a', 'a', 'a', 'a', 'a'], [1, 2, 4, 8, 16]), 0);
    expect(artifactDigest(encodeArtifact(same))).toBe(artifactDigest(encodeArtifact(plain)));
    expect(plain.meta['hyperparameters']).not.toHaveProperty('orderingPrecision');
  });

  it(`lifts the larger LLM of an inverted pair as firmly as asked (${plugin.id}), and leaves a pair in order alone`, async () => {
    const free = await overall(data, 0);
    const order = [0, 1, 2, 3].sort((x, y) => (free[x] as number) - (free[y] as number));
    const [worst, best] = [order[0] as number, order[3] as number];
    const families = data.responses.llms.map((_, j) => (j === worst || j === best ? 'a' : null));
    const sizes = (large: number) => data.responses.llms.map((_, j) => (j === large ? 70 : 7));
    // The worst LLM is said to be the larger one of the pair.
    const soft = await overall(sized(families, sizes(worst)), 30);
    const firm = await overall(sized(families, sizes(worst)), 1e5);
    const gap = (m: readonly number[]) => (m[best] as number) - (m[worst] as number);
    expect(gap(free)).toBeGreaterThan(0.5);
    expect(gap(soft)).toBeLessThan(0.9 * gap(free));
    expect(gap(firm)).toBeLessThan(gap(soft));
    expect(Math.abs(gap(firm))).toBeLessThan(0.05);
    const right = await overall(sized(families, sizes(best)), 1e5);
    expect(gap(right)).toBeGreaterThan(0.9 * gap(free));
    expect((await train(sized(families, sizes(best)), 1e5)).meta['hyperparameters']).toMatchObject({
      orderingPrecision: 1e5,
    });
  });
});
