import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/access/audit.js';
import type { StoredKey } from '../../../../src/access/types.js';
import { poolId } from '../../../../src/domain/ids.js';
import { id } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection } from './context.js';

const key = (n: number, more: Partial<StoredKey> = {}): StoredKey => ({
  id: id(n),
  name: `Schlüssel "${n}"`,
  digest: `digest-${n}`,
  prefix: 'theta_abc',
  role: 'router',
  pools: null,
  requestsPerMinute: null,
  dailyBudgetUsd: null,
  createdAt: 1000 * n,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...more,
});
const shown = ({ digest: _digest, ...rest }: StoredKey) => rest;

const entry = (n: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: id(n),
  at: 1000 * n,
  principal: 'p',
  principalName: 'Ops',
  role: 'operator',
  operation: 'setPrice',
  ids: ['gpt-4', 'a "quoted" id'],
  outcome: null,
  result: null,
  requestId: 'r-1',
  ...more,
});

export function accessSuite(at: StoreContext): void {
  describe('keys', () => {
    it('are found by their digest, and listed newest first without it', async () => {
      const { keys } = at.store;
      const full = key(2, {
        pools: [poolId('a'), poolId('b')],
        requestsPerMinute: 5,
        dailyBudgetUsd: 0.5,
        expiresAt: 9e12,
      });
      await keys.add(key(1));
      await keys.add(full);
      expect(await keys.byDigest('digest-2')).toEqual(shown(full));
      expect(await keys.byDigest('digest-9')).toBeNull();
      expect(await keys.list()).toEqual([shown(full), shown(key(1))]);
    });

    it('of one digest exist once', async () => {
      await expect(at.store.keys.add(key(3, { digest: 'digest-1' }))).rejects.toThrow();
    });

    it('stay revoked from the first time on, and know when they were used', async () => {
      const { keys } = at.store;
      expect((await keys.revoke(id(1), 5000))?.revokedAt).toBe(5000);
      expect((await keys.revoke(id(1), 7000))?.revokedAt).toBe(5000);
      expect([await keys.revoke(id(99), 1), await keys.revoke('none', 1)]).toEqual([null, null]);
      await keys.used(id(2), 8000);
      expect((await keys.byDigest('digest-2'))?.lastUsedAt).toBe(8000);
    });
  });

  describe('sign-ins', () => {
    it('are kept until they end or are closed', async () => {
      const { sessions } = at.store;
      const session = (digest: string, expiresAt: number) => ({ digest, keyDigest: 'k', createdAt: 1, expiresAt });
      for (const [digest, end] of [
        ['a', 10],
        ['b', 20],
        ['c', 30],
      ] as const)
        await sessions.add(session(digest, end));
      expect(await sessions.byDigest('b')).toEqual(session('b', 20));
      await sessions.prune(10);
      await sessions.remove('c');
      expect(await Promise.all(['a', 'b', 'c'].map((one) => sessions.byDigest(one)))).toEqual([
        null,
        session('b', 20),
        null,
      ]);
    });
  });

  describe('spending', () => {
    it('adds up by principal and day, also of two who add at once', async () => {
      const { spending } = at.store;
      const [today, other] = ['2026-01-31', '2026-02-01'];
      expect(await spending.add([])).toEqual([]);
      expect(await spending.spent('p', today)).toBe(0);
      const charge = (principal: string, day: string, usd: number) => ({ principal, day, usd });
      expect(await spending.add([charge('p', today, 0.5), charge('q', today, 1), charge('p', other, 2)])).toEqual([
        0.5, 1, 2,
      ]);
      await Promise.all([spending.add([charge('p', today, 0.25)]), spending.add([charge('p', today, 0.25)])]);
      expect(await spending.spent('p', today)).toBe(1);
      expect(await spending.add([charge('q', today, 1)])).toEqual([2]);
    });
  });

  describe('the audit log', () => {
    it('keeps a change from before it is made, and what came of it', async () => {
      const { audit } = at.store;
      for (const n of [11, 12, 13])
        await audit.add(entry(n, n === 13 ? { principal: 'q', operation: 'rollback' } : {}));
      await audit.end(id(12), 'OK', 'result');
      const ended = entry(12, { outcome: 'OK', result: 'result' });
      expect(await audit.scan({}, 10)).toEqual([
        entry(13, { principal: 'q', operation: 'rollback' }),
        ended,
        entry(11),
      ]);
      expect(await audit.scan({}, 1, id(13))).toEqual([ended]);
      expect((await audit.scan({ principal: 'q' }, 9)).map((one) => one.id)).toEqual([id(13)]);
      expect((await audit.scan({ operation: 'setPrice', from: 11_000, to: 12_000 }, 9)).map((one) => one.id)).toEqual([
        id(11),
      ]);
      for (const after of [id(77), 'no id'])
        await expect(audit.scan({}, 1, after)).rejects.toEqual(rejection('PAGE_INVALID'));
    });

    it('forgets what is older than wanted', async () => {
      const { audit } = at.store;
      await audit.prune(12_000);
      expect((await audit.scan({}, 10)).map((one) => one.id)).toEqual([id(13), id(12)]);
    });
  });
}
