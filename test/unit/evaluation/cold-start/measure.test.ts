import { describe, expect, it } from 'vitest';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { NewcomerAnswers } from '../../../../src/evaluation/cold-start/answers.js';
import { coldStartComparisons } from '../../../../src/evaluation/cold-start/compare.js';
import { measureColdStart, meanOf } from '../../../../src/evaluation/cold-start/measure.js';
import { coldStartResults, coldStartRouters, groupsOf } from '../../../../src/evaluation/cold-start/rows.js';
import { emptyOutcome } from '../../../../src/evaluation/outcome.js';
import { testSet } from '../../../../src/evaluation/test-set.js';
import type { PoolQueries } from '../../../../src/jobs/protocols/cold-start/pool-choices.js';
import { writeChoices } from '../../../../src/jobs/protocols/cold-start/pool-choices.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { world } from '../world.js';

// "dear" answers all four queries, "cheap" the first two, "odd" the last two; prices 4, 1 and 1 per query.
const test = testSet(world([4, 1, 1]), null);
const objectives = [objective(0.8)];

/** P̂ of dear and odd is fixed; "cheap" is the newcomer. */
const pool = (newcomer = 1): PoolQueries => ({
  test,
  rows: [0, 1, 2, 3],
  predicted: matrix(4, 3, Float32Array.from([0.9, 0, 0.2, 0.9, 0, 0.2, 0.9, 0, 0.6, 0.9, 0, 0.6])),
  cost: Float32Array.of(1, 0.25, 0.25),
  newcomer,
});

function answers(anchors: number | null, selection: string | null, p: number[], bound = p): NewcomerAnswers {
  const mean = objectives.map(() => emptyOutcome(4));
  const cautious = objectives.map(() => emptyOutcome(4));
  writeChoices(pool(), Float32Array.from(p), objectives, mean);
  writeChoices(pool(), Float32Array.from(bound), objectives, cautious);
  return { router: 'hirt', llm: 'cheap', anchors, selection, predicted: Float32Array.from(p), mean, cautious };
}

describe('choices with a newcomer in the pool', () => {
  it('are the best α·P̂ − β·C among the observed, the newcomer with the P̂ it is given', () => {
    // α = .8: dear .72 − .2 = .52; odd .11 or .43; cheap .8·p − .05.
    expect([...(answers(20, 'random', [0.9, 0.7, 0.5, 0.72]).mean[0]?.choice ?? [])]).toEqual([1, 0, 0, 1]);
    const without = objectives.map(() => emptyOutcome(4));
    writeChoices(pool(), null, objectives, without);
    expect([...(without[0]?.choice ?? [])]).toEqual([0, 0, 0, 0]);
  });

  it('leave out who was not observed on the query', () => {
    const gaps = testSet(world([4, 1, 1], 0), null);
    const outcomes = objectives.map(() => emptyOutcome(4));
    writeChoices({ ...pool(), test: gaps }, Float32Array.of(0, 0, 0, 0), objectives, outcomes);
    expect([...(outcomes[0]?.choice ?? [])]).toEqual([2, 0, 0, 0]);
  });
});

describe('figures of newcomers', () => {
  const known = [
    answers(0, 'stratified', [0.6, 0.4, 0.5, 0.5]),
    answers(0, 'random', [0.6, 0.4, 0.5, 0.5]),
    answers(20, 'stratified', [0.9, 0.8, 0.2, 0.1], [0.5, 0.5, 0, 0]),
    answers(20, 'random', [0.1, 0.8, 0.9, 0.2]),
    answers(null, null, [1, 1, 0, 0]),
  ];
  const without = { router: 'hirt', llm: 'cheap', outcomes: objectives.map(() => emptyOutcome(4)) };
  writeChoices(pool(), null, objectives, without.outcomes);
  const measured = measureColdStart(
    test,
    objectives,
    { newcomers: known, without: [without] },
    { resamples: 200, strata: null },
    seededRng(1),
  );

  it('are those of a hand calculation', async () => {
    const rows = coldStartResults(test, objectives, (await measured).newcomers);
    const of = (anchors: number | null, selection: string | null, rule = 'mean') =>
      rows.find((r) => r.anchors === anchors && r.selection === selection && r.rule === rule);
    // y of the newcomer is 1, 1, 0, 0.
    expect(of(20, 'stratified')).toMatchObject({ llm: 'cheap', auc: 1, accuracy: 1, reference: false });
    expect(of(20, 'stratified')?.rmse).toBeCloseTo(Math.sqrt((0.01 + 0.04 + 0.04 + 0.01) / 4), 6);
    // One of four pairs (right, wrong) is in order: .8 before .2.
    expect(of(20, 'random')).toMatchObject({ auc: 0.25, accuracy: 0.5 });
    expect(of(null, null)).toMatchObject({ auc: 1, reference: true });
    // Rewards: a right answer of dear is 80 − 20 · 4·4/16 = 60, of cheap 80 − 5 = 75.
    expect(of(20, 'stratified')?.metrics.reward?.value).toBeCloseTo((75 + 75 + 60 + 60) / 4, 9);
    expect(of(20, 'stratified', 'lower bound')?.metrics.reward?.value).toBeCloseTo(60, 9);
    expect(rows).toHaveLength(10);
  });

  it('tell what is known in one way once, and compare ways on the same resamples', async () => {
    const all = await measured;
    const groups = groupsOf(all.newcomers);
    expect(groups.map((g) => g.name)).toEqual([
      'from its profile',
      '20 anchors, stratified',
      '20 anchors, random',
      'trained on all its responses',
    ]);
    const routers = coldStartRouters(test, groups);
    expect(routers.find((r) => r.variant === '20 anchors, stratified')?.metrics.auc?.value).toBe(1);
    const comparisons = coldStartComparisons(groups, all, [0.8]);
    const difference = (router: string, against: string, metric: string) =>
      comparisons.find(
        (c) => c.router === `hirt (${router})` && c.against === `hirt (${against})` && c.metric === metric,
      )?.difference.value;
    expect(difference('20 anchors, random', '20 anchors, stratified', 'auc')).toBeCloseTo(-0.75, 9);
    expect(difference('20 anchors, random', 'from its profile', 'accuracy')).toBeCloseTo(0.25, 9);
    expect(
      difference('20 anchors, stratified, by the lower bound', '20 anchors, stratified, by the mean', 'reward'),
    ).toBeCloseTo(60 - 67.5, 9);
    expect(difference('20 anchors, stratified', 'the pool without it', 'reward')).toBeCloseTo(7.5, 9);
    expect(comparisons.some((c) => c.router.includes('trained on all') && c.metric === 'auc')).toBe(false);
  });

  it('average over newcomers without those that have no value', () => {
    const one = (values: number[]) => ({
      values: Float64Array.from(values),
      replicates: Float64Array.from(values),
      resamples: 1,
    });
    expect([...meanOf([one([1, Number.NaN]), one([3, 5])]).values]).toEqual([2, 5]);
  });
});
