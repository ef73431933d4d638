import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { objective } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import type { AnswerSheet } from '../../../src/evaluation/answers.js';
import { answerSheet } from '../../../src/evaluation/answers.js';
import { outcomeOf } from '../../../src/evaluation/outcome.js';
import { reportCsv } from '../../../src/evaluation/render/csv.js';
import type { StabilityRow } from '../../../src/evaluation/report.js';
import { stabilityRows } from '../../../src/evaluation/stability.js';
import { ALL_KINDS, barVerdict, stabilitySentences } from '../../../src/evaluation/stability-words.js';
import { testSet } from '../../../src/evaluation/test-set.js';
import { evaluationReport } from '../../fixtures/evaluation-report.js';
import { joinWorlds, world } from './world.js';

/** Costs 1, .1 and .1; "dear" is right on all four queries, "cheap" on the first two, "odd" on the last two. */
const TEST = testSet(world([1, 0.1, 0.1]), null);
const OPTIONS = { testSet: 'test', resamples: 200, stratified: false };

/** One router `r` that chooses these columns at α = .8; −1 is a query that it was not asked. */
function sheetOf(choice: readonly number[], predict: (i: number) => number = () => 0.5, test = TEST): AnswerSheet {
  const sheet = answerSheet(test, [objective(0.8)]);
  sheet.routers.set('r', {
    ...{ router: 'r', title: 'R', output: 'performance', rule: 'score', bound: false, supported: test.responses.llms },
    predicted: Float32Array.from(test.performance, (_, i) => predict(i)),
    outcomes: sheet.objectives.map(() => outcomeOf(test, choice)),
    difficulty: null,
  });
  return sheet;
}

const measure = (plain: AnswerSheet, changed: Record<string, AnswerSheet>, options = OPTIONS) =>
  stabilityRows(
    plain,
    Object.entries(changed).map(([kind, sheet]) => ({ kind, sheet })),
    options,
    seededRng(1),
  );
const of = (rows: readonly StabilityRow[], kind: string | null) =>
  rows.find((row) => row.kind === kind) as StabilityRow;

describe('stability of choices', () => {
  const plain = sheetOf([1, 1, 2, 2]);
  // The dear LLM for the second query is as right and costs .9 of 4 more; the cheap one for the fourth is wrong.
  const typos = sheetOf([1, 0, 2, 1], (i) => (i % 3 === 0 ? 0.8 : 0.5));
  // Does not apply to the second query.
  const options = sheetOf([0, -1, 2, 2]);

  it('is what it is by hand', async () => {
    const rows = await measure(plain, { typos, options });
    const row = of(rows, 'typos');
    expect(row).toMatchObject({ testSet: 'test', router: 'r', alpha: 0.8, queries: 4, flips: 2 });
    expect(row.kept?.value).toBe(0.5);
    expect(row.performance?.value).toBe(-0.25);
    expect(row.reward?.value).toBeCloseTo((-18 - 80) / 4, 5);
    expect(row.flippedPerformance?.value).toBe(-0.5);
    expect(row.flippedReward?.value).toBeCloseTo(-49, 5);
    expect(row.equallyGood?.value).toBe(0.5);
    expect(row.prediction?.value).toBeCloseTo(0.1, 6);
    expect(of(rows, 'options')).toMatchObject({ queries: 3, flips: 1 });
    expect(of(rows, 'options').kept?.value).toBeCloseTo(2 / 3, 12);
    // The queries survive ½, 0, 1 and ½ of their changes; of all seven changes four are survived.
    expect(of(rows, null)).toMatchObject({ queries: 4, flips: 3 });
    expect(of(rows, null).kept?.value).toBe(0.5);
  });

  it('is 1 for a router that never moves, without figures of flips', async () => {
    const rows = await measure(plain, { typos: plain, options: sheetOf([1, -1, 2, 2]) });
    for (const row of rows) expect(row.kept).toEqual({ value: 1, low: 1, high: 1 });
    expect(of(rows, 'typos')).toMatchObject({ flips: 0, flippedReward: null, equallyGood: null });
    expect(of(rows, 'typos').prediction).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('has no figure for a kind that applies to no query, and leaves it out of the whole', async () => {
    const none = sheetOf([-1, -1, -1, -1]);
    const rows = await measure(plain, { typos, options: none });
    expect(of(rows, 'options')).toMatchObject({ queries: 0, flips: 0, kept: null, reward: null, prediction: null });
    expect(of(rows, null).kept?.value).toBe(of(rows, 'typos').kept?.value);
    const nothing = await measure(plain, { options: none });
    expect(of(nothing, null)).toMatchObject({ queries: 0, kept: null });
    expect(stabilitySentences(nothing, 0.9)).toEqual(['No change of these kinds applies to any of the queries.']);
  });

  it('has the interval of a mean: half-width 1.96 standard errors', async () => {
    const many = testSet(joinWorlds(Array.from({ length: 250 }, () => world([1, 0.1, 0.1]))), null);
    const rng = seededRng(5);
    const choice = Array.from({ length: 1000 }, () => (rng.uniform() < 0.8 ? 1 : 0));
    const before = sheetOf(
      Array.from({ length: 1000 }, () => 1),
      () => 0.5,
      many,
    );
    const rows = await measure(before, { case: sheetOf(choice, () => 0.5, many) }, { ...OPTIONS, resamples: 1000 });
    const { value, low, high } = of(rows, 'case').kept as { value: number; low: number; high: number };
    expect((high - low) / 2).toBeCloseTo(1.96 * Math.sqrt((value * (1 - value)) / 1000), 2);
    expect(of(rows, null).kept?.low).toBeCloseTo(low, 12);
  });

  it('says which routers reach the bar, and what moves them most', () => {
    const row = (router: string, kind: string | null, value: number, half = 0.01) =>
      ({
        testSet: 'test',
        router,
        alpha: 0.8,
        kind,
        kept: { value, low: value - half, high: value + half },
      }) as StabilityRow;
    expect(barVerdict(row('a', null, 0.95), 0.9)).toBe('reached');
    expect(barVerdict(row('a', null, 0.85), 0.9)).toBe('missed');
    expect(barVerdict(row('a', null, 0.905), 0.9)).toBe('open');
    expect(barVerdict({ kept: { value: 1, low: 1, high: 1 } }, 1)).toBe('reached');
    const rows = [
      ...[row('a', 'case', 1, 0), row('a', 'typos', 0.9), row('a', null, 0.95)],
      ...[row('b', 'case', 1, 0), row('b', 'typos', 1, 0), row('b', null, 1, 0)],
      ...[row('c', 'case', 0.8), row('c', 'typos', 0.6), row('c', null, 0.7)],
    ];
    expect(stabilitySentences(rows, 0.9)).toEqual([
      'At α = 0.8 the choice survives at least 90 % of the changes: b 100.0 % [100.0, 100.0], a 95.0 % [94.0, 96.0] (least for typos: 90.0 %).',
      'At α = 0.8 the choice survives fewer than 90 % of the changes: c 70.0 % [69.0, 71.0] (least for typos: 60.0 %).',
    ]);
  });

  it('is in the CSV of a report, by kind', async () => {
    const report = { ...evaluationReport(), stability: await measure(plain, { typos }) };
    const rows = parse<Record<string, string>>(reportCsv(report), { columns: true });
    const kept = rows.filter((row) => row['metric'] === 'stability/kept');
    expect(kept.map((row) => [row['variant'], row['value'], row['n']])).toEqual([
      ['typos', '0.5', '4'],
      [ALL_KINDS, '0.5', '4'],
    ]);
  });
});
