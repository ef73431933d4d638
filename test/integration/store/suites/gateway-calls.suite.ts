import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import type { GatewayCall } from '../../../../src/gateway/ports.js';
import { decision, id, idAt } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection } from './context.js';

const call = (n: number, more: Partial<GatewayCall> = {}): GatewayCall => ({
  id: id(n),
  routed: true,
  createdAt: 7_000_000_000_000 + n,
  model: 'theta:default/0.5',
  outcome: 'ANSWERED',
  streamed: true,
  llm: llmId('small'),
  provider: 'somebody',
  attempts: [
    {
      ...{ llm: llmId('large'), provider: 'other', purpose: 'ANSWER', status: 429, error: 'HTTP_429', ms: 3.25 },
      ...{ usage: null, usd: null },
    },
    {
      ...{ llm: llmId('small'), provider: 'somebody', purpose: 'ANSWER', status: 200, error: null, ms: 12.5 },
      usage: { promptTokens: 100, cachedTokens: 40, completionTokens: 20 },
      usd: 0.001_25,
    },
  ],
  usage: { promptTokens: 100, cachedTokens: 40, completionTokens: 20 },
  usd: 0.001_25,
  durationMs: 1234.5,
  firstTokenMs: 99.75,
  finishReason: 'stop',
  reason: 'best score 0.5 of 2 by mirt',
  ...more,
});

/** Later than whatever other suites write. */
const LATE = 6_000_000_000_000;
const idOf = (n: number): string => idAt(LATE + n, n);
export function gatewayCallsSuite(at: StoreContext): void {
  describe('calls of the gateway', () => {
    it('come back as they were written, once, whether their decision is logged or not', async () => {
      const dropped: unknown[] = [];
      const options = {
        batch: 2,
        delayMs: 1000,
        limit: 100,
        onDrop: (_: number, cause: unknown) => dropped.push(cause),
      };
      const decisions = at.store.decisionLog(options);
      const log = at.store.gatewayCallLog(options, decisions);
      const nobody = { llm: null, provider: null, usage: null, usd: null, firstTokenMs: null, finishReason: null };
      const written = [
        call(8800),
        call(8801, { routed: false, llm: llmId('"quoted", {x}'), usd: 2 }),
        call(8802, { outcome: 'FAILED', attempts: [], streamed: false, ...nobody }),
        // Its decision was dropped from the log.
        call(8803, { usage: null, usd: null }),
      ];
      // The decisions are written first, though nobody says so.
      for (const n of [8800, 8802]) decisions.append(decision(n));
      for (const one of written) log.append(one);
      await log.flush();
      log.append(call(8800, { model: 'again' }));
      await log.flush();
      expect(dropped).toEqual([]);
      const found = await at.store.gatewayCalls.byIds([8803, 8801, 8802, 8800].map(id).concat('no uuid', id(8809)));
      expect([...found].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(written);
      expect(await at.store.gatewayCalls.byIds([])).toEqual([]);
    });

    it('say who answered a decision in place of the chosen LLM', async () => {
      const options = { batch: 10, delayMs: 1000, limit: 100, onDrop: () => {} };
      const decisions = at.store.decisionLog(options);
      const log = at.store.gatewayCallLog(options, decisions);
      const [chosen] = [decision(8900).llm];
      for (const n of [8900, 8901, 8902]) decisions.append(decision(n, { id: idOf(n), createdAt: LATE + n }));
      log.append(call(8900, { id: idOf(8900), llm: llmId('another') }));
      log.append(call(8901, { id: idOf(8901), llm: chosen }));
      await log.flush();
      const found = await at.store.decisions.byIds([8900, 8901, 8902].map(idOf));
      expect(found.map(({ llm, answeredBy }) => [llm, answeredBy])).toEqual([
        [chosen, 'another'],
        [chosen, undefined],
        [chosen, undefined],
      ]);
      const scanned = await at.store.decisions.scan({ from: 6_000_000_008_900, to: 6_000_000_008_903 }, 10);
      expect(scanned.map(({ answeredBy }) => answeredBy)).toEqual([undefined, undefined, 'another']);
    });

    it('are paged from the newest on', async () => {
      const { gatewayCalls } = at.store;
      const first = await gatewayCalls.newest(5);
      expect(first.map((one) => one.id)).toEqual([...[8901, 8900].map(idOf), ...[8803, 8802, 8801].map(id)]);
      expect((await gatewayCalls.newest(3, first.at(-1)?.id)).map((one) => one.id)).toEqual([id(8800)]);
      await expect(gatewayCalls.newest(1, id(9999))).rejects.toEqual(rejection('PAGE_INVALID'));
    });

    it('are summed up by LLM, dearest first', async () => {
      const sums = await at.store.gatewayCalls.spend(7_000_000_008_800, 7_000_000_008_804);
      const none = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
      const some = { promptTokens: 100, cachedTokens: 40, completionTokens: 20 };
      expect(sums).toEqual([
        { llm: '"quoted", {x}', calls: 1, costed: 1, usd: 2, ...some },
        { llm: 'small', calls: 2, costed: 1, usd: 0.001_25, ...some },
        { llm: null, calls: 1, costed: 0, usd: 0, ...none },
      ]);
      expect(await at.store.gatewayCalls.spend(7_000_000_008_804, 7_000_000_008_805)).toEqual([]);
    });
  });
}
