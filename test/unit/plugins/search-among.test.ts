import { describe, expect, it } from 'vitest';
import { queriesOf, routerDeps } from '../../contract/router-harness.js';
import { mirtWorld } from '../../fixtures/mirt-world.js';
import { searchAmong } from '../../../src/plugins/search-among.js';

const { data } = mirtWorld();
const deps = routerDeps(data);
const all = Uint32Array.from(data.responses.queries.keys());
const { vectors } = queriesOf(data, 8);

describe('search among some of the training queries', () => {
  it('finds rows of the reference set among the given ones, in the order of the shared index', async () => {
    const part = all.filter((q) => q % 3 === 0);
    const search = await searchAmong(part, deps);
    expect(search.size).toBe(part.length);
    const found = await search.search(vectors, 5);
    const everything = await deps.index.search(vectors, all.length);
    for (let q = 0; q < vectors.rows; q++) {
      const ordered = [...everything.ids.subarray(q * everything.k, (q + 1) * everything.k)];
      const expected = ordered.filter((id) => id % 3 === 0).slice(0, 5);
      expect([...found.ids.subarray(q * 5, (q + 1) * 5)]).toEqual(expected);
    }
    search.dispose();
  });

  it('answers −1 beyond its size', async () => {
    const search = await searchAmong(Uint32Array.of(4, 7), deps);
    const { ids } = await search.search(vectors, 3);
    expect([...ids.subarray(0, 2)].sort()).toEqual([4, 7]);
    expect(ids[2]).toBe(-1);
    search.dispose();
  });

  it('leaves the shared index alone where that has hardly more', async () => {
    const search = await searchAmong(all.subarray(1), deps);
    expect(search.size).toBe(all.length);
    search.dispose();
    expect(await search.search(vectors, 4)).toEqual(await deps.index.search(vectors, 4));
  });

  it('lasts as long as one of those who search the same rows, and can be had again after', async () => {
    const rows = Uint32Array.of(1, 5, 9);
    const [first, second] = [await searchAmong(rows, deps), await searchAmong(rows.slice(), deps)];
    const found = await first.search(vectors, 2);
    first.dispose();
    await new Promise(setImmediate);
    expect(await second.search(vectors, 2)).toEqual(found);
    second.dispose();
    await new Promise(setImmediate);
    await expect(second.search(vectors, 2)).rejects.toThrow();
    const third = await searchAmong(rows, deps);
    expect(await third.search(vectors, 2)).toEqual(found);
    third.dispose();
  });
});
