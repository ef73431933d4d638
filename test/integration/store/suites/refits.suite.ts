import { describe, expect, it } from 'vitest';
import { versionId } from '../../../../src/domain/ids.js';
import type { RefitReport, StoredRefit } from '../../../../src/jobs/refit/types.js';
import { id } from '../support/records.js';
import type { StoreContext } from './context.js';

const refit = (n: number, more: Partial<StoredRefit> = {}): StoredRefit => ({
  id: id(n),
  trigger: 'SCHEDULE',
  label: `refit "${n}"`,
  status: 'QUEUED',
  createdAt: 1000 * n,
  endedAt: null,
  aliveAt: 1000 * n,
  candidate: null,
  report: null,
  error: null,
  ...more,
});
const report = { reason: 'Nicht befördert: −1,00', routers: [{ reward: { value: 0.1 + 0.2, low: null } }] };

export function refitsSuite(at: StoreContext): void {
  describe('refits', () => {
    it('are kept as they are when they are asked for, and as they change', async () => {
      const { refits } = at.store;
      await refits.add(refit(1));
      expect(await refits.get(id(1))).toEqual(refit(1));
      await refits.change(id(1), { status: 'RUNNING', aliveAt: 5000 });
      await refits.change(id(1), { candidate: versionId('v7') });
      const ended = { status: 'SUCCEEDED', endedAt: 9000, report: report as unknown as RefitReport } as const;
      await refits.change(id(1), ended);
      expect(await refits.get(id(1))).toEqual(refit(1, { ...ended, aliveAt: 5000, candidate: versionId('v7') }));
    });

    it('keep the error of one that failed', async () => {
      const error = { code: 'CANCELLED', message: 'It "was".', hint: null } as const;
      await at.store.refits.add(refit(2));
      await at.store.refits.change(id(2), { status: 'FAILED', error });
      expect((await at.store.refits.get(id(2)))?.error).toEqual(error);
    });

    it('are listed newest first; an unknown id is null and changes nothing', async () => {
      const { refits } = at.store;
      await refits.add(refit(3, { createdAt: 500 }));
      expect((await refits.list(10)).map((one) => one.id)).toEqual([id(2), id(1), id(3)]);
      expect(await refits.list(1)).toHaveLength(1);
      await refits.change(id(99), { status: 'FAILED' });
      expect([await refits.get(id(99)), await refits.get('no id')]).toEqual([null, null]);
      expect(await refits.list(10)).toHaveLength(3);
    });
  });
}
