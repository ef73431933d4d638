import type { Config } from './config.js';
import type { RedisVectors } from './store/redis-vectors.js';
import { openRedisVectors } from './store/redis-vectors.js';

const DAY_SECONDS = 86_400;

/** The Redis that shares vectors of queries, where the configuration wants that; readConfig sees to it that its address is there. */
export const configuredRedis = ({ embeddingSharedCache, redisUrl, embeddingKeepDays }: Config): RedisVectors | null =>
  embeddingSharedCache === 'redis' && redisUrl !== undefined
    ? openRedisVectors({ redisUrl, keptSeconds: embeddingKeepDays * DAY_SECONDS })
    : null;
