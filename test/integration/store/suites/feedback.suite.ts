import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { decision, id } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection, write } from './context.js';

export function feedbackSuite(at: StoreContext): void {
  describe('feedback', () => {
    const none = {
      score: null,
      thumbs: null,
      preferredLlm: null,
      correctedLabel: null,
      reporter: 'ann',
      idempotencyKey: null,
    };
    const given = [
      { ...none, id: id(1), decisionId: id(500), createdAt: 10, score: 0.5 },
      { ...none, id: id(2), decisionId: id(500), createdAt: 20, thumbs: 'DOWN' as const, idempotencyKey: 'k1' },
      { ...none, id: id(3), decisionId: id(501), createdAt: 15, preferredLlm: llmId('beta'), reporter: 'ben' },
      { ...none, id: id(4), decisionId: id(501), createdAt: 30, correctedLabel: '42 "and" 中文' },
    ];

    it('gives back every kind, oldest first', async () => {
      await write(at.store, [decision(500), decision(501)]);
      expect(await at.store.feedback.add(given)).toEqual(given);
      expect(await at.store.feedback.byDecisions([id(500), id(501)])).toEqual([given[0], given[2], given[1], given[3]]);
      expect(await at.store.feedback.byDecisions([id(501)])).toEqual([given[2], given[3]]);
      expect(await at.store.feedback.byDecisions([])).toEqual([]);
      expect(await at.store.feedback.add([])).toEqual([]);
    });

    it('answers a used idempotency key with the feedback that was first', async () => {
      const again = { ...none, id: id(9), decisionId: id(501), createdAt: 99, score: 1, idempotencyKey: 'k1' };
      const other = { ...again, id: id(11), idempotencyKey: 'k2' };
      const twice = { ...other, id: id(12), score: 0 };
      expect(await at.store.feedback.add([again, other, twice])).toEqual([given[1], other, other]);
      expect(await at.store.feedback.byDecisions([id(501)])).toEqual([given[2], given[3], other]);
      expect(await at.store.feedback.byKeys(['k1', 'none'])).toEqual([given[1]]);
    });

    it('counts what reporters said between two moments, and gives the newest', async () => {
      const counts = await at.store.feedback.countBetween(['ann', 'ben', 'nobody'], 15, 99);
      expect([...counts].sort()).toEqual([
        ['ann', 3],
        ['ben', 1],
      ]);
      // Dated later than the clock shows now: said while it was wrong.
      expect([...(await at.store.feedback.countBetween(['ann'], 15, 98))]).toEqual([['ann', 2]]);
      const newest = async (until: number) => (await at.store.feedback.newest(2, until)).map((one) => one.id);
      expect([await newest(99), await newest(98)]).toEqual([
        [id(11), id(4)],
        [id(4), id(2)],
      ]);
    });

    it('stores nothing of what holds feedback on an unknown decision', async () => {
      const lost = { ...none, id: id(10), decisionId: id(9999), createdAt: 1, score: 1 };
      const good = { ...none, id: id(13), decisionId: id(500), createdAt: 1, score: 1 };
      await expect(at.store.feedback.add([good, lost])).rejects.toEqual(rejection('UNKNOWN_DECISION'));
      expect(await at.store.feedback.byDecisions([id(500)])).toEqual([given[0], given[1]]);
    });
  });
}
