import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Graphs kept in the folder; one per router set that was served lately. */
const KEPT = 4;

/** What can be built slowly, or written to and read from a file. */
export interface Snapshotted<T> {
  /** Digest of everything the result depends on. */
  readonly key: string;
  readonly build: () => Promise<T>;
  readonly save: (built: T, file: string) => void;
  readonly load: (file: string) => T;
}

/**
 * Loads what an earlier start saved, else builds and saves it. The file name carries a digest of the content, checked
 * before native code reads it: those readers trust their input. It is a cache, so a folder that cannot be written or a
 * file that cannot be read costs a build and no more.
 */
export async function withSnapshot<T>(folder: string | undefined, graph: Snapshotted<T>): Promise<T> {
  if (folder === undefined) return graph.build();
  const prefix = `graph-${graph.key.slice(0, 32)}-`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((n) => n.startsWith(prefix))) {
    const file = join(folder, name);
    try {
      if (name === prefix + (await digestOf(file))) return graph.load(file);
    } catch {
      // unreadable: treated as damaged
    }
    await rm(file, { force: true }).catch(() => undefined);
  }
  const built = await graph.build();
  await store(folder, prefix, built, graph).catch(() => undefined);
  return built;
}

async function store<T>(folder: string, prefix: string, built: T, graph: Snapshotted<T>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `unfinished-${process.pid}-${prefix}`);
  try {
    graph.save(built, unfinished);
    await rename(unfinished, join(folder, prefix + (await digestOf(unfinished))));
  } finally {
    await rm(unfinished, { force: true });
  }
  const graphs = (await readdir(folder)).filter((name) => name.startsWith('graph-')).map((name) => join(folder, name));
  const aged = await Promise.all(graphs.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  for (const { file } of aged.sort((a, b) => b.at - a.at).slice(KEPT)) await rm(file, { force: true });
}

const digestOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 32);

/** Digest of the vectors and of whatever else decides the graph. */
export function graphKey(vectors: Float32Array, ...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts));
  return hash.update(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength)).digest('hex');
}
