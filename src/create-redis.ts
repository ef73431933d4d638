import type { Config } from './config.js';
import type { VectorStore } from './domain/vector-store.js';
import { keyedVectors } from './store/keyed-vectors.js';
import { openRedisVectors } from './store/redis-vectors.js';

const DAY_SECONDS = 86_400;

/**
 * The Redis that shares vectors of queries, where the configuration wants that; readConfig sees to it that its address is there. Where
 * nothing of a query is to be kept, its vector is not either.
 */
export function configuredRedis({
  embeddingSharedCache,
  redisUrl,
  embeddingKeepDays,
  storeQueries,
  hashKey,
}: Config): { readonly vectors: VectorStore; close(): void } | null {
  if (embeddingSharedCache !== 'redis' || redisUrl === undefined || storeQueries === 'none') return null;
  const redis = openRedisVectors({ redisUrl, keptSeconds: embeddingKeepDays * DAY_SECONDS });
  return { vectors: hashKey === undefined ? redis : keyedVectors(redis, hashKey), close: () => redis.close() };
}
