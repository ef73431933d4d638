import { createHash } from 'node:crypto';
import { llmId, poolId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { Catalogue, Llm } from '../../../../src/domain/llm.js';
import type { StoredEvaluation } from '../../../../src/jobs/evaluation-reports.js';
import type { DecisionRecord, RouterSetManifest } from '../../../../src/routing/ports.js';
import type { Ranking } from '../../../../src/routing/types.js';

const EPOCH = 1_700_000_000_000;

/** A UUIDv7 of that millisecond; the order within it is that of `n`. */
export function idAt(ms: number, n: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A UUID whose order is that of `n`. */
export const id = (n: number): string => idAt(EPOCH, n);

export const llm = (name: string, more: Partial<Llm> = {}): Llm => ({
  id: llmId(name),
  name: name.toUpperCase(),
  developer: 'Somebody',
  family: null,
  sizeBillions: 7.5,
  releaseDate: '2023-11',
  contextWindow: 8192,
  maxOutputTokens: null,
  modalities: ['text'],
  toolCalling: null,
  languages: null,
  tags: [],
  typicalLatencyMs: null,
  profile: `What ${name} is good at, with "quotes", {braces} and a comma.`,
  aliases: [`${name}-alias`],
  benchmarks: [],
  status: 'CALIBRATED',
  retirement: null,
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
          uncalibrated: new Set(),
          isDefault: pool.isDefault ?? false,
        },
      ]),
    ),
  };
}

/** Scored with this α; the ids are those of nobody, to see that any text is kept. */
export function ranking(alpha: number): Ranking {
  const predicted = Float32Array.of(0.75, 0.1, 1 / 3);
  const cost = Float32Array.of(0.1, 0, 1);
  return {
    llms: ['alpha', 'a "quoted", {odd}\nid', 'beta'].map(llmId),
    score: predicted.map((p, j) => alpha * p - (1 - alpha) * (cost[j] as number)),
    predictedPerformance: predicted,
    preference: null,
    cost,
  };
}

const textOf = (n: number): string => `query ${n} with 'quotes' and 中文`;
const preferences = Float32Array.of(0.9, 0.1);
/** Of a router that gives no P̂: the score is the preference. */
export const preferenceRanking: Ranking = {
  llms: ['alpha', 'beta'].map(llmId),
  score: preferences,
  predictedPerformance: null,
  preference: preferences,
  cost: Float32Array.of(0.5, 1),
};

export const decision = (n: number, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  id: id(n),
  createdAt: EPOCH + n,
  query: textOf(n),
  queryHash: createHash('sha256').update(textOf(n)).digest('hex'),
  router: routerId('mirt'),
  version: versionId('v1'),
  pool: poolId('default'),
  alpha: 0.8,
  target: null,
  warmUpWeight: 0.3,
  llm: llmId('alpha'),
  ranking: ranking(0.8),
  expectedUsd: null,
  durationMs: 1.25,
  tags: [],
  propensity: null,
  nearestSimilarity: 0.75,
  abstained: null,
  ...more,
});

export const evaluation = (n: number, more: Partial<StoredEvaluation> = {}): StoredEvaluation => ({
  id: id(n),
  createdAt: n,
  protocol: 'in-distribution',
  label: `evaluation ${n}`,
  parameters: {},
  data: '100 queries of one import',
  verdict: 'mirt is best.',
  format: 1,
  report: { results: [] },
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
  heldOut: null,
  evidence: null,
  routers: [{ id: routerId('mirt'), digest: digests[2] }],
  summary: { sources: ['a', 'b'], quality: { reward: 0.5 } },
  ...more,
});
