import { describe, expect, it } from 'vitest';
import { routerId, versionId } from '../../../../src/domain/ids.js';
import { decision, id, preferenceRanking, ranking } from '../support/records.js';
import type { StoreContext } from './context.js';
import { write } from './context.js';

export function shadowsSuite(at: StoreContext): void {
  describe('shadows', () => {
    const shadow = (n: number, more = {}) => ({
      decisionId: id(n),
      router: routerId('knn'),
      version: versionId('v1'),
      ranking: ranking(0.8),
      ...more,
    });

    it('gives back rankings, scored with the α of the decision, by router and decision', async () => {
      await write(at.store, [decision(600), decision(601, { alpha: 0.3, ranking: ranking(0.3) }), decision(602)]);
      const lower = shadow(601, { ranking: ranking(0.3) });
      const preferred = shadow(600, { router: routerId('random'), ranking: preferenceRanking });
      await at.store.shadows.add([shadow(600), lower, preferred]);
      const found = await at.store.shadows.byDecisions(routerId('knn'), [id(600), id(601), id(602), 'no uuid']);
      expect(found).toEqual(
        new Map([
          [id(600), shadow(600)],
          [id(601), lower],
        ]),
      );
      expect([...(await at.store.shadows.byDecisions(routerId('random'), [id(600)])).values()]).toEqual([preferred]);
      expect(await at.store.shadows.byDecisions(routerId('knn'), [])).toEqual(new Map());
    });

    it('leaves out decisions that are not logged, and keeps the first shadow', async () => {
      await at.store.shadows.add([]);
      await at.store.shadows.add([shadow(602), shadow(9999), shadow(602, { version: versionId('v2') })]);
      await at.store.shadows.add([shadow(602, { version: versionId('v3') })]);
      const found = await at.store.shadows.byDecisions(routerId('knn'), [id(602), id(9999)]);
      expect([...found.values()]).toEqual([shadow(602)]);
    });
  });
}
