import { describe, expect, it } from 'vitest';
import { boundedLogit } from '../../../../src/domain/calibration/calibration.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type {
  AnyRouterPlugin,
  Candidates,
  LoadedRouter,
  QueryBatch,
  RouterDeps,
} from '../../../../src/plugins/contract.js';
import { onboardedRouter } from '../../../../src/plugins/onboarded-router.js';
import { combinationSpace, combined } from '../../../../src/plugins/onboarding/combination-space.js';
import { rasch } from '../../../fixtures/cold-start/rasch-router.js';
import type { Score } from './linear-space.js';
import { bareDeps, batchOf, evidenceOf, newcomer } from './linear-space.js';

const KNOWN = ['a', 'b', 'c'].map(llmId);
const QUERIES = 300;
const rng = seededRng(12);
/** A vector holds P̂ of each known LLM: a router that has no θ, only columns. */
const table = Array.from({ length: QUERIES }, () => KNOWN.map(() => 0.1 + 0.8 * rng.uniform()));
const batch = batchOf(table);

const loaded: LoadedRouter = {
  llms: KNOWN,
  supports: (llm) => KNOWN.includes(llm),
  async predict({ vectors }: QueryBatch, { llms }: Candidates) {
    const out = matrix(vectors.rows, llms.length);
    for (let q = 0; q < vectors.rows; q++) {
      llms.forEach((llm, j) => (out.data[q * llms.length + j] = vectors.data[q * 3 + KNOWN.indexOf(llm)] as number));
    }
    return out;
  },
  async [Symbol.asyncDispose]() {},
};
const plugin: AnyRouterPlugin = { ...rasch, id: 'columns', capabilities: [], load: async () => loaded };
const poolOf = (...llms: readonly LlmId[]): Candidates => ({ llms, cost: new Float32Array(llms.length) });
const column = async (router: LoadedRouter, llm: LlmId) => [...(await router.predict(batch, poolOf(llm))).data];
const learn = (scores: readonly Score[], given: Partial<RouterDeps> = {}) =>
  onboardedRouter(plugin, loaded, bareDeps({ evidence: evidenceOf(table, scores), ...given }));

/** y of an LLM that is right with these probabilities. */
const answersOf = (p: (row: readonly number[]) => number, count: number, seed = 1): Score[] => {
  const own = seededRng(seed);
  return Array.from({ length: count }, (_, query) => ({
    query,
    llm: newcomer(0),
    y: own.uniform() < p(table[query]!) ? 1 : 0,
  }));
};
const error = (found: readonly number[], p: (row: readonly number[]) => number) =>
  Math.sqrt(found.reduce((sum, x, q) => sum + (x - p(table[q]!)) ** 2 / found.length, 0));

describe('an LLM as a combination of the known ones', () => {
  it('has log-odds mean + Σ w·(ℓ − mean) + c, with their derivatives', () => {
    const logOdds = combined(matrix(1, 3, Float32Array.of(0.2, 0.5, 0.9)));
    const l = [0.2, 0.5, 0.9].map((p) => boundedLogit(Math.fround(p)));
    const mean = (l[0]! + l[1]! + l[2]!) / 3;
    const theta = Float64Array.of(0.3, -1, 0.5, 0.25);
    const slope = new Float64Array(4);
    const expected = mean + 0.3 * (l[0]! - mean) - (l[1]! - mean) + 0.5 * (l[2]! - mean) + 0.25;
    expect(logOdds.at(0, theta, slope)).toBeCloseTo(expected, 12);
    expect(slope[3]).toBe(1);
    l.forEach((x, k) => expect(slope[k]).toBeCloseTo(x - mean, 12));
  });

  it('is a known LLM where it has weight 1 on it, and a newcomer starts from their mean', async () => {
    const logOdds = await combinationSpace(loaded, bareDeps()).logOdds(batch);
    KNOWN.forEach((_, k) => {
      const unit = Float64Array.from({ length: 4 }, (_, i) => (i === k ? 1 : 0));
      expect(logOdds.at(5, unit)).toBeCloseTo(boundedLogit(Math.fround(table[5]![k]!)), 9);
    });
    const { onboarding } = await learn([]);
    const prior = onboarding!.posterior(newcomer(0))!;
    expect(logOdds.at(5, prior.mean)).toBeCloseTo(
      table[5]!.reduce((sum, p) => sum + boundedLogit(Math.fround(p)) / 3, 0),
      6,
    );
  });

  it('finds an LLM again that is like one of the known, and comes closer with answers', async () => {
    const like = (row: readonly number[]) => row[1]!;
    const after = async (count: number) =>
      error(await column((await learn(answersOf(like, count))).loaded, newcomer(0)), like);
    const [few, some, many] = [await after(10), await after(60), await after(300)];
    expect(some).toBeLessThan(few);
    expect(many).toBeLessThan(some);
    expect(many).toBeLessThan(0.06);
  });

  it('leaves the known as they were to the last bit, in the same pool too', async () => {
    const { loaded: onboarded } = await learn(answersOf(() => 0.5, 40));
    const pool = await onboarded.predict(batch, poolOf(KNOWN[2]!, newcomer(0), KNOWN[0]!));
    const plain = await loaded.predict(batch, poolOf(KNOWN[2]!, KNOWN[0]!));
    for (let q = 0; q < QUERIES; q++) {
      expect([pool.data[q * 3], pool.data[q * 3 + 2]]).toEqual([...plain.data.subarray(q * 2, q * 2 + 2)]);
    }
    const alone = await column(onboarded, newcomer(0));
    expect(Array.from({ length: QUERIES }, (_, q) => pool.data[q * 3 + 1])).toEqual(alone);
  });

  it('is the router itself where evidence speaks of nobody', async () => {
    expect((await onboardedRouter(plugin, loaded, bareDeps())).loaded).toBe(loaded);
    expect((await learn([])).loaded).toBe(loaded);
  });

  it('moves a known LLM by its answers less than a newcomer', async () => {
    const wrong = (llm: LlmId): Score[] => Array.from({ length: 30 }, (_, query) => ({ query, llm, y: 0 }));
    const level = (values: readonly number[]) => values.reduce((sum, x) => sum + x / values.length, 0);
    const known = level(await column((await learn(wrong(KNOWN[1]!))).loaded, KNOWN[1]!));
    const unknown = level(await column((await learn(wrong(newcomer(0)))).loaded, newcomer(0)));
    const before = level(await column(loaded, KNOWN[1]!));
    expect(known).toBeLessThan(before);
    expect(unknown).toBeLessThan(known);
  });

  it('says 0 for the deviation of a known LLM without evidence, and a falling one for a newcomer', async () => {
    const deviation = async (count: number) => {
      const { onboarding } = await learn(answersOf((row) => row[0]!, count));
      return (await onboarding!.predictionDeviation(batch, poolOf(KNOWN[0]!, newcomer(0)))).data;
    };
    const [few, many] = [await deviation(5), await deviation(300)];
    for (let q = 0; q < QUERIES; q++) {
      expect([few[q * 2], many[q * 2]]).toEqual([0, 0]);
      expect(few[q * 2 + 1]! > 0 && few[q * 2 + 1]! <= 0.5 && many[q * 2 + 1]! > 0).toBe(true);
    }
    const mean = (data: Float32Array) => data.reduce((sum, x, i) => sum + (i % 2 === 1 ? x / QUERIES : 0), 0);
    expect(mean(many)).toBeLessThan(mean(few) / 2);
  });
});
