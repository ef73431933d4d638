import { throwIfAborted } from '../../domain/errors.js';
import { textDigest } from '../../domain/text-digest.js';
import type { VectorStore } from '../../domain/vector-store.js';
import type { Embedder } from '../embedder.js';
import type { EmbeddingCounts } from './counts.js';
import type { EmbedJobs } from './embed-jobs.js';
import type { Timing } from './timing.js';

/** A look-up that takes longer is a failure: callers wait for it. */
const LONGEST_LOOK_UP_MS = 250;
/** How long a store is left alone after a failure; also how seldom the log hears of it. */
const REST_MS = 30_000;
/** Writes under way beyond which new vectors are not stored: a slow store must not pile them up. */
const MOST_WRITES = 4;

export interface SharedVectorsDeps {
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly timing: Timing;
  readonly count: EmbeddingCounts;
  readonly log: (line: string) => void;
}

/**
 * Looks a batch up in the store, one query for all of it, embeds what is not there and stores that afterwards. The store is
 * a help, never a need: its failures are logged and go no further.
 */
export function throughStore(embed: EmbedJobs, deps: SharedVectorsDeps): EmbedJobs {
  const vectors = new SharedVectors(deps);
  return async (jobs, signal) => {
    const digests = jobs.map(({ text }) => textDigest(text));
    const stored = await vectors.get(digests);
    throwIfAborted(signal);
    const found = digests.map((digest) => stored.get(digest));
    const missing = [...jobs.keys()].filter((i) => found[i] === undefined);
    deps.count.storeHits += jobs.length - missing.length;
    if (missing.length > 0) {
      const fresh = await embed(
        missing.map((i) => jobs[i] as (typeof jobs)[number]),
        signal,
      );
      missing.forEach((i, at) => (found[i] = fresh[at]));
      vectors.put(new Map(missing.map((i) => [digests[i] as string, found[i] as Float32Array])));
    }
    return found as readonly Float32Array[];
  };
}

/** A store that never fails: after a fault it rests, and meanwhile holds nothing. */
class SharedVectors {
  private restsUntil = -Infinity;
  private writes = 0;

  constructor(private readonly deps: SharedVectorsDeps) {}

  async get(digests: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const { store, embedder, timing } = this.deps;
    if (timing.now() < this.restsUntil) return new Map();
    try {
      const stored = await this.inTime(store.get(embedder.id, digests));
      return new Map([...stored].filter(([, vector]) => vector.length === embedder.dims));
    } catch (thrown) {
      this.rest(thrown);
      return new Map();
    }
  }

  /** Begins to store after the callers have their vectors. */
  put(vectors: ReadonlyMap<string, Float32Array>): void {
    const { store, embedder, timing } = this.deps;
    timing.soon(() => {
      if (this.writes >= MOST_WRITES || timing.now() < this.restsUntil) return;
      this.writes++;
      store
        .put(embedder.id, vectors)
        .catch((thrown: unknown) => this.rest(thrown))
        .finally(() => this.writes--);
    });
  }

  private inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`no answer within ${LONGEST_LOOK_UP_MS} ms`));
      const stop = this.deps.timing.after(LONGEST_LOOK_UP_MS, late);
      work.then(resolve, reject).finally(stop);
    });
  }

  private rest(thrown: unknown): void {
    const { timing, log } = this.deps;
    if (timing.now() < this.restsUntil) return;
    this.restsUntil = timing.now() + REST_MS;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    log(`The shared cache of vectors failed (${why}); texts are embedded without it for ${REST_MS / 1000} s.`);
  }
}
