import { describe, expect, it } from 'vitest';
import { curveInput, pricesOf, pricesText, whatIfInput } from '../../../web/src/pages/what-if/choice.js';
import { curvePoints } from '../../../web/src/pages/what-if/curve-points.js';

const NOW = Date.parse('2026-03-31T12:00:00Z');

describe('what the URL of the page What if asks for', () => {
  it('is nothing where nothing is different, and the curve all the same', () => {
    expect(whatIfInput({ tag: 'billing', limit: '200' }, NOW)).toBeNull();
    expect(curveInput({ tag: 'billing', limit: '200' }, NOW)).toMatchObject({
      filter: { tag: 'billing', from: '2026-03-01T12:00:00.000Z', to: '2026-03-31T12:00:00.000Z' },
      limit: 200,
    });
    expect(curveInput({}, NOW).alphas).toHaveLength(21);
  });

  it('tells the router that decided from the one that is to decide', () => {
    const filters = { alpha: '0', router: 'knn', pool: 'few', 'decided-by': 'mirt', 'of-pool': 'all', range: '24h' };
    expect(whatIfInput(filters, NOW)).toEqual({
      alpha: 0,
      router: 'knn',
      pool: 'few',
      filter: { router: 'mirt', pool: 'all', from: '2026-03-30T12:00:00.000Z', to: '2026-03-31T12:00:00.000Z' },
      limit: 1000,
      examples: 20,
    });
    expect(curveInput(filters, NOW)).not.toHaveProperty('alpha');
  });

  it('has times of a link as they came, and drops what is no number', () => {
    const filters = {
      alpha: 'much',
      limit: 'all',
      from: '2026-01-01T00:00:00Z',
      to: '2026-01-02T00:00:00Z',
      router: 'knn',
    };
    const input = whatIfInput(filters, NOW);
    expect(input).toMatchObject({ limit: 1000, filter: { from: filters.from, to: filters.to } });
    expect(input).not.toHaveProperty('alpha');
  });

  it('has prices that survive the way through the URL, whatever the id', () => {
    const prices = ['gpt-4', 'a/b=c', 'x;y%20=1,2', '证明'].map((llm, i) => ({
      llm,
      inputPerMillion: i,
      outputPerMillion: 0.5 * i,
    }));
    expect(pricesOf({ prices: pricesText(prices) ?? '' })).toEqual(prices);
    expect(pricesText([])).toBeNull();
    expect(pricesOf({ prices: ';;nonsense;=1,2;a=1' })).toEqual([]);
  });
});

describe('points of the curve over α', () => {
  const mean = (before: number, after: number, decisions = 10) => ({ decisions, before, after });
  const point = (alpha: number, usdDecisions: number | null) => ({
    alpha,
    changed: 3,
    performance: mean(0.5, 0.4 + alpha),
    relativeCost: mean(0.3, alpha),
    expectedSpendUsd: usdDecisions === null ? null : { ...mean(2, 4 * alpha, usdDecisions), kept: 1 },
  });

  it('are in USD per 1,000 decisions where it is known of all of them; the log stands at the new prices', () => {
    expect(curvePoints([point(0, 10), point(0.5, 10)])).toEqual({
      unit: 'USD',
      points: [
        { alpha: 0, changed: 3, cost: 0, performance: 0.4 },
        { alpha: 0.5, changed: 3, cost: 200, performance: 0.9 },
      ],
      logged: { cost: 100, performance: 0.5 },
      decisions: 10,
    });
  });

  it.each([[null], [9]])('are in C where USD is known of %s', (known) => {
    const { unit, points, logged } = curvePoints([point(0.5, known)]);
    expect([unit, points[0]?.cost, logged]).toEqual(['C', 0.5, { cost: 0.3, performance: 0.5 }]);
  });

  it('are none where no router gives P̂, or there is no decision', () => {
    expect(curvePoints([{ ...point(0, 10), performance: null }])).toMatchObject({ points: [], logged: null });
    expect(curvePoints([])).toMatchObject({ points: [], logged: null, decisions: 0 });
  });
});
