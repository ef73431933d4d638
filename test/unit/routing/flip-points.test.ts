import { describe, expect, it } from 'vitest';
import { relativeCost } from '../../../src/domain/cost.js';
import { llmId } from '../../../src/domain/ids.js';
import { objective } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import { flipPoints } from '../../../src/routing/explain/flip-points.js';
import { contrastOf } from '../../../src/routing/explain/terms.js';
import { rank } from '../../../src/routing/ranking.js';

const EPS = 2e-4;

interface Case {
  readonly p: number[];
  readonly prices: number[];
  readonly outside: number;
  readonly alpha: number;
}

/** A decision from scratch, as the product makes it. */
function decide({ p, prices, outside, alpha }: Case) {
  const llms = prices.map((_, j) => llmId(`m${j}`));
  const cost = relativeCost([...prices, outside]).slice(0, prices.length);
  return rank(Float32Array.from(p), { llms, cost }, 'performance', objective(alpha));
}

const index = (id: string) => Number(id.slice(1));

function flips(c: Case) {
  const ranking = decide(c);
  const candidates = ranking.llms.map((id) => c.prices[index(id)] as number);
  const found = flipPoints(ranking, objective(c.alpha), { candidates, dearestOutside: c.outside });
  return { ranking, found: found as NonNullable<typeof found> };
}

const withPrice = (c: Case, id: string, price: number): Case => ({
  ...c,
  prices: c.prices.map((x, j) => (j === index(id) ? price : x)),
});
const withPerformance = (c: Case, id: string, value: number): Case => ({
  ...c,
  p: c.p.map((x, j) => (j === index(id) ? value : x)),
});
const choice = (c: Case) => decide(c).llms[0] as string;

function* cases(count: number): Generator<Case> {
  const rng = seededRng(5);
  for (let i = 0; i < count; i++) {
    const n = 2 + rng.integer(5);
    yield {
      p: Array.from({ length: n }, rng.uniform),
      prices: Array.from({ length: n }, () => (rng.integer(8) === 0 ? 0 : 10 * rng.uniform() ** 3)),
      outside: rng.integer(4) === 0 ? 5 * rng.uniform() : 0,
      alpha: [0.05 + 0.9 * rng.uniform(), 0.5, 0.8][rng.integer(3)] as number,
    };
  }
}

/** Two scores nearer than float32 can tell apart say nothing about where a flip is. */
const clear = (c: Case) => {
  const { score } = decide(c);
  return (score[0] as number) - (score[1] as number) > 1e-5;
};

