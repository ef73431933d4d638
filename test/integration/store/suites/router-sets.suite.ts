import { describe, expect, it } from 'vitest';
import { versionId } from '../../../../src/domain/ids.js';
import { manifest, sha256 } from '../support/records.js';
import type { StoreContext } from './context.js';
import { bytes, rejection, shipped } from './context.js';

export function routerSetsSuite(at: StoreContext): void {
  describe('router sets', () => {
    const [embedder, reference, router] = ['embedder', 'reference', 'router'].map(bytes) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const digests: [string, string, string] = [sha256(embedder), sha256(reference), sha256(router)];
    const blobs = new Map([embedder, reference, router].map((blob) => [sha256(blob), blob]));

    it('serves nothing, then the first set, then the promoted one', async () => {
      const { routerSets } = at.store;
      expect(await routerSets.current()).toBeNull();
      const first = manifest('v1', digests);
      await routerSets.save(first, blobs);
      expect(await routerSets.current()).toEqual(first);
      const second = manifest('v2', digests, { createdAt: 5, summary: {} });
      await routerSets.save(second, new Map());
      expect(await routerSets.current()).toEqual(first);
      await routerSets.promote(versionId('v2'));
      expect(await routerSets.current()).toEqual(second);
      expect(await routerSets.list()).toEqual([second, first]);
      await expect(routerSets.promote(versionId('v9'))).rejects.toEqual(rejection('UNKNOWN_VERSION'));
      expect(await routerSets.current()).toEqual(second);
    });

    it('keeps which version began to serve when, and replaces only the expected one', async () => {
      const { routerSets } = at.store;
      const [v1, v2] = [versionId('v1'), versionId('v2')];
      await routerSets.promote(v2);
      await expect(routerSets.promote(v1, v1)).rejects.toEqual(rejection('UPDATE_OUTDATED'));
      await expect(routerSets.rollBack(v1, v1)).rejects.toEqual(rejection('UPDATE_OUTDATED'));
      expect((await routerSets.current())?.version).toBe(v2);
      await routerSets.rollBack(v1, v2);
      expect((await routerSets.current())?.version).toBe(v1);
      await routerSets.promote(v2, v1, 'It is better.');
      expect((await routerSets.promotions()).map(({ version, isRollback }) => [version, isRollback])).toEqual([
        ['v1', false],
        ['v2', false],
        ['v1', true],
        ['v2', false],
      ]);
      expect((await routerSets.promotions())[1]?.promotedAt).toBe(at.now);
      expect((await routerSets.promotions()).map(({ reason }) => reason)).toEqual([null, null, null, 'It is better.']);
    });

    it('gives back the bytes of an artifact, also large ones', async () => {
      const large = new Uint8Array(12_000_000).map((_, i) => (i * 31) ^ (i >> 8));
      const digest = sha256(large);
      await at.store.routerSets.save(manifest('large', [digest, digests[1], digests[2]]), new Map([[digest, large]]));
      expect(sha256(await at.store.routerSets.blob(digest))).toBe(digest);
      expect(await at.store.routerSets.blob(digests[2])).toEqual(Buffer.from(router));
    });

    it('never overwrites a version, but takes the same set twice', async () => {
      await at.store.routerSets.save(manifest('v1', digests), blobs);
      const other = manifest('v1', [digests[1], digests[0], digests[2]]);
      await expect(at.store.routerSets.save(other, blobs)).rejects.toEqual(rejection('INTERNAL'));
      expect((await at.store.routerSets.list()).find((set) => set.version === 'v1')?.embedder).toBe(digests[0]);
    });

    it('stores nothing when bytes are missing or do not fit their digest', async () => {
      const gone = sha256(bytes('nobody has these'));
      const given = new Map([[sha256(bytes('new')), bytes('new')]]);
      const save = at.store.routerSets.save(manifest('v3', [gone, digests[1], digests[2]]), given);
      await expect(save).rejects.toEqual(rejection('ARTIFACT_CORRUPT'));
      await expect(at.store.routerSets.blob(sha256(bytes('new')))).rejects.toEqual(rejection('ARTIFACT_CORRUPT'));
      const wrong = new Map([[digests[0], bytes('other')]]);
      await expect(at.store.routerSets.save(manifest('v3', digests), wrong)).rejects.toEqual(
        rejection('ARTIFACT_CORRUPT'),
      );
      const lengths = manifest('v3', digests, { summary: { answerLengths: { digest: gone } } });
      await expect(at.store.routerSets.save(lengths, new Map())).rejects.toEqual(rejection('ARTIFACT_CORRUPT'));
      expect((await at.store.routerSets.list()).map((set) => set.version)).not.toContain('v3');
    });

    it('takes bytes from a blob source, in a manifest and when they are read', async () => {
      await at.store.routerSets.save(manifest('shipped', [sha256(shipped), digests[1], digests[2]]), new Map());
      expect(await at.store.routerSets.blob(sha256(shipped))).toEqual(shipped);
    });
  });
}
