import { describe, expect, it } from 'vitest';
import { routerId, versionId } from '../../../../src/domain/ids.js';
import { queryId } from '../../../../src/domain/query-id.js';
import { keyedDigest } from '../../../../src/domain/query-privacy.js';
import { textDigest } from '../../../../src/domain/text-digest.js';
import type { ForgetSelection } from '../../../../src/jobs/forget/types.js';
import type { TimeBucket } from '../../../../src/routing/traffic/types.js';
import { keyedVectors } from '../../../../src/store/keyed-vectors.js';
import { decision, idAt, ranking } from '../support/records.js';
import type { StoreContext } from './context.js';
import { write } from './context.js';

const FROM = Date.UTC(2033, 4, 1);
const SECRET = 'My neighbour’s secret; 中文 "quoted"';
const nothing: ForgetSelection = { query: null, decisionIds: null, tag: null, before: null };
const byText = (text: string): ForgetSelection => ({
  ...nothing,
  query: { text, sha256: textDigest(text), digests: [textDigest(text)] },
});

export function forgetSuite(at: StoreContext): void {
  describe('forgetting', () => {
    const id = (n: number) => idAt(FROM + n, n);
    const record = (n: number, more = {}) =>
      decision(n, { id: id(n), createdAt: FROM + n, query: SECRET, queryHash: textDigest(SECRET), ...more });
    const said = (n: number, about: number, more: object) => ({
      ...{ id: idAt(FROM + 100 + n, n), decisionId: id(about), createdAt: FROM + 200, score: null, thumbs: null },
      ...{ preferredLlm: null, correctedLabel: null, reporter: 'ann', idempotencyKey: null },
      ...more,
    });
    const shadow = (n: number) => ({
      ...{ decisionId: id(n), router: routerId('knn'), version: versionId('v1'), ranking: ranking(0.8) },
    });
    const statements = async (bucket: TimeBucket) => {
      const filter = { from: FROM, to: FROM + 3_600_000 };
      const [sums] = (await at.store.traffic.sums({ filter, bucket, reference: null }, null)).values();
      return [...(sums?.values() ?? [])].reduce(
        (n, { decisions, feedback }) => [n[0]! + decisions, n[1]! + feedback],
        [0, 0],
      );
    };
    const log = [
      record(1),
      record(2, { query: null, tags: ['user-7', 'eu'] }),
      record(3, { query: 'Something else', queryHash: textDigest('Something else'), tags: ['user-7'] }),
      record(4, { query: null, queryHash: 'f'.repeat(64) }),
    ];

    it('removes a text and what says it, by the text, and leaves the figures', async () => {
      await write(at.store, log);
      await at.store.feedback.add([
        said(1, 1, { score: 0.5 }),
        said(2, 1, { correctedLabel: SECRET }),
        said(3, 3, { correctedLabel: '42' }),
      ]);
      await at.store.shadows.add([shadow(1), shadow(3)]);
      await at.store.vectors.put('bert', new Map([[textDigest(SECRET), new Float32Array(2)]]));
      expect([await statements('HOUR'), await statements('MINUTE')]).toEqual([
        [4, 3],
        [4, 3],
      ]);
      const removed = await at.store.forgetting.forgetSome(byText(SECRET), null, 10);
      expect(removed).toEqual({
        decisions: 2,
        labels: 1,
        shadows: 1,
        vectors: 1,
        taught: [queryId(SECRET)],
        next: null,
      });
      const kept = await at.store.decisions.byIds(log.map((one) => one.id));
      expect(kept).toEqual(log.map((one, i) => (i < 2 ? { ...one, query: null, queryHash: null } : one)));
      expect((await at.store.feedback.byDecisions([id(1), id(3)])).map(({ score }) => score)).toEqual([0.5, null]);
      expect([
        ...(
          await at.store.shadows.byDecisions(
            routerId('knn'),
            log.map((one) => one.id),
          )
        ).keys(),
      ]).toEqual([id(3)]);
      expect([await statements('HOUR'), await statements('MINUTE')]).toEqual([
        [4, 2],
        [4, 2],
      ]);
      const again = await at.store.forgetting.forgetSome(byText(SECRET), null, 10);
      expect(again).toEqual({ decisions: 0, labels: 0, shadows: 0, vectors: 0, taught: [], next: null });
    });

    it('finds a text by its SHA-256, and a digest by itself', async () => {
      const bySha: ForgetSelection = { ...byText('Something else') };
      const found = await at.store.forgetting.forgetSome(
        { ...bySha, query: bySha.query && { ...bySha.query, text: null }, before: FROM },
        null,
        10,
      );
      expect(found.decisions).toBe(0);
      const selection = { ...bySha, query: bySha.query && { ...bySha.query, text: null }, before: FROM + 10 };
      expect(await at.store.forgetting.forgetSome(selection, null, 10)).toMatchObject({
        decisions: 1,
        labels: 1,
        shadows: 1,
      });
      const digest = { text: null, sha256: 'f'.repeat(64), digests: ['f'.repeat(64)] };
      expect(await at.store.forgetting.forgetSome({ ...nothing, query: digest }, null, 10)).toMatchObject({
        decisions: 1,
      });
    });

    it('goes through many decisions step by step, over partitions', async () => {
      const many = Array.from({ length: 25 }, (_, n) =>
        decision(300 + n, {
          id: idAt(FROM + n * 40 * 86_400_000, 300 + n),
          createdAt: FROM + n * 40 * 86_400_000,
          tags: ['leaver'],
        }),
      );
      await write(at.store, many);
      const selection = { ...nothing, tag: 'leaver', before: many[20]?.createdAt as number };
      const steps = [];
      for (let after: string | null = null; ;) {
        const step = await at.store.forgetting.forgetSome(selection, after, 6);
        steps.push(step.decisions);
        if ((after = step.next) === null) break;
      }
      expect(steps).toEqual([6, 6, 6, 2]);
      const ids = { ...nothing, decisionIds: [many[22]?.id.toUpperCase() as string, 'no uuid', id(999)] };
      expect(await at.store.forgetting.forgetSome(ids, null, 6)).toMatchObject({ decisions: 1, next: null });
      expect(
        (await at.store.decisions.byIds(many.map((one) => one.id))).filter(({ query }) => query !== null),
      ).toHaveLength(4);
    });

    it('removes a label from decisions and sums', async () => {
      const label = await at.store.forgetting.forgetLabel('user-7');
      expect(label.decisions).toBe(2);
      // With and without their LLM, in hours and days; one of them was for another LLM set, all in one hour.
      expect(label.sums).toBeGreaterThanOrEqual(4);
      expect(await at.store.decisions.count({ tag: 'user-7' })).toBe(0);
      expect(await at.store.decisions.count({ tag: 'eu', from: FROM, to: FROM + 10 })).toBe(1);
      expect(await at.store.forgetting.forgetLabel('user-7')).toEqual({ decisions: 0, sums: 0 });
    });

    it('finds vectors under a key by what the log has for their text', async () => {
      const digest = textDigest('kept under a key');
      const keyed = keyedVectors(at.store.vectors, 'a secret of sixteen');
      await keyed.put('bert', new Map([[digest, new Float32Array([1, 2])]]));
      expect([...(await keyed.get('bert', [digest, 'other']))]).toEqual([[digest, new Float32Array([1, 2])]]);
      expect((await at.store.vectors.get('bert', [digest])).size).toBe(0);
      expect(await at.store.forgetting.forgetVectors([keyedDigest('a secret of sixteen', digest)])).toBe(1);
      expect((await keyed.get('bert', [digest])).size).toBe(0);
    });
  });
}
