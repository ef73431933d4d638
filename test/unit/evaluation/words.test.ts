import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/evaluation/report.js';
import { comparisonSentence, verdictOf, verdictSentences } from '../../../src/evaluation/words.js';

function comparison(
  router: string,
  against: string,
  value: number,
  low: number,
  high: number,
  alpha = 0.8,
): Comparison {
  const difference = { value, low, high };
  const verdict = verdictOf(difference, true);
  const base = {
    testSet: 'test',
    variant: '',
    alpha,
    metric: 'reward',
    router,
    against,
    higherIsBetter: true,
  } as const;
  const c = { ...base, difference, verdict };
  return { ...c, sentence: comparisonSentence(c) };
}

describe('the verdict in words', () => {
  it('calls a router better or worse only where the whole interval lies on one side', () => {
    expect(verdictOf({ value: 1, low: 0.1, high: 2 }, true)).toBe('better');
    expect(verdictOf({ value: 1, low: 0.1, high: 2 }, false)).toBe('worse');
    expect(verdictOf({ value: 1, low: 0, high: 2 }, true)).toBe('not distinguishable');
    expect(verdictOf({ value: 1, low: null, high: null }, true)).toBe('not distinguishable');
  });

  it('tells of few routers one by one, and says in words that one is not better than the best single LLM', () => {
    const all = [comparison('a', 'best-single', 2, 1, 3), comparison('b', 'best-single', 0.1, -1, 1)];
    expect(verdictSentences([...all, comparison('b', 'a', -1.9, -3, -0.5)], 'best-single', 'a')).toEqual([
      'a is better than the best single LLM at α = 0.8 (reward +2.00 [+1.00, +3.00]).',
      'b is not better than the best single LLM at α = 0.8 (reward +0.10 [−1.00, +1.00]).',
      'b is worse than a in reward at α = 0.8: −1.90 [−3.00, −0.50].',
    ]);
  });

  it('tells of many routers together, by α and verdict, the best first', () => {
    const single = ['a', 'b', 'c', 'd', 'e'].map((r, i) => comparison(r, 'best-single', i - 1, i - 1.5, i - 0.5));
    const sentences = verdictSentences([...single, comparison('b', 'a', 1, 0.5, 1.5)], 'best-single', 'a');
    expect(sentences).toEqual([
      'Worse than the best single LLM at α = 0.8 (reward): a −1.00 [−1.50, −0.50].',
      'Not better than the best single LLM at α = 0.8 (reward): b 0.00 [−0.50, +0.50].',
      'Better than the best single LLM at α = 0.8 (reward): e +3.00 [+2.50, +3.50], d +2.00 [+1.50, +2.50], c +1.00 [+0.50, +1.50].',
      'Better than a at α = 0.8 (reward): b +1.00 [+0.50, +1.50].',
    ]);
  });
});
