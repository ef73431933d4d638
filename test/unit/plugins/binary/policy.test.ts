import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { bestIndex, objective } from '../../../../src/domain/objective.js';
import { thresholdPolicy } from '../../../../src/plugins/binary/policy.js';

const [strong, weak] = ['large', 'small'].map(llmId) as [ReturnType<typeof llmId>, ReturnType<typeof llmId>];
const pool = { llms: [weak, strong], cost: Float32Array.of(0.1, 1) };
const policyAt = (value: number) =>
  thresholdPolicy({ strong, weak }, () => ({ value, strongShare: 0.25, performance: 0.7 }));
const decide = (winRate: number, threshold: number) =>
  policyAt(threshold).decide(Float32Array.of(1 - winRate, winRate), pool, objective(0.8));
const chosen = (winRate: number, threshold: number) =>
  pool.llms[bestIndex(decide(winRate, threshold).scores, pool.cost)];

describe('policy of a binary router', () => {
  it('asks the strong LLM from the threshold on, the threshold included', () => {
    expect(chosen(0.75, 0.5)).toBe(strong);
    expect(chosen(0.5, 0.5)).toBe(strong);
    expect(chosen(0.25, 0.5)).toBe(weak);
    expect(chosen(0, 0)).toBe(strong);
    expect(chosen(1, 2)).toBe(weak);
    expect(chosen(Math.fround(0.1) - 1e-8, Math.fround(0.1))).toBe(weak);
  });

  it('takes the scores apart into win rate and threshold', () => {
    expect(decide(0.75, 0.5).terms).toEqual([
      { name: 'win rate', value: 0.75 },
      { name: '−threshold', value: -0.5 },
    ]);
    expect(decide(0.25, 0.5).terms).toEqual([
      { name: 'threshold', value: 0.5 },
      { name: '−win rate', value: -0.25 },
    ]);
    expect([...decide(0.25, 0.5).scores]).toEqual([0.25, -0.25]);
  });

  it('says why in one sentence with the numbers', () => {
    expect(decide(0.75, 0.5).reason).toBe(
      'The win rate 0.750 of large over small reaches the threshold 0.500, above which 25.0 % of held-out queries lie.',
    );
    expect(decide(0.25, 0.5).reason).toContain('is below the threshold 0.500');
    expect(decide(0.25, 2).reason).toContain('large is not worth its cost');
  });

  it('hands the threshold the objective and what the strong LLM costs more', () => {
    const asked: number[] = [];
    const policy = thresholdPolicy({ strong, weak }, ({ alpha }, gap) => {
      asked.push(alpha, gap);
      return { value: 0.5, strongShare: 0.5, performance: 0.5 };
    });
    policy.decide(Float32Array.of(0.4, 0.6), pool, objective(0.3));
    expect(asked[0]).toBe(0.3);
    expect(asked[1]).toBeCloseTo(0.9, 6);
  });

  it('takes the only LLM of the pair that is there', () => {
    const lone = policyAt(0.5).decide(Float32Array.of(0.2), { llms: [strong], cost: Float32Array.of(1) }, objective(1));
    expect([...lone.scores]).toEqual([Math.fround(0.2)]);
    expect(lone.reason).toBe('large is the only one of the pair in the pool (its win rate over small is 0.200).');
  });
});
