import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import type { GatewayCall } from '../../../../src/gateway/ports.js';
import { decision, id } from '../support/records.js';
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
        call(7000),
        call(7001, { routed: false, llm: llmId('"quoted", {x}'), usd: 2 }),
        call(7002, { outcome: 'FAILED', attempts: [], streamed: false, ...nobody }),
        // Its decision was dropped from the log.
        call(7003, { usage: null, usd: null }),
      ];
      // The decisions are written first, though nobody says so.
      for (const n of [7000, 7002]) decisions.append(decision(n));
      for (const one of written) log.append(one);
      await log.flush();
      log.append(call(7000, { model: 'again' }));
      await log.flush();
      expect(dropped).toEqual([]);
      const found = await at.store.gatewayCalls.byIds([7003, 7001, 7002, 7000].map(id).concat('no uuid', id(7009)));
      expect([...found].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(written);
      expect(await at.store.gatewayCalls.byIds([])).toEqual([]);
    });

    it('are paged from the newest on', async () => {
      const { gatewayCalls } = at.store;
      const first = await gatewayCalls.newest(3);
      expect(first.map((one) => one.id)).toEqual([7003, 7002, 7001].map(id));
      expect((await gatewayCalls.newest(3, first.at(-1)?.id)).map((one) => one.id)).toEqual([id(7000)]);
      await expect(gatewayCalls.newest(1, id(9999))).rejects.toEqual(rejection('PAGE_INVALID'));
    });

    it('are summed up by LLM, dearest first', async () => {
      const sums = await at.store.gatewayCalls.spend(7_000_000_007_000, 7_000_000_007_004);
      const none = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
      const some = { promptTokens: 100, cachedTokens: 40, completionTokens: 20 };
      expect(sums).toEqual([
        { llm: '"quoted", {x}', calls: 1, costed: 1, usd: 2, ...some },
        { llm: 'small', calls: 2, costed: 1, usd: 0.001_25, ...some },
        { llm: null, calls: 1, costed: 0, usd: 0, ...none },
      ]);
      expect(await at.store.gatewayCalls.spend(7_000_000_007_004, 7_000_000_008_000)).toEqual([]);
    });
  });
}
