import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** Digests of large files, beside them: reading gigabytes at every start would take longer than loading them. */
const SIDE_FILE = '.theta-digests.json';
const sideFile = z.record(z.string(), z.object({ bytes: z.number(), modifiedMs: z.number(), sha256: z.string() }));
/** Smaller ones are read anew. */
const KEPT_FROM_BYTES = 1 << 20;

/**
 * Hexadecimal SHA-256 of each file, relative to `folder`. That of a large one is remembered until its size or time changes;
 * in a folder that cannot be written it is computed every time.
 */
export async function fileDigests(folder: string, files: readonly string[], signal: AbortSignal): Promise<string[]> {
  const known = await readSideFile(folder);
  const before = JSON.stringify(known);
  const digests: string[] = [];
  for (const file of files) {
    const { size: bytes, mtimeMs: modifiedMs } = await stat(join(folder, file));
    const kept = known[file];
    const sha256 =
      kept?.bytes === bytes && kept.modifiedMs === modifiedMs ? kept.sha256 : await digest(join(folder, file), signal);
    if (bytes >= KEPT_FROM_BYTES) known[file] = { bytes, modifiedMs, sha256 };
    digests.push(sha256);
  }
  if (JSON.stringify(known) !== before) await writeSideFile(folder, JSON.stringify(known));
  return digests;
}

async function digest(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

async function readSideFile(folder: string): Promise<z.infer<typeof sideFile>> {
  try {
    return sideFile.parse(JSON.parse(await readFile(join(folder, SIDE_FILE), 'utf8')));
  } catch {
    // Missing or damaged: it only saves time.
    return {};
  }
}

async function writeSideFile(folder: string, text: string): Promise<void> {
  const path = join(folder, SIDE_FILE);
  const temporary = `${path}.${process.pid}`;
  // Two processes may start at once: each writes whole files only.
  await writeFile(temporary, text)
    .then(() => rename(temporary, path))
    .catch(() => undefined);
}
