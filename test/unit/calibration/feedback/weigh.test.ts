import { describe, expect, it } from 'vitest';
import { retention } from '../../../../src/calibration/feedback/forgetting.js';
import { DEFAULT_FEEDBACK_SETTINGS } from '../../../../src/calibration/feedback/settings.js';
import type { Statement } from '../../../../src/calibration/feedback/statement.js';
import { weighFeedback } from '../../../../src/calibration/feedback/weigh.js';
import { llmId } from '../../../../src/domain/ids.js';
import { seededRng } from '../../../../src/domain/random.js';
// Made by test/fixtures/generators/feedback-golden.py.
import golden from '../../../fixtures/golden/feedback.json' with { type: 'json' };
import { preference, statement } from './statements.js';

const DAY = 86_400_000;
const settings = { ...DEFAULT_FEEDBACK_SETTINGS, halfLifeDays: 0 };
const weigh = (said: readonly Statement[], change: Partial<typeof settings> = {}, now = 0) =>
  weighFeedback(said, { ...settings, ...change }, now, new Map());

describe('weighFeedback', () => {
  const { said, now, drifted, settings: given } = golden.weights;
  const statements = said.map(({ preferred, kind, llm, ...rest }) =>
    statement({
      ...rest,
      kind: kind as Statement['kind'],
      llm: llmId(llm),
      query: { id: rest.decision, task: null, text: null },
      preferred: preferred === null ? null : { llm: llmId(preferred), predicted: 0.5 },
    }),
  );
  const drift = new Map(Object.entries(drifted).map(([llm, at]) => [llmId(llm), at]));
  const round = (rows: readonly (readonly (string | number)[])[]) =>
    rows
      .map((row) => row.map((x) => (typeof x === 'number' ? Number(x.toPrecision(10)) : x)))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  it('has the weights of an independent computation, whatever the order of the statements', () => {
    for (const seed of [1, 2]) {
      const shuffled = seededRng(seed).shuffle([...statements]);
      const found = weighFeedback(shuffled, { ...DEFAULT_FEEDBACK_SETTINGS, ...given }, now, drift);
      expect(found.changed).toEqual(new Map([[llmId('b'), DEFAULT_FEEDBACK_SETTINGS.driftAnswers]]));
      expect([found.replaced, found.beyond]).toEqual([golden.weights.replaced, golden.weights.beyond]);
      const scores = found.scores.map((s) => [s.query.id, s.llm, s.performance, s.weight]);
      expect(round(scores)).toEqual(round(golden.weights.scores));
      const preferences = found.preferences.map((p) => [p.query.id, p.winner, p.loser, p.weight]);
      expect(round(preferences)).toEqual(round(golden.weights.preferences));
    }
  });

  it('averages what several say of one answer, which stays one answer', () => {
    const two = [statement({ performance: 1 }), statement({ performance: 0, reporter: 'ben' })];
    expect(weigh(two).scores).toMatchObject([{ performance: 0.5, weight: 1 }]);
    const unlike = [
      preference('b', 'a'),
      preference('c', 'a', { reporter: 'ben' }),
      preference('b', 'a', { reporter: 'cat' }),
    ];
    const found = weigh(unlike).preferences;
    expect(found.map(({ winner }) => winner)).toEqual(['b', 'c']);
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.5, 12);
    expect(found[0]?.weight).toBeCloseTo(2 * (found[1]?.weight ?? 0), 12);
  });

  it('lets the latest statement of a reporter on a decision stand, beside a preference', () => {
    const changed = [statement({ at: 1, performance: 1 }), statement({ at: 2, performance: 0 }), preference('b', 'a')];
    const found = weigh(changed);
    expect(found.scores).toMatchObject([{ performance: 0 }]);
    expect([found.replaced, found.preferences.length]).toEqual([1, 1]);
  });

  it('never lets a reporter weigh more on an LLM than the limit, in any mixture of statements', () => {
    const rng = seededRng(5);
    const kinds = ['score', 'thumbs', 'preference'] as const;
    for (const influence of [0.5, 20]) {
      const said = Array.from({ length: 3000 }, (_, i) => {
        const kind = kinds[rng.integer(3)] as Statement['kind'];
        const [llm, other] = [`l${rng.integer(3)}`, `l${3 + rng.integer(3)}`];
        const reporter = rng.uniform() < 0.7 ? 'key' : `user ${rng.integer(50)}`;
        const change = { decision: `d${i}`, reporter, at: i };
        return kind === 'preference'
          ? preference(other, llm, change)
          : statement({ ...change, kind, llm: llmId(llm), performance: rng.integer(2) });
      });
      const found = weigh(said, { influence, perReporter: 10_000 }, 3000);
      const totals = new Map<string, number>();
      for (const { statement: one, weight } of found.statements) {
        for (const llm of one.preferred ? [one.llm, one.preferred.llm] : [one.llm]) {
          const key = `${one.reporter} ${llm}`;
          totals.set(key, (totals.get(key) ?? 0) + weight);
        }
      }
      for (const total of totals.values()) expect(total).toBeLessThanOrEqual(influence * (1 + 1e-9));
      expect(Math.max(...totals.values())).toBeGreaterThan(0.9 * influence);
    }
  });

  it('does not limit a trusted reporter, and counts the newest statements of one', () => {
    const said = Array.from({ length: 100 }, (_, i) => statement({ decision: `d${i}`, at: i, performance: i / 99 }));
    const trusted = weigh(said, { trusted: ['ann'] });
    expect(trusted.scores.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const newest = weigh(said, { perReporter: 10 });
    expect([newest.beyond, newest.scores.length]).toEqual([90, 10]);
    expect(Math.min(...newest.scores.map(({ performance }) => performance))).toBeCloseTo(90 / 99, 12);
  });

  it('says nothing of nothing, and drops what is all but forgotten', () => {
    expect(weigh([])).toMatchObject({ scores: [], preferences: [], replaced: 0, beyond: 0 });
    const old = weighFeedback([statement()], { ...settings, halfLifeDays: 1 }, 30 * DAY, new Map());
    expect(old.scores).toEqual([]);
    expect(old.statements).toHaveLength(1);
  });
});

describe('retention', () => {
  const llm = llmId('a');
  const of = (halfLifeDays: number, days: number, driftedDaysAgo?: number) => {
    const now = 1000 * DAY;
    const drifted = driftedDaysAgo === undefined ? new Map() : new Map([[llm, now - driftedDaysAgo * DAY]]);
    return retention({ halfLifeDays, driftFactor: 4 }, now - days * DAY, now, [llm], drifted);
  };
  it('halves with every half-life, four times as fast from before a drift of the LLM, and never where it is off', () => {
    expect([of(90, 0), of(90, 90), of(90, 180)]).toEqual([1, 0.5, 0.25]);
    expect([of(90, 90, 10), of(90, 5, 10)]).toEqual([2 ** -4, 2 ** (-5 / 90)]);
    expect([of(0, 10_000), of(90, -5)]).toEqual([1, 1]);
  });
});
