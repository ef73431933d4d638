import type { Evidence } from '../../../../src/domain/evidence.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { exactEngine } from '../../../../src/index/exact-index.js';
import { asIndex } from '../../../../src/index/engine.js';
import type { QueryBatch, RouterDeps } from '../../../../src/plugins/contract.js';
import type { AbilitySpace } from '../../../../src/plugins/onboarding/ability-space.js';
import { linearLogOdds } from '../../../../src/plugins/onboarding/linear-log-odds.js';
import { independent } from '../../../../src/plugins/onboarding/normal.js';

/** An item is [a…, b]; it is its own query vector, so that log-odds are a·θ − b. */
export type Item = readonly number[];

export const itemVectors = (items: readonly Item[]): Matrix =>
  matrix(items.length, items[0]?.length ?? 0, Float32Array.from(items.flat()));

export const batchOf = (items: readonly Item[]): QueryBatch => ({
  vectors: itemVectors(items),
  keys: items.map((_, q) => `query-${q}`),
});

/** Log-odds a·θ − b of items that are query vectors. */
export const itemLogOdds = (vectors: Matrix) =>
  linearLogOdds(vectors, vectors.cols - 1, (m, q, a) => {
    const item = m.data.subarray(q * m.cols, (q + 1) * m.cols);
    a.set(item.subarray(0, m.cols - 1));
    return item[m.cols - 1] as number;
  });

/** A space of known LLMs `known-0`, `known-1` … with these θ, each known to within `deviation`. */
export function linearSpace(
  abilities: readonly (readonly number[])[],
  options: Partial<AbilitySpace> = {},
): AbilitySpace {
  const dims = abilities[0]?.length ?? 0;
  const deviation = new Float64Array(dims).fill(0.05);
  return {
    dims,
    llms: abilities.map((_, j) => llmId(`known-${j}`)),
    abilities: matrix(abilities.length, dims, Float32Array.from(abilities.flat())),
    priorVariance: new Float64Array(dims).fill(1),
    leastVariance: new Float64Array(dims).fill(0.01),
    trained: async (row) => independent(abilities[row] as number[], deviation),
    unseen: () => null,
    logOdds: async ({ vectors }) => itemLogOdds(vectors),
    ...options,
  };
}

/** Nothing beside what is given: no training responses, no profiles, no facts. */
export function bareDeps(given: Partial<RouterDeps> = {}): RouterDeps {
  const vectors = matrix(0, 1);
  return {
    embedderId: 'test/items',
    reference: {
      vectors,
      responses: {
        queries: [],
        llms: [],
        rowStart: new Uint32Array(1),
        llmIndex: new Uint16Array(0),
        performance: new Float32Array(0),
        cost: null,
        inputTokens: null,
        outputTokens: null,
      },
    },
    index: asIndex(vectors, exactEngine(vectors)),
    profile: () => null,
    plugin: () => {
      throw new Error('no plugin is asked for');
    },
    ...given,
  };
}

export interface Score {
  readonly query: number;
  readonly llm: string;
  readonly y: number;
  readonly weight?: number;
}

export interface Comparison {
  readonly query: number;
  readonly winner: string;
  readonly loser: string;
  readonly weight?: number;
}

/** Evidence on items; LLMs stand in the order of their ids. */
export function evidenceOf(
  items: readonly Item[],
  scores: readonly Score[],
  comparisons: readonly Comparison[] = [],
): Evidence {
  const named = [...scores.map(({ llm }) => llm), ...comparisons.flatMap(({ winner, loser }) => [winner, loser])];
  const llms = [...new Set(named)].sort().map(llmId);
  const column = new Map<string, number>(llms.map((llm, j) => [llm, j]));
  const columns = (of: readonly string[]) => Uint16Array.from(of, (llm) => column.get(llm) as number);
  return {
    vectors: itemVectors(items),
    queries: items.map((_, q) => ({ id: `query-${q}`, task: null })),
    llms,
    scores: {
      query: Uint32Array.from(scores, ({ query }) => query),
      llm: columns(scores.map(({ llm }) => llm)),
      performance: Float32Array.from(scores, ({ y }) => y),
      weight: Float32Array.from(scores, ({ weight }) => weight ?? 1),
    },
    preferences: {
      query: Uint32Array.from(comparisons, ({ query }) => query),
      winner: columns(comparisons.map(({ winner }) => winner)),
      loser: columns(comparisons.map(({ loser }) => loser)),
      weight: Float32Array.from(comparisons, ({ weight }) => weight ?? 1),
    },
  };
}

export const newcomer = (i: number): LlmId => llmId(`new-${String(i).padStart(4, '0')}`);
