import { describe, expect, it } from 'vitest';
import { latencyBin } from '../../../../src/domain/latency-bins.js';
import { llmId, poolId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { Feedback } from '../../../../src/routing/feedback.js';
import type { DecisionFilter, DecisionRecord } from '../../../../src/routing/ports.js';
import { bucketsOver, startOf } from '../../../../src/routing/traffic/buckets.js';
import { fits } from '../../../../src/routing/traffic/live-decisions.js';
import { totalOf } from '../../../../src/routing/traffic/sums.js';
import type { TimeBucket, TrafficDimension, TrafficSums } from '../../../../src/routing/traffic/types.js';
import { decision, id, idAt } from '../support/records.js';
import type { StoreContext } from './context.js';
import { write } from './context.js';

const HOUR = 3_600_000;
/** Far from the times of the other suites. */
const FROM = Date.UTC(2031, 1, 26, 21, 30);
const LLMS = ['zeta', 'a "quoted", {odd}', 'mid\u00e9', 'B'].map(llmId);

/** Traffic of three days over the end of a month, with and without costs, of all kinds. */
export function randomTraffic(n: number, first: number, seed: number): { records: DecisionRecord[]; said: Feedback[] } {
  const rng = seededRng(seed);
  const pick = <T>(from: readonly T[]): T => from[rng.integer(from.length)] as T;
  const records = Array.from({ length: n }, (_, i) => {
    const llms = rng.shuffle([...LLMS]).slice(0, 2 + rng.integer(3));
    const numbers = () => Float32Array.from(llms, () => rng.uniform());
    const predicted = numbers();
    const performs = rng.uniform() < 0.7;
    const createdAt = FROM + rng.integer(72 * HOUR);
    return decision(first + i, {
      id: idAt(createdAt, first + i),
      createdAt,
      router: pick(['mirt', 'knn'].map(routerId)),
      version: pick(['v1', 'v2'].map(versionId)),
      pool: pick([poolId('default'), null]),
      abstained: pick([null, true, false]),
      llm: pick(llms),
      tags: pick([[], ['billing'], ['billing', 'x,"y"'], ['x,"y"', 'x,"y"']]),
      expectedUsd: rng.uniform() < 0.6 ? numbers() : null,
      durationMs: 10 ** (4 * rng.uniform() - 1.5),
      ranking: {
        llms,
        score: predicted,
        predictedPerformance: performs ? predicted : null,
        preference: performs ? null : predicted,
        cost: numbers(),
      },
    });
  });
  const none = { score: null, thumbs: null, preferredLlm: null, correctedLabel: null };
  const said = records.slice(0, n / 2).map((record, i): Feedback => {
    const kind = pick<Partial<Feedback>>([
      { score: rng.uniform() },
      { thumbs: 'UP' },
      { thumbs: 'DOWN' },
      { correctedLabel: 'x' },
    ]);
    const rest = { reporter: 'ann', idempotencyKey: null, createdAt: record.createdAt + rng.integer(9 * HOUR) };
    return { ...none, ...rest, ...kind, id: id(first + i), decisionId: record.id };
  });
  return { records, said };
}

/** The sums from the records themselves. */
function expected(records: readonly DecisionRecord[], said: readonly Feedback[], reference: LlmId | null) {
  const sum = (of: (r: DecisionRecord) => number) => records.reduce((total, r) => total + of(r), 0);
  const count = (of: (r: DecisionRecord) => boolean) => sum((r) => (of(r) ? 1 : 0));
  const usd = (r: DecisionRecord, llm: LlmId) => r.expectedUsd?.[r.ranking.llms.indexOf(llm)] ?? 0;
  const compared = (r: DecisionRecord) =>
    r.expectedUsd !== null && reference !== null && r.ranking.llms.includes(reference);
  const ids = new Set(records.map((r) => r.id));
  const about = said.filter(({ decisionId }) => ids.has(decisionId));
  const latency = new Float64Array(64);
  for (const { durationMs } of records) (latency[latencyBin(durationMs)] as number) += 1;
  return {
    decisions: records.length,
    abstained: count((r) => r.abstained === true),
    abstentionOn: count((r) => r.abstained !== null),
    predictions: count((r) => r.ranking.predictedPerformance !== null),
    predictedSum: sum((r) => r.ranking.predictedPerformance?.[r.ranking.llms.indexOf(r.llm)] ?? 0),
    costed: count((r) => r.expectedUsd !== null),
    usd: sum((r) => usd(r, r.llm)),
    compared: count(compared),
    referenceUsd: sum((r) => (compared(r) ? usd(r, reference as LlmId) : 0)),
    comparedUsd: sum((r) => (compared(r) ? usd(r, r.llm) : 0)),
    feedback: about.length,
    scores: about.filter(({ score }) => score !== null).length,
    scoreSum: about.reduce((total, { score }) => total + (score ?? 0), 0),
    thumbsUp: about.filter(({ thumbs }) => thumbs === 'UP').length,
    thumbsDown: about.filter(({ thumbs }) => thumbs === 'DOWN').length,
    latency,
  };
}

/** Sums in another order differ in the last places. */
function expectSums(got: TrafficSums | undefined, wanted: TrafficSums, withLatency = true): void {
  const round = ({ latency, ...sums }: TrafficSums) => ({
    ...Object.fromEntries(Object.entries(sums).map(([name, x]) => [name, Number(x.toFixed(6))])),
    latency: withLatency ? [...latency] : null,
  });
  expect(got && round(got)).toEqual(round(wanted));
}

const keysOf = (record: DecisionRecord, dimension: TrafficDimension): readonly (string | null)[] =>
  ({
    LLM: [record.llm],
    ROUTER: [record.router],
    POOL: [record.pool],
    VERSION: [record.version],
    TAG: [...new Set(record.tags)],
  })[dimension];

export function trafficSuite(at: StoreContext): void {
  describe('traffic', () => {
    const { records, said } = randomTraffic(400, 700_000, 3);
    const cases: [TimeBucket, DecisionFilter, TrafficDimension, LlmId | null][] = [
      ['HOUR', {}, 'LLM', LLMS[0] as LlmId],
      ['DAY', { tag: 'billing' }, 'POOL', LLMS[1] as LlmId],
      ['WEEK', { router: routerId('knn'), abstained: true }, 'VERSION', null],
      ['MONTH', { pool: poolId('default') }, 'TAG', LLMS[2] as LlmId],
      ['TEN_MINUTES', {}, 'LLM', LLMS[0] as LlmId],
      ['TEN_MINUTES', { tag: 'x,"y"', llm: LLMS[1] }, 'TAG', LLMS[3] as LlmId],
      ['MINUTE', { version: versionId('v2') }, 'TAG', null],
      ['MINUTE', { abstained: false, router: routerId('mirt') }, 'ROUTER', LLMS[0] as LlmId],
      ['HOUR', { llm: LLMS[3], version: versionId('v1') }, 'TAG', LLMS[0] as LlmId],
    ];

    it('is written by many writers at once, and again, and feedback follows', async () => {
      const shares = Array.from({ length: 8 }, (_, k) => records.filter((_, i) => i % 8 === k));
      const dropped = await Promise.all(
        [...shares, shares[0] as DecisionRecord[]].map((some) => write(at.store, some)),
      );
      expect(dropped.flat()).toEqual([]);
      const halves = [said.filter((_, i) => i % 2 === 0), said.filter((_, i) => i % 2 === 1)];
      await Promise.all(halves.map((half) => at.store.feedback.add(half)));
      const ids = records.slice(0, 50).map((record) => record.id);
      const stored = await at.store.decisions.byIds(ids);
      expect(stored.map((r) => r.expectedUsd)).toEqual(records.slice(0, 50).map((r) => r.expectedUsd));
    });

    it.each(cases)(
      'sums up %s under %j by %s beside %s as the records do',
      async (bucket, filter, dimension, reference) => {
        const short = bucket === 'MINUTE' ? 8 : 72;
        const { from, to } = bucketsOver(FROM + HOUR, FROM + short * HOUR, bucket);
        const query = { filter: { ...filter, from, to }, bucket, reference };
        const fitting = records.filter((record) => fits(record, query.filter));
        expect(fitting.length).toBeGreaterThan(0);
        const sums = (some: readonly DecisionRecord[]) => expected(some, said, reference);

        const repository = at.store.traffic;
        const inBucket = (some: readonly DecisionRecord[], start: number) =>
          some.filter((r) => startOf(bucket, r.createdAt) === start);
        const all = await repository.sums(query, null);
        expect([...all.keys()]).toEqual([null]);
        const buckets = all.get(null) ?? new Map<number, TrafficSums>();
        expectSums(totalOf(buckets.values()), sums(fitting), false);
        for (const [start, got] of buckets) expectSums(got, sums(inBucket(fitting, start)), false);

        const groups = await repository.sums(query, dimension);
        const inGroup = (key: string | null) => fitting.filter((r) => keysOf(r, dimension).includes(key));
        const keys = [...new Set(fitting.flatMap((r) => keysOf(r, dimension)))];
        const wanted = dimension === 'TAG' && filter.tag !== undefined ? [filter.tag] : keys;
        expect(new Set(groups.keys())).toEqual(new Set(wanted));
        for (const key of wanted) {
          expectSums(totalOf(groups.get(key)?.values() ?? []), sums(inGroup(key)), false);
          for (const [start, got] of groups.get(key) ?? []) expectSums(got, sums(inBucket(inGroup(key), start)), false);
        }

        const latencies = await repository.latencies(query);
        const told = filter.llm === undefined ? [...buckets.keys()] : [];
        expect(new Set(latencies.keys())).toEqual(new Set(told));
        for (const start of told) expect(latencies.get(start)).toEqual(sums(inBucket(fitting, start)).latency);
        const byKey = await repository.latenciesBy(query, dimension);
        const toldBy = dimension === 'LLM' || filter.llm !== undefined ? [] : wanted;
        expect(new Set(byKey.keys())).toEqual(new Set(toldBy));
        for (const key of toldBy) expect(byKey.get(key)).toEqual(sums(inGroup(key)).latency);
      },
    );

    it('has nothing where nothing was logged', async () => {
      const filter = { from: Date.UTC(2041, 0, 1), to: Date.UTC(2041, 0, 2) };
      for (const bucket of ['HOUR', 'TEN_MINUTES'] as const) {
        const query = { filter, bucket, reference: LLMS[0] as LlmId };
        expect((await at.store.traffic.sums(query, null)).size).toBe(0);
        expect((await at.store.traffic.sums(query, 'TAG')).size).toBe(0);
        expect((await at.store.traffic.latencies(query)).size).toBe(0);
        expect((await at.store.traffic.latenciesBy(query, 'TAG')).size).toBe(0);
      }
    });
  });
}
