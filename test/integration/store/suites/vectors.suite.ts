import { describe, expect, it } from 'vitest';
import { textDigest } from '../../../../src/domain/text-digest.js';
import type { StoreContext } from './context.js';

const DAY_MS = 86_400_000;

export function vectorsSuite(at: StoreContext): void {
  describe('vectors of texts', () => {
    const digest = textDigest('a text');
    const vector = new Float32Array([1, -0, 1 / 3, 1e-45, 3.4028235e38]);

    it('come back bit by bit, by embedder, and are the caller’s own', async () => {
      const { vectors } = at.store;
      await vectors.put('bert', new Map([[digest, vector]]));
      await vectors.put('mini', new Map([[digest, new Float32Array([7])]]));
      const found = await vectors.get('bert', [digest, textDigest('another'), digest]);
      expect(found).toEqual(new Map([[digest, vector]]));
      found.get(digest)?.fill(0);
      expect((await vectors.get('bert', [digest])).get(digest)).toEqual(vector);
      expect(await vectors.get('mini', [digest])).toEqual(new Map([[digest, new Float32Array([7])]]));
      expect(await vectors.get('none', [digest])).toEqual(new Map());
      expect(await vectors.get('bert', [])).toEqual(new Map());
    });

    it('stay as they are when they are stored again', async () => {
      await at.store.vectors.put('bert', new Map([[digest, new Float32Array(5)]]));
      expect((await at.store.vectors.get('bert', [digest])).get(digest)).toEqual(vector);
    });

    it('are taken by the thousand, as views of a larger array too', async () => {
      const { vectors } = at.store;
      const all = Float32Array.from({ length: 2 * 2500 }, (_, i) => i);
      const made = new Map(
        Array.from({ length: 2500 }, (_, i) => [textDigest(`text ${i}`), all.subarray(2 * i, 2 * i + 2)] as const),
      );
      await vectors.put('many', made);
      expect(await vectors.get('many', [...made.keys()])).toEqual(made);
      await vectors.put('many', new Map());
    });

    it('are stored by two writers at once', async () => {
      const made = Array.from({ length: 200 }, (_, i) => [textDigest(`shared ${i}`), new Float32Array([i])] as const);
      const both = [new Map(made), new Map([...made].reverse())];
      await Promise.all(both.map((vectors) => at.store.vectors.put('shared', vectors)));
      expect(await at.store.vectors.get('shared', [...(both[0] as Map<string, Float32Array>).keys()])).toEqual(both[0]);
    });

    it('are removed when nobody has asked for them for long', async () => {
      const { vectors } = at.store;
      const before = at.now;
      const [used, forgotten] = [textDigest('used'), textDigest('forgotten')] as const;
      await vectors.put('old', new Map([used, forgotten].map((d) => [d, new Float32Array([1])])));
      at.now += 20 * DAY_MS;
      await vectors.get('old', [used]);
      at.now += 20 * DAY_MS;
      await vectors.prune(30 * DAY_MS);
      expect([...(await vectors.get('old', [used, forgotten])).keys()]).toEqual([used]);
      expect(await vectors.prune(30 * DAY_MS)).toBe(0);
      at.now += 31 * DAY_MS;
      expect(await vectors.prune(30 * DAY_MS)).toBe(1);
      at.now = before;
    });

    it('are not written to within a day of their last use', async () => {
      const { vectors } = at.store;
      const before = at.now;
      await vectors.put('fresh', new Map([[digest, new Float32Array([1])]]));
      at.now += DAY_MS / 2;
      await vectors.get('fresh', [digest]);
      // Had the look-up written, the row would be half a day old now, not a whole one and more.
      at.now += (3 * DAY_MS) / 4;
      expect(await vectors.prune(DAY_MS)).toBeGreaterThan(0);
      expect(await vectors.get('fresh', [digest])).toEqual(new Map());
      at.now = before;
    });
  });
}
