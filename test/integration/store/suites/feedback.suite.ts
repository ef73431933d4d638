import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { decision, id } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection, write } from './context.js';

export function feedbackSuite(at: StoreContext): void {
  describe('feedback', () => {
    const none = { score: null, thumbs: null, preferredLlm: null, idempotencyKey: null };
    const given = [
      { ...none, id: id(1), decisionId: id(500), createdAt: 10, score: 0.5 },
      { ...none, id: id(2), decisionId: id(500), createdAt: 20, thumbs: 'DOWN' as const, idempotencyKey: 'k1' },
      { ...none, id: id(3), decisionId: id(501), createdAt: 15, preferredLlm: llmId('beta') },
    ];

    it('gives back every kind, oldest first', async () => {
      await write(at.store, [decision(500), decision(501)]);
      for (const one of given) expect(await at.store.feedback.add(one)).toEqual(one);
      expect(await at.store.feedback.byDecisions([id(500), id(501)])).toEqual([given[0], given[2], given[1]]);
      expect(await at.store.feedback.byDecisions([id(501)])).toEqual([given[2]]);
      expect(await at.store.feedback.byDecisions([])).toEqual([]);
    });

    it('answers a used idempotency key with the feedback that was first', async () => {
      const again = { ...none, id: id(9), decisionId: id(501), createdAt: 99, score: 1, idempotencyKey: 'k1' };
      expect(await at.store.feedback.add(again)).toEqual(given[1]);
      expect(await at.store.feedback.byDecisions([id(501)])).toEqual([given[2]]);
    });

    it('refuses feedback on an unknown decision', async () => {
      const lost = { ...none, id: id(10), decisionId: id(9999), createdAt: 1, score: 1 };
      await expect(at.store.feedback.add(lost)).rejects.toEqual(rejection('UNKNOWN_DECISION'));
    });
  });
}
