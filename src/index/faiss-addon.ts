import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** native/faiss/faiss_addon.cc. Every method throws on a wrong argument and after dispose. */
export interface FaissAddon {
  /** Of the FAISS it is linked with, for example `1.7.3`. */
  readonly version: string;
  readonly FaissIndex: {
    /** `connectivity` 0 is a flat index, which does not use the expansions. */
    new (dims: number, connectivity: number, expansionAdd: number, expansionSearch: number): NativeFaissIndex;
    /** Reads what save wrote. The file must be whole: FAISS trusts it. */
    load(file: string, expansionSearch: number): NativeFaissIndex;
  };
}

export interface NativeFaissIndex {
  readonly size: number;
  /** Off the event loop, on a copy of `rows` ([n × dims]); `threads` 0 takes all processors. */
  add(rows: Float32Array, threads: number): Promise<void>;
  /** [queries × k] row numbers by inner product, best first, −1 where fewer were found; k ≤ size. */
  search(queries: Float32Array, k: number): Int32Array;
  searchAsync(queries: Float32Array, k: number): Promise<Int32Array>;
  /** Graphs only. */
  save(file: string): void;
  /** Frees the memory once running searches have ended. */
  dispose(): void;
}

const file = fileURLToPath(new URL('../../native/faiss/build/Release/faiss_addon.node', import.meta.url));

/** Throws where the addon is not built, or the libraries it was linked with are gone. */
export function loadFaiss(): FaissAddon {
  return createRequire(import.meta.url)(file) as FaissAddon;
}
