import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { Database } from './database.js';
import { embeddedTexts } from './schema/index.js';

const DAY_MS = 86_400_000;
/** Rows of one statement: a few megabytes of vectors. */
const ROWS = 1000;

/** Vectors of texts by embedder and digest, kept as long as they are used. */
export class SqlVectorStore implements VectorStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async get(embedderId: string, digests: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    const stale: string[] = [];
    const dayAgo = new Date(this.clock.now() - DAY_MS);
    for (const some of chunks(digests)) {
      const rows = await this.database.run((db) => db.select().from(embeddedTexts).where(named(embedderId, some)));
      for (const { digest, vector, usedAt } of rows) {
        found.set(digest, floatsOf(vector));
        if (usedAt < dayAgo) stale.push(digest);
      }
    }
    // Once a day at most: a look-up must not cost a write.
    const usedAt = new Date(this.clock.now());
    for (const some of chunks(stale)) {
      await this.database.run((db) => db.update(embeddedTexts).set({ usedAt }).where(named(embedderId, some)));
    }
    return found;
  }

  async put(embedderId: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    if (vectors.size === 0) return;
    const usedAt = new Date(this.clock.now());
    // In one order, so that two servers that store the same texts do not wait for each other.
    const rows = [...vectors]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([digest, vector]) => ({ embedder: embedderId, digest, vector: bytesOf(vector), usedAt }));
    await this.database.transaction(async (tx) => {
      for (const some of chunks(rows)) await tx.insert(embeddedTexts).values(some).onConflictDoNothing();
    });
  }

  /** Removes what nobody has asked for in `olderThanMs`; returns how many. Always safe: they can be made again. */
  async prune(olderThanMs: number): Promise<number> {
    const before = new Date(this.clock.now() - olderThanMs);
    const removed = await this.database.run((db) => db.delete(embeddedTexts).where(lt(embeddedTexts.usedAt, before)));
    return removed.rowCount ?? 0;
  }
}

const named = (embedderId: string, digests: readonly string[]) =>
  and(eq(embeddedTexts.embedder, embedderId), inArray(embeddedTexts.digest, [...digests]));

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / ROWS) }, (_, c) => items.slice(c * ROWS, (c + 1) * ROWS));
}

/** Little-endian, as every machine that Node runs on stores them. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A copy: what the driver hands out need not start at a multiple of four. */
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
