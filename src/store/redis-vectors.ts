import { Redis } from 'ioredis';
import type { VectorStore } from '../domain/vector-store.js';

export interface RedisVectorsOptions {
  readonly redisUrl: string;
  /** How long a vector is kept after it was made, in seconds. */
  readonly keptSeconds: number;
}

export interface RedisVectors extends VectorStore {
  close(): void;
}

const CONNECT_MS = 1_000;
/** Callers wait for a look-up; embedding anew is mostly faster than a Redis that takes this long. */
const COMMAND_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Vectors in Redis, for queries only: whoever embeds can do without them. A command fails at once while there is no connection, which is
 * made again behind it; the caller rests after a failure (tensor/embedding-service/shared-vectors.ts).
 */
export function openRedisVectors({ redisUrl, keptSeconds }: RedisVectorsOptions): RedisVectors {
  const redis = new Redis(redisUrl, {
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(100 * 2 ** attempt, LONGEST_PAUSE_MS),
    connectionName: 'theta-router',
  });
  // Each command that fails says so; without a listener the error of the connection would be printed.
  redis.on('error', () => {});
  return {
    async get(embedderId, digests) {
      if (digests.length === 0) return new Map();
      const found = await redis.mgetBuffer(digests.map((digest) => keyOf(embedderId, digest)));
      return new Map(
        digests.flatMap((digest, i) => {
          const bytes = found[i];
          return bytes ? [[digest, floatsOf(bytes)] as const] : [];
        }),
      );
    },
    async put(embedderId, vectors) {
      if (vectors.size === 0) return;
      const batch = redis.multi();
      for (const [digest, vector] of vectors) {
        batch.set(keyOf(embedderId, digest), bytesOf(vector), 'EX', keptSeconds, 'NX');
      }
      await batch.exec();
    },
    close: () => redis.disconnect(),
  };
}

const keyOf = (embedderId: string, digest: string): string => `theta:vector:${embedderId}:${digest}`;

/** Little-endian, as every machine that Node runs on stores them. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** A copy: what the driver hands out need not start at a multiple of four. Something else under our key is no vector. */
const floatsOf = (bytes: Buffer): Float32Array =>
  bytes.length % 4 === 0 ? new Float32Array(new Uint8Array(bytes).buffer) : new Float32Array(0);
