import { createHash } from 'node:crypto';
import { llmId, poolId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { Catalogue, Llm } from '../../../../src/domain/llm.js';
import type { DecisionRecord, RouterSetManifest } from '../../../../src/routing/ports.js';

/** A UUID whose order is that of `n`. */
export const id = (n: number): string => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const llm = (name: string, more: Partial<Llm> = {}): Llm => ({
  id: llmId(name),
  name: name.toUpperCase(),
  developer: 'Somebody',
  family: null,
  sizeBillions: 7.5,
  releaseDate: '2023-11',
  contextWindow: 8192,
  modalities: ['text'],
  tags: [],
  profile: `What ${name} is good at, with "quotes", {braces} and a comma.`,
  aliases: [`${name}-alias`],
  status: 'CALIBRATED',
  price: { inputPerMillion: 0.5, outputPerMillion: 1.5 },
  ...more,
});

export function catalogueOf(
  llms: readonly Llm[],
  pools: Record<string, { llms: string[]; isDefault?: boolean }>,
): Catalogue {
  return {
    llms: new Map(llms.map((one) => [one.id, one])),
    pools: new Map(
      Object.entries(pools).map(([name, pool]) => [
        poolId(name),
        {
          id: poolId(name),
          description: `pool ${name}`,
          llms: pool.llms.map(llmId),
          isDefault: pool.isDefault ?? false,
        },
      ]),
    ),
  };
}

export const decision = (n: number, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  id: id(n),
  createdAt: 1_700_000_000_000 + n,
  query: `query ${n} with 'quotes' and 中文`,
  queryHash: createHash('sha256').update(String(n)).digest('hex'),
  router: routerId('mirt'),
  version: versionId('v1'),
  pool: poolId('default'),
  alpha: 0.8,
  warmUpWeight: 0.3,
  llm: llmId('alpha'),
  score: 0.123456789,
  predictedPerformance: 0.75,
  cost: Math.fround(0.1),
  ranking: [
    { llm: llmId('alpha'), score: 0.123456789, predictedPerformance: 0.75, cost: Math.fround(0.1) },
    { llm: llmId('beta'), score: -0.2, predictedPerformance: null, cost: 1 },
  ],
  durationMs: 1.25,
  tags: [],
  ...more,
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const manifest = (version: string, digests: [string, string, string], more = {}): RouterSetManifest => ({
  version: versionId(version),
  label: `set ${version}`,
  createdAt: 0,
  seed: 42,
  defaultRouter: routerId('mirt'),
  warmUpWeight: 0.25,
  embedder: digests[0],
  reference: digests[1],
  routers: [{ id: routerId('mirt'), digest: digests[2] }],
  summary: { sources: ['a', 'b'], quality: { reward: 0.5 } },
  ...more,
});