describe('flip points against deciding again', () => {
  it('α: inside the choice holds, just outside the named LLM is chosen', () => {
    let ends = 0;
    for (const c of cases(2000)) {
      const { ranking, found } = flips(c);
      const { from, to, below, above } = found.alpha;
      const at = (alpha: number) => ({ ...c, alpha });
      expect(from).toBeLessThanOrEqual(c.alpha + 1e-6);
      expect(to).toBeGreaterThanOrEqual(c.alpha - 1e-6);
      if (to - from < 4 * EPS) continue;
      if (clear(at(from + EPS))) expect(choice(at(from + EPS))).toBe(ranking.llms[0]);
      if (clear(at(to - EPS))) expect(choice(at(to - EPS))).toBe(ranking.llms[0]);
      expect(below === null).toBe(from === 0);
      expect(above === null).toBe(to === 1);
      if (below !== null && from > EPS && clear(at(from - EPS))) expect(choice(at(from - EPS))).toBe(below);
      if (above !== null && to < 1 - EPS && clear(at(to + EPS))) expect(choice(at(to + EPS))).toBe(above);
      if (below === null) ends++;
    }
    expect(ends).toBeGreaterThan(10);
  });

  it('price of the chosen LLM: it holds up to the threshold and the named LLM is chosen above; null at any price', () => {
    const seen = { null: 0, beyond: 0, within: 0 };
    for (const c of cases(2000)) {
      const { ranking, found } = flips(c);
      const chosen = ranking.llms[0] as string;
      const flip = found.price?.chosenAbove;
      const at = (price: number) => withPrice(c, chosen, price);
      if (!flip) {
        seen.null++;
        for (const price of [1, 10, 1000, 1e6]) if (clear(at(price))) expect(choice(at(price))).toBe(chosen);
        continue;
      }
      const others = Math.max(c.outside, ...c.prices.filter((_, j) => j !== index(chosen)));
      if (flip.price > others) seen.beyond++;
      else seen.within++;
      const lower = at(flip.price * (1 - 1e-3));
      const upper = at(flip.price * (1 + 1e-3) + 1e-6);
      if (clear(lower)) expect(choice(lower)).toBe(chosen);
      if (clear(upper)) expect(choice(upper)).toBe(flip.llm);
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });

  it('price of the runner-up: it is chosen below the threshold and not above; null where it is not even for nothing', () => {
    const seen = { null: 0, found: 0 };
    for (const c of cases(2000)) {
      const { ranking, found } = flips(c);
      const runnerUp = ranking.llms[1] as string;
      const flip = found.price?.runnerUpBelow;
      const at = (price: number) => withPrice(c, runnerUp, price);
      if (!flip) {
        seen.null++;
        if (clear(at(0))) expect(choice(at(0))).not.toBe(runnerUp);
        continue;
      }
      seen.found++;
      expect(flip.llm).toBe(runnerUp);
      const lower = at(flip.price * (1 - 1e-3));
      const upper = at(flip.price * (1 + 1e-3) + 1e-6);
      if (clear(lower)) expect(choice(lower)).toBe(runnerUp);
      if (clear(upper)) expect(choice(upper)).not.toBe(runnerUp);
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });

  it('P̂ of either: the runner-up is chosen on the far side', () => {
    for (const c of cases(2000)) {
      const { ranking, found } = flips(c);
      const [chosen, runnerUp] = ranking.llms as readonly string[] as [string, string];
      const { chosenBelow, runnerUpAbove } = found.performance as NonNullable<typeof found.performance>;
      const expectAt = (at: Case, llm: string) => {
        if (clear(at)) expect(choice(at)).toBe(llm);
      };
      if (chosenBelow === null) expectAt(withPerformance(c, chosen, 0), chosen);
      else {
        expectAt(withPerformance(c, chosen, chosenBelow + EPS), chosen);
        expectAt(withPerformance(c, chosen, chosenBelow - EPS), runnerUp);
      }
      if (runnerUpAbove === null) expectAt(withPerformance(c, runnerUp, 1), chosen);
      else {
        expectAt(withPerformance(c, runnerUp, runnerUpAbove - EPS), chosen);
        expectAt(withPerformance(c, runnerUp, runnerUpAbove + EPS), runnerUp);
      }
    }
  });
});

describe('flip points at the extremes', () => {
  it('has none in a pool of one', () => {
    const { found } = flips({ p: [0.5], prices: [1], outside: 0, alpha: 0.8 });
    expect(found).toEqual({ alpha: { from: 0, to: 1, below: null, above: null }, price: null, performance: null });
  });

  it('at α = 0 flips at the rival price, at α = 1 never by price; P̂ does not count at α = 0', () => {
    const c = { p: [0.5, 0.9], prices: [1, 3], outside: 0 };
    expect(flips({ ...c, alpha: 0 }).found.price?.chosenAbove?.price).toBe(3);
    expect(flips({ ...c, alpha: 0 }).found.performance).toEqual({ chosenBelow: null, runnerUpAbove: null });
    expect(flips({ ...c, alpha: 1 }).found.price).toEqual({ chosenAbove: null, runnerUpBelow: null });
  });

  it('follows the tie rule: of equals the cheaper, so a dearer price flips', () => {
    const { found, ranking } = flips({ p: [0.5, 0.5], prices: [2, 1], outside: 0, alpha: 1 });
    expect(ranking.llms).toEqual(['m1', 'm0']);
    expect(found.price?.chosenAbove).toEqual({ price: 2, llm: 'm0' });
  });

  it('where all others are free, any price makes the chosen LLM cost 1', () => {
    const free = { prices: [0, 0], outside: 0, alpha: 0.5 };
    expect(flips({ ...free, p: [0.9, 0.1] }).found.price?.chosenAbove).toEqual({ price: 0, llm: 'm1' });
    expect(flips({ ...free, p: [0.9, 0.1], alpha: 0.8 }).found.price?.chosenAbove).toBeNull();
  });

  it('counts a price outside the candidates into the scale', () => {
    // Gap αΔP = 0.1 = β·(x − 1)/10.
    const { found } = flips({ p: [0.5, 0.3], prices: [1, 1], outside: 10, alpha: 0.5 });
    expect(found.price?.chosenAbove?.price).toBeCloseTo(3, 5);
  });
});

describe('contrast', () => {
  it('sums to the gap between the scores', () => {
    for (const c of cases(500)) {
      const ranking = decide(c);
      const contrast = contrastOf(
        { ranking, item: null, abilities: null, calibration: null },
        objective(c.alpha),
        false,
      );
      const sum = contrast?.scoreTerms.reduce((total, t) => total + t.value, 0);
      expect(sum).toBeCloseTo((ranking.score[0] as number) - (ranking.score[1] as number), 6);
    }
  });

  it('has log-odds terms that sum to the difference of the log-odds of P̂, by name', () => {
    const rng = seededRng(9);
    for (let i = 0; i < 100; i++) {
      const theta = [0, 1].map(() => Float32Array.from({ length: 3 }, rng.normal)) as [Float32Array, Float32Array];
      const a = Float32Array.from({ length: 3 }, rng.normal);
      const logits = theta.map((t) => t.reduce((sum, x, k) => sum + x * (a[k] as number), -0.2));
      const p = logits.map((l) => 1 / (1 + Math.exp(-l)));
      const ranking = decide({ p, prices: [1, 1], outside: 0, alpha: 0.8 });
      const contrast = contrastOf(
        {
          ranking,
          item: { form: 'intercept', discrimination: a, difficulty: Float32Array.of(0.2) },
          calibration: null,
          abilities: {
            abilityDims: 3,
            abilityNames: ['x', 'y', 'z'],
            ability: (llm) => theta[index(llm)] as Float32Array,
          },
        },
        objective(0.8),
        false,
      );
      const sum = contrast?.logOddsTerms?.reduce((total, t) => total + t.value, 0);
      expect(sum).toBeCloseTo(Math.abs((logits[0] as number) - (logits[1] as number)), 9);
      expect(contrast?.logOddsTerms?.map((t) => t.name)).toEqual(['ability x', 'ability y', 'ability z']);
    }
  });
});
